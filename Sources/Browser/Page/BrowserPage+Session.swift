public import Domain
public import Foundation

/// Some of a context's cookies.
public struct KeptCookies: Sendable {
    /// For `PageOptions.cookies`.
    public let json: Secret<String>
    /// When the first of them ends; nil when none ends by itself.
    public let expiresAt: Date?
}

/// Keeping a session for the next run: cookies and web storage. A bearer secret, so it only travels wrapped.
extension BrowserPage {
    /// The context's cookies, the local storage of every origin the page was on, and the session storage of those it
    /// shows now, as JSON. The context never reached any but the allowed origins.
    public func captureSession() async throws(BrowserError) -> Secret<String> {
        let cookies = try await cookies()
        let shown = try await evaluateInFrames("() => (\(StorageScript.read))", argument: "null").map(\.json)
        var origins = Self.origins(in: shown)
        let away = watch.facts.seenOrigins.filter { origins[$0] == nil }
        if !away.isEmpty {
            let tab = try await HiddenTab.open(in: context, of: browser)
            let stage = StorageStage(client: browser.client, context: context, session: tab.session)
            let texts = try await stage.run(away.map { ($0, "JSON.stringify(\(StorageScript.read))") })
            origins.merge(Self.origins(in: texts)) { shown, _ in shown }
            browser.client.start("Target.closeTarget", ["targetId": .text(tab.target)])
        }
        let session: JSON = [
            "version": 1, "cookies": .list(cookies.map(SavedCookie.restorable)),
            "origins": .list(origins.sorted { $0.key < $1.key }.map(\.value)),
        ]
        return Secret(String(decoding: session.bytes, as: UTF8.self))
    }

    /// The context's cookies of these names; nil when it has none. The same cookies give the same JSON.
    public func captureCookies(named names: Set<String>) async throws(BrowserError) -> KeptCookies? {
        let cookies = try await cookies().filter { cookie in cookie["name"].string.map(names.contains) == true }
        guard !cookies.isEmpty else { return nil }
        let list = cookies.map(SavedCookie.comparable).sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        let kept: JSON = ["version": 1, "cookies": .list(list), "origins": []]
        return KeptCookies(
            json: Secret(String(decoding: kept.bytes, as: UTF8.self)),
            expiresAt: cookies.compactMap(SavedCookie.end(of:)).min()
                .map { Date(timeIntervalSince1970: $0.rounded()) })
    }

    private func cookies() async throws(BrowserError) -> [JSON] {
        try await call(
            "Storage.getCookies", ["browserContextId": .text(context.contextID)], isForBrowser: true)["cookies"].items
    }

    /// Puts a captured session in place; origins that are not allowed any more are left out.
    /// - Throws: `.unusableSession` when the text is no captured session.
    func restore(_ saved: Secret<String>) async throws(BrowserError) {
        guard let session = try? JSON(saved.exposed), session["version"].int == 1 else { throw .unusableSession }
        let cookies = browser.client.start(
            "Storage.setCookies", ["cookies": session["cookies"], "browserContextId": .text(context.contextID)])
        let scripts = session["origins"].items.compactMap { entry -> (origin: String, script: String)? in
            guard let origin = entry["origin"].string, let address = WebAddress(origin),
                options.origins.contains(address), !entry["local"].items.isEmpty || !entry["session"].items.isEmpty
            else { return nil }
            return (origin, StorageScript.write(entry))
        }
        let stage = StorageStage(client: browser.client, context: context, session: self.session)
        _ = try await stage.run(scripts)
        do throws(BrowserError) {
            _ = try await cookies.value()
        } catch .protocolFailure {
            throw .unusableSession
        }
    }

    private static func origins(in texts: [String]) -> [String: JSON] {
        let entries = texts.compactMap { text -> (String, JSON)? in
            // `try?`: our own script wrote it; `null` stands for a frame without storage.
            guard let entry = try? JSON(text), let origin = entry["origin"].string else { return nil }
            return (origin, entry)
        }
        return Dictionary(entries) { first, _ in first }
    }
}

private enum SavedCookie {
    private static let kept = ["name", "value", "domain", "path", "httpOnly", "secure", "sameSite", "partitionKey"]

    /// A cookie as `Storage.setCookies` takes it; one without an end stays without.
    static func restorable(_ cookie: JSON) -> JSON {
        var members = cookie.members.filter { kept.contains($0.key) }
        if cookie["session"].bool != true { members["expires"] = cookie["expires"] }
        return .object(members)
    }

    /// The same without fractions of a second, which a cookie that was put back may have lost.
    static func comparable(_ cookie: JSON) -> JSON {
        var members = restorable(cookie).members
        if let end = end(of: cookie) { members["expires"] = .number(end.rounded()) }
        return .object(members)
    }

    /// When a cookie ends, in seconds since 1970; nil for one that lasts as long as its browser.
    static func end(of cookie: JSON) -> Double? {
        cookie["session"].bool == true ? nil : cookie["expires"].double
    }
}

private enum StorageScript {
    /// Null where the document has no storage of its own: sandboxed frames, `about:blank`, `data:`.
    static let read = """
        (() => {
            try {
                if (!location.origin.startsWith("http")) return null;
                return {
                    origin: location.origin,
                    local: Object.entries(localStorage), session: Object.entries(sessionStorage)
                };
            } catch { return null; }
        })()
        """

    /// The entry is JSON, and JSON is JavaScript: nothing in it can become code.
    static func write(_ entry: JSON) -> String {
        """
        (() => {
            const saved = \(String(decoding: entry.bytes, as: UTF8.self));
            for (const [key, value] of saved.local) localStorage.setItem(key, value);
            for (const [key, value] of saved.session) sessionStorage.setItem(key, value);
            return "done";
        })()
        """
    }
}
