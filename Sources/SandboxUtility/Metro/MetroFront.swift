import HTTPTypes
import Hummingbird
import NIOCore

/// Metro's shell, and what it answers when there is no business as usual: JSON to the script, a page to the browser.
struct MetroFront: PortalFronting {
    func turnAway(_ detour: Detour, path: String) -> Response {
        let isScript = path.hasPrefix("/metro/api")
        switch detour {
        case .unavailable where isScript: return json(.unavailable, status: .serviceUnavailable)
        case .unavailable: return Reply.page(Self.still(MetroProblem.unavailable), status: .serviceUnavailable)
        case .retired where isScript: return json(.closed, status: .gone)
        case .retired: return Reply.page(Self.still(MetroProblem.closed), status: .gone)
        case .blocked, .refused: return Reply.page(Self.denied, status: .forbidden)
        }
    }

    func redesigned(path: String) -> Response { Reply.page(Self.nextExperience) }

    private func json(_ problem: MetroProblem, status: HTTPResponse.Status) -> Response {
        let text = "{\"code\":\"\(problem.code)\",\"message\":\"\(problem.message)\"}"
        return Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    static let shell: HTML = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>MyMetro</title><link rel="icon" href="/metro/assets/logo.svg">
        <link rel="stylesheet" href="/metro/assets/metro.css">
        <script src="/metro/assets/metro.js" defer></script></head>
        <body><div id="app" aria-live="polite"><p class="spinner">Loading MyMetro&hellip;</p></div>
        <noscript>MyMetro needs JavaScript. Please turn it on or call 1-800-555-0177.</noscript></body></html>
        """

    static let nextExperience: HTML = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Metro Next</title>
        <link rel="stylesheet" href="/metro/assets/metro.css"></head>
        <body class="next"><main><h2>Metro Next is here</h2><p>Same energy, fresh look.</p>
        <div class="next-grid"><div>Pulse</div><div>Planner</div><div>Perks</div></div>
        <p>Tap a tile to get going.</p></main></body></html>
        """

    private static func still(_ problem: MetroProblem) -> HTML {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>MyMetro</title>
        <link rel="stylesheet" href="/metro/assets/metro.css"></head><body><div id="app"><main class="panel notice">
        <img src="/metro/assets/logo.svg" alt="Metro Gas &amp; Electric"><p class="message">\(problem.message)</p>
        <p class="hint">Gas leak? Leave the building and call 1-800-555-0177.</p></main></div></body></html>
        """
    }

    private static let denied: HTML = """
        <!doctype html>
        <html><head><title>Pardon Our Interruption</title></head><body><h1>Pardon Our Interruption</h1>
        <p>As you were browsing, something about your browser made us think you might be a bot.</p>
        <p>Request unsuccessful. Incident ID: 877000210098-41120055</p></body></html>
        """
}
