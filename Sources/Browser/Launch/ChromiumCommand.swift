import Foundation
import Glibc

/// How Chromium is started.
struct ChromiumCommand: Sendable {
    let path: String
    let arguments: [String]
    let environment: [String: String]

    /// The program itself rather than Debian's wrapper script, which would add flags of its own.
    private static let usualPlaces = [
        "/usr/lib/chromium/chromium", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
    ]

    init(executable: String?, isSandboxed: Bool, profile: ProfileFolder) throws(BrowserError) {
        path = try Self.find(executable)
        var arguments = Self.arguments + ["--user-data-dir=\(profile.path)"]
        if !isSandboxed { arguments.append("--no-sandbox") }
        if !Self.hasRoomySharedMemory { arguments.append("--disable-dev-shm-usage") }
        self.arguments = arguments
        environment = [
            "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": profile.path, "TMPDIR": profile.path,
            "XDG_CONFIG_HOME": profile.path, "XDG_CACHE_HOME": profile.path, "XDG_RUNTIME_DIR": profile.path,
        ]
    }

    /// The first Chromium there is, or the given one.
    static func find(_ executable: String?) throws(BrowserError) -> String {
        if let executable {
            guard access(executable, X_OK) == 0 else { throw .notInstalled(path: executable) }
            return executable
        }
        guard let found = usualPlaces.first(where: { access($0, X_OK) == 0 }) else {
            throw .notInstalled(path: "chromium")
        }
        return found
    }

    /// A container's 64 MiB of /dev/shm crash pages; then ordinary files serve instead.
    private static var hasRoomySharedMemory: Bool {
        var facts = statvfs()
        guard statvfs("/dev/shm", &facts) == 0 else { return false }
        return UInt64(facts.f_bavail) * UInt64(facts.f_frsize) > 512 << 20
    }

    private static let arguments =
        [
            "--headless=new", "--remote-debugging-pipe", "--no-startup-window", "--no-first-run",
            "--no-default-browser-check", "--hide-scrollbars", "--mute-audio", "--disable-gpu",
            // Nothing of the browser's own may talk to the network or to the desktop.
            "--disable-background-networking", "--disable-component-update", "--disable-default-apps",
            "--disable-extensions", "--disable-sync", "--disable-domain-reliability", "--disable-breakpad",
            "--disable-crash-reporter", "--disable-client-side-phishing-detection", "--disable-quic",
            "--dns-prefetch-disable", "--no-pings", "--no-service-autorun", "--metrics-recording-only",
            "--disable-search-engine-choice-screen", "--password-store=basic", "--use-mock-keychain",
            "--disable-print-preview", "--disable-notifications", "--deny-permission-prompts",
            "--webrtc-ip-handling-policy=disable_non_proxied_udp",
            "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
            // Pages keep running at full speed although nobody looks at them.
            "--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding", "--disable-hang-monitor",
            // All frames of a page share one process and one session: a page holds one provider's origins only, and
            // pages of different contexts never share a process.
            "--disable-site-isolation-trials",
            "--disable-features=" + unwantedFeatures.joined(separator: ","),
        ]

    private static let unwantedFeatures = [
        "IsolateOrigins", "site-per-process", "IsolateSandboxedIframes", "OriginKeyedProcessesByDefault",
        "Prerender2", "SpeculationRulesPrefetchFuture", "NavigationPredictor", "PreconnectToSearch",
        "LoadingPredictorPrefetch",
        "Translate", "OptimizationHints", "OptimizationGuideModelDownloading", "MediaRouter", "DialMediaRouteProvider",
        "InterestFeedContentSuggestions", "AutofillServerCommunication", "CertificateTransparencyComponentUpdater",
        "GlobalMediaControls", "ImprovedCookieControls", "LensOverlay", "PaintHolding", "HttpsUpgrades",
        "HttpsFirstBalancedModeAutoEnable", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose",
        "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
    ]
}
