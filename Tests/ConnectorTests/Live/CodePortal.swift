import Foundation
import Hummingbird
import HTTPTypes
import NIOCore

/// A portal that wants a one-time code: it lets choose a channel, sends codes, refuses and expires them, remembers devices
/// and forgets visitors. It counts what it is made to do.
actor CodePortal {
    /// How it asks.
    enum Manner: Sendable {
        /// A page to choose the channel on, then a form.
        case choice
        /// The form at once: the code is on its way already.
        case sent
        /// An authenticator's form.
        case authenticator
        /// A form that a script serves: it sends itself after six digits, and writes its answer beside the old one.
        case script
    }

    private let manner: Manner
    /// Codes in the order in which they are sent; of an authenticator, those that are taken.
    private let codes: [String]
    /// What the form says to the code of that number, counted from 0, instead of taking it.
    private let refusals: [String]
    private(set) var passwords = 0
    /// Channels over which it was made to send.
    private(set) var sent: [String] = []
    /// Codes that were typed.
    private(set) var typed: [String] = []
    /// Times that the form was loaded.
    private(set) var forms = 0
    private var isSessionOver = false
    private var isHeld = false
    private var held: [CheckedContinuation<Void, Never>] = []
    private var watchers: [CheckedContinuation<Void, Never>] = []
    private var farewells: [CheckedContinuation<Void, Never>] = []
    private var logins = 0

    init(_ manner: Manner, codes: [String] = ["271828", "314159"], refusals: [String] = []) {
        self.manner = manner
        self.codes = codes
        self.refusals = refusals
    }

    /// The code that it takes now; nil before it was made to send one.
    var current: String? {
        manner == .authenticator ? codes[min(typed.count, 1)] : sent.isEmpty ? nil : codes[sent.count - 1]
    }

    func endSessions() { isSessionOver = true }

    /// Lets answers to codes wait until `release`.
    func hold() { isHeld = true }

    func release() {
        isHeld = false
        held.forEach { $0.resume() }
        held = []
    }

    /// Returns when a code was typed.
    func someoneTyped() async {
        guard typed.isEmpty else { return }
        await withCheckedContinuation { watchers.append($0) }
    }

    /// Returns when a visitor was led back to the sign-in page.
    func someoneWasSentAway() async {
        guard logins < 2 else { return }
        await withCheckedContinuation { farewells.append($0) }
    }

    // MARK: - Pages

    /// Serves until cancelled; `onListening` hears the port.
    nonisolated func run(onListening: @escaping @Sendable (Int) async -> Void) async throws {
        let router = Router()
        for path in ["/", "**"] {
            router.get(RouterPath(path)) { request, _ in await self.page(request.uri.path, Visitor(request)) }
        }
        router.post("**") { request, _ in
            let body = try await request.body.collect(upTo: 4_096)
            return await self.act(request.uri.path, Visitor(request), String(buffer: body))
        }
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { await onListening(port) }
            })
        try await application.run()
    }

    private func page(_ path: String, _ visitor: Visitor) -> Response {
        if path == "/b.pdf" { return .of("%PDF-1.4 tiny", type: "application/pdf") }
        if path == "/login" { return .of(Self.login) }
        if path == "/here" { return loginShown() }
        if path == "/alive" { return isSessionOver ? Response(status: .gone) : .of("yes") }
        guard visitor.knows != nil else { return .leading(to: "/login") }
        switch path {
        case "/choose": return .of(Self.choice)
        case "/code":
            forms += 1
            return .of(form(saying: ""))
        case "/a1" where visitor.knows == "all": return .of(TinyPortal.bills(of: "1", ["2026-03-01"]))
        default: return visitor.knows == "all" ? .of(TinyPortal.home(["1"])) : .leading(to: "/login")
        }
    }

    private func loginShown() -> Response {
        logins += 1
        if logins > 1 {
            farewells.forEach { $0.resume() }
            farewells = []
        }
        return .of("yes")
    }

    private func act(_ path: String, _ visitor: Visitor, _ body: String) async -> Response {
        switch path {
        case "/login":
            passwords += 1
            if visitor.isRemembered { return .leading(to: "/", cookie: "knows=all") }
            if manner == .sent || manner == .script { sent.append("email") }
            return .leading(to: manner == .choice ? "/choose" : "/code", cookie: "knows=password")
        case "/send":
            sent.append(body.contains("sms") ? "sms" : "email")
            return .leading(to: "/code")
        case "/resend":
            sent.append(sent.last ?? "email")
            return .leading(to: "/code")
        default: return await answer(to: body)
        }
    }

    private func answer(to body: String) async -> Response {
        if isSessionOver { return .leading(to: "/login") }
        let expected = current
        let code = body.split(separator: "&").first { $0.hasPrefix("code=") }.map { String($0.dropFirst(5)) } ?? ""
        let refusal = refusals.dropFirst(typed.count).first ?? (code == expected ? nil : "That code is not correct")
        typed.append(code)
        watchers.forEach { $0.resume() }
        watchers = []
        if isHeld { await withCheckedContinuation { held.append($0) } }
        if let refusal { return .of(manner == .script ? refusal : form(saying: refusal)) }
        // A portal that puts what was typed into its addresses.
        var response = Response.leading(to: "/in/\(code)", cookie: "knows=all")
        if body.contains("remember=") {
            response.headers.append(
                HTTPField(name: .setCookie, value: "DEVICE=known; Max-Age=2592000; Path=/; HttpOnly"))
        }
        return response
    }

    private static let login = """
        <form method=post action=/login><input id=username name=u><input id=password type=password name=p>
        <button>Sign in</button></form><script>fetch("/here")</script>
        """

    private static let choice = """
        <form id=channels method=post action=/send><label><input type=radio name=by value=email id=by-email checked>Mail</label>
        <label><input type=radio name=by value=sms id=by-sms>Text</label><button id=send>Send code</button></form>
        """

    private func form(saying words: String) -> String {
        guard manner != .script else { return Self.script }
        let resend =
            manner == .authenticator
            ? "" : "<form method=post action=/resend><button id=resend>New code</button></form>"
        return """
            <p>Sent to <b id=sent-to>s…y@example.com</b></p><p>\(words)</p>
            <form method=post action=/code><input id=code name=code>
            <label for=remember>Remember me</label><input type=checkbox id=remember name=remember style="opacity:0">
            <button id=verify>Verify</button></form>\(resend)
            <script>const ask = () => fetch("/alive").then((answer) => answer.ok ? setTimeout(ask, 200) : location.replace("/login"));
            ask()</script>
            """
    }

    /// Its old words stay until new ones come, and its field sends as it fills.
    private static let script = """
        <b id=sent-to>s…y@example.com</b><p id=words></p><input id=code maxlength=6><button id=resend>New code</button>
        <script>
        const field = document.getElementById("code"), words = document.getElementById("words");
        field.addEventListener("input", async () => {
            if (field.value.length < 6) return;
            const answer = await fetch("/code", { method: "POST", body: "code=" + field.value + "&remember=1" });
            if (answer.redirected) location.assign("/");
            else { words.textContent = await answer.text(); field.value = ""; }
        });
        document.getElementById("resend").addEventListener("click", () => fetch("/resend", { method: "POST" }));
        </script>
        """

    /// Who is asking, by his cookies.
    private struct Visitor {
        /// `password` between password and code, `all` inside.
        let knows: String?
        let isRemembered: Bool

        init(_ request: Request) {
            let cookies = request.headers[.cookie] ?? ""
            knows = cookies.contains("knows=all") ? "all" : cookies.contains("knows=password") ? "password" : nil
            isRemembered = cookies.contains("DEVICE=known")
        }
    }
}

extension Response {
    fileprivate static func of(_ text: String, type: String = "text/html; charset=utf-8") -> Response {
        Response(status: .ok, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    fileprivate static func leading(to address: String, cookie: String? = nil) -> Response {
        var headers: HTTPFields = [.location: address]
        if let cookie { headers[.setCookie] = "\(cookie); Path=/" }
        return Response(status: .seeOther, headers: headers)
    }
}
