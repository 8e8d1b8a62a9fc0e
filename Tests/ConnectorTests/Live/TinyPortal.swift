import Hummingbird
import NIOCore

/// A portal of a few pages for what the sandbox's portals do not do: long lists in parts, accounts without bills, pages
/// that show another account, missing documents.
struct TinyPortal: Sendable {
    /// Pages by path with query.
    let pages: [String: String]

    /// Serves until cancelled; `onListening` hears the port.
    func run(onListening: @escaping @Sendable (Int) async -> Void) async throws {
        let router = Router()
        for path in ["/", "**"] { router.get(RouterPath(path)) { request, _ in answer(to: request.uri.string) } }
        let application = Application(
            router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                if let port = channel.localAddress?.port { await onListening(port) }
            })
        try await application.run()
    }

    private func answer(to address: String) -> Response {
        guard let page = pages[address] else { return Response(status: .notFound) }
        return Response(
            status: .ok, headers: [.contentType: page.hasPrefix("%PDF-") ? "application/pdf" : "text/html"],
            body: .init(byteBuffer: ByteBuffer(string: page)))
    }

    /// Its recipe: the first page is inside already.
    static let recipe = """
        name: Tiny
        address: "{sandbox}/"
        origins: ["{sandbox}"]
        time_zone: America/New_York
        currency: USD
        pages:
          login:
            when: { selector: "#password" }
            means: asks_both
            do:
              - { fill: "#username", with: username }
              - { fill: "#password", with: password }
              - { press: Enter }
          survey:
            when: { text: "Tell us what you think" }
            means: nag
            do: [{ click: "#later" }]
          home:
            when: { selector: ".account" }
            means: signed_in
        accounts:
          visit: [{ go: "{sandbox}/" }]
          rows: ".account"
          reference: { attribute: id }
          number: ".number"
          service_address: ".address"
          meters: { rows: ".meter", number: ".m", commodity: ".c" }
        bills:
          visit: [{ click: ".account[id='{reference}'] a" }]
          shows: { selector: h1, like: "Account {}" }
          rows: ".bill"
          reference: { attribute: id }
          period_start: ".from"
          period_end: ".to"
          issued: ".to"
          amount: ".amount"
          pdf: { selector: a, attribute: href }
          dates: yyyy-MM-dd
          next: "#older"
          states_no_bills: ["no bills yet"]
        """

    static func home(_ accounts: [String]) -> String {
        accounts.map { number in
            "<div class=account id=id\(number)><b class=number>\(number)</b><i class=address>1 Main St</i>"
                + "<span class=meter><i class=m>M\(number)</i> <i class=c>Water</i></span>"
                + "<a href='/a\(number)'>Bills</a></div>"
        }.joined()
    }

    static func bills(of number: String, _ dates: [String], more: String = "") -> String {
        "<h1>Account \(number)</h1>"
            + dates.map { date in
                "<p class=bill id=b\(date)><i class=from>\(date)</i> <i class=to>\(date)</i> "
                    + "<b class=amount>$1.00</b> <a href='/b.pdf'>PDF</a></p>"
            }.joined() + more
    }
}
