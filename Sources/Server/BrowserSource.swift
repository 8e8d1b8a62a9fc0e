public import Browser
public import Connectors
import Foundation

/// How this installation runs Chromium and reads recipes.
public enum BrowserSource {
    /// Pages beyond those that the workers need: a run that waits for a code keeps its page and gives its place back
    /// (docs/decisions/0006).
    private static let waitingPages = 64

    public static func options(_ settings: Settings) -> BrowserOptions {
        BrowserOptions(
            executable: settings.chromium, isSandboxed: getuid() != 0,
            maximumPages: settings.workers + 2 + waitingPages,
            keeper: KeeperOptions(
                folder: keeperFolder(settings), executable: "/proc/self/exe", arguments: ["browser-keeper"]))
    }

    /// The Chromium that would be started, or nil when there is none.
    static func executable(_ settings: Settings) -> String? {
        // Absence is the answer here.
        try? BrowserOptions.findChromium(settings.chromium)
    }

    public static func recipes(_ settings: Settings) -> RecipeSettings {
        RecipeSettings(
            sandbox: settings.sandboxURL?.absoluteString.trimmingSuffix("/"),
            allowsPrivateAddresses: settings.allowsPrivatePortals)
    }

    /// Sockets have short names: a long data folder gets one of its own in the temporary folder.
    private static func keeperFolder(_ settings: Settings) -> String {
        let own = settings.data.appending(path: "browser").absoluteURL.path()
        guard own.utf8.count > 80 else { return own }
        let mark = own.utf8.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
        return "/tmp/tieline-\(getuid())-\(String(mark, radix: 36))"
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
