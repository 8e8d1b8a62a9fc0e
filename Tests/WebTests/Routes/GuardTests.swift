import Domain
import Foundation
import HTTPTypes
import Support
import Testing
import UseCases

@testable import Web

/// What every route owes everybody, asked of every route there is.
@Suite("Every route")
struct GuardTests {
    private static let open: Set<String> = ["/assets", "/sign-in", "/setup", "/invitations"]

    @Test("without a session leads to the sign-in page")
    func needsSession() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let dashboard = try Dashboard(office)
        let paths = try await paths(of: dashboard, in: office)
        try await dashboard.open { visitor in
            for route in dashboard.routes where !Self.isOpen(route.path) && route.method != .head {
                let path = paths.filled(route.path)
                let answer = route.method == .get ? try await visitor.get(path) : try await visitor.post(path)
                #expect(answer.status == .seeOther, "\(route.method) \(path)")
                #expect(answer.location?.hasPrefix("/sign-in") == true, "\(route.method) \(path)")
            }
        }
    }

    @Test("refuses what another site's page sends")
    func crossSite() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let dashboard = try Dashboard(office)
        let paths = try await paths(of: dashboard, in: office)
        try await dashboard.open { visitor in
            let owner = try await visitor.owner(of: office)
            for route in dashboard.routes where route.method == .post {
                let answer = try await owner.post(paths.filled(route.path), from: "cross-site")
                #expect(answer.status == .forbidden, "\(route.path)")
            }
            #expect(try await owner.get("/connections").status == .ok)
        }
    }

    @Test("hides what belongs to another organization")
    func tenants() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let dashboard = try Dashboard(office)
        let paths = try await paths(of: dashboard, in: office)
        let stranger = try await office.neighbourSession()
        try await dashboard.open { visitor in
            let foreign = Visitor(client: visitor.client, token: stranger)
            for route in dashboard.routes where route.path.contains("{id}") && route.method != .head {
                let path = paths.filled(route.path)
                let answer =
                    route.method == .get
                    ? try await foreign.get(path)
                    : try await foreign.post(path, [("status", "OTHER_ERROR"), ("role", "viewer")])
                #expect(answer.status == .notFound, "\(route.method) \(path)")
                #expect(!answer.html.contains("Pat Power"))
            }
            #expect(!(try await foreign.get("/connections?filter=all").html.contains("Pat Power")))
        }
    }

    @Test("lets a viewer look and change nothing")
    func viewers() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let dashboard = try Dashboard(office)
        let paths = try await paths(of: dashboard, in: office)
        _ = try await office.colleague(.viewer)
        try await dashboard.open { visitor in
            let viewer = try await visitor.signedIn(as: "vera@acme.example", at: office)
            let pages = [
                "/connections", paths.connection, paths.run, paths.request, paths.customer, "/requests?filter=all",
                "/customers", "/authorizations", "/providers", "/help/statuses",
            ]
            for path in pages {
                let page = try await viewer.get(path)
                #expect(page.status == .ok, "\(path)")
                #expect(page.html.matches(of: /<form method="post"/).count == 1, "only signing out: \(path)")
            }
            for route in dashboard.routes
            where route.method == .post && !Self.isOpen(route.path) && !Self.isOnesOwn(route.path) {
                let answer = try await viewer.post(
                    paths.filled(route.path),
                    [("provider", "sandbox-harbor"), ("status", "OTHER_ERROR"), ("role", "viewer"), ("name", "x")])
                #expect(answer.status == .forbidden, "\(route.path)")
            }
        }
    }

    @Test("keeps members, keys and the audit log for owners")
    func operators() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        _ = try await office.colleague(.operator)
        try await Dashboard(office).open { visitor in
            let colleague = try await visitor.signedIn(as: "vera@acme.example", at: office)
            for path in ["/members", "/api-keys", "/audit", "/organization", "/organization/messages"] {
                #expect(try await colleague.get(path).status == .forbidden, "\(path)")
            }
            #expect(try await colleague.get("/connections/new").status == .ok)
        }
    }

    @Test("changes nothing when it is only fetched")
    func safeMethods() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let dashboard = try Dashboard(office)
        let paths = try await paths(of: dashboard, in: office)
        let before = try await office.workplace.showConnection(paths.connectionID, by: office.author)
        try await dashboard.open { visitor in
            let owner = try await visitor.owner(of: office)
            for route in dashboard.routes
            where route.method == .get && !Self.isOpen(route.path) && !Self.isNotAPage(route.path) {
                let answer = try await owner.get(paths.filled(route.path))
                #expect(answer.status == .ok || answer.status == .seeOther, "\(route.path) \(answer.status)")
            }
        }
        #expect(try await office.workplace.showConnection(paths.connectionID, by: office.author) == before)
        #expect(try await office.workplace.listAPIKeys(by: office.author).count == 1)
        #expect(await office.portal.submissions(of: "pat") == 1)
    }

    @Test("answers a query with NUL in it by a plain 400")
    func nul() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let dashboard = try Dashboard(office)
        let paths = try await paths(of: dashboard, in: office)
        try await dashboard.open { visitor in
            let owner = try await visitor.owner(of: office)
            for route in dashboard.routes where route.method != .head {
                let path = paths.filled(route.path) + "?q=%00"
                let answer = route.method == .get ? try await owner.get(path) : try await owner.post(path)
                #expect(answer.status == .badRequest, "\(route.method) \(path)")
                #expect(answer.text.contains("cannot be read"))
            }
        }
        #expect(try await office.status(of: paths.connectionID) == .connected)
    }

    @Test("a list whose address is damaged starts anew and says so")
    func damagedCursor() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let dashboard = try Dashboard(office)
        let paths = try await paths(of: dashboard, in: office)
        try await dashboard.open { visitor in
            let owner = try await visitor.owner(of: office)
            let mails = "/connections/\(paths.mailboxID.prefixed)/mails?"
            let lists = ["/requests?filter=all", "/customers?", "/authorizations?"]
            for path in lists + ["/connections?filter=all", "/audit?", "\(paths.connection)/bills?", mails] {
                let whole = try await owner.get(path)
                #expect(!whole.text.contains("starts anew"), "\(path)")
                let damaged = try await owner.get(path + "&after=nonsense")
                #expect(damaged.status == .ok)
                #expect(damaged.text.contains("starts anew"), "\(path)")
                #expect(!damaged.text.contains("First page"))
            }
            let list = try await owner.get("/connections?filter=all&sort=name&after=since.0.x.1")
            #expect(list.text.contains("Pat Power") && list.text.contains("starts anew"))
        }
    }

    @Test("an unknown address is a page that says so and leads back")
    func unknown() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            for path in ["/nothing", "/connections/con_nonsense", "/runs/1", "/providers/none", "/providers/%2e%2e"] {
                let page = try await owner.get(path)
                #expect(page.status == .notFound, "\(path)")
                #expect(page.html.contains("href=\"/connections\""))
            }
        }
    }

    @Test("a key is shown once, on the answer that made it")
    func keyShownOnce() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let none = try await owner.post("/api-keys", [("name", "Export")])
            #expect(none.status == .unprocessableContent)
            #expect(none.html.contains("value=\"Export\""))
            let made = try await owner.post("/api-keys", [("name", "Export"), ("scopes", "connections:read")])
            #expect(made.status == .created)
            #expect(made.headers[.cacheControl] == "no-store")
            let token = try #require(made.html.firstMatch(of: /<code class="code" data-copy>([^<]+)</)?.1)
            #expect(try await office.workplace.authenticateKey(Secret(String(token))) != nil)
            #expect(!(try await owner.get("/api-keys").html.contains(token)))
        }
    }

    /// What everybody may do, because it is about nobody else.
    private static func isOnesOwn(_ path: String) -> Bool { path == "/sign-out" || path.hasPrefix("/account/") }

    /// A stream that goes on, and pictures that nobody has made.
    private static func isNotAPage(_ path: String) -> Bool {
        ["/events", "/screenshot", "/organization/logo"].contains { path.hasSuffix($0) }
    }

    private static func isOpen(_ path: String) -> Bool { open.contains { path.hasPrefix($0) } }

    /// An office with one of everything, to be asked for by others.
    private func paths(of dashboard: Dashboard, in office: Office) async throws -> KnownPaths {
        await office.portal.add("pat", .init(password: "sesame-1"))
        let new = try await office.connect()
        try await office.workplace.runCheck(new.run)
        let detail = try await office.workplace.showConnection(new.id, by: office.author)
        let bill = try #require(detail.bills.first)
        let mailbox = try await office.emptyMailbox()
        _ = await office.workplace.receive(
            office.bill(to: mailbox.address, from: "win@lottery.example", signedBy: []))
        let mail = try #require(try await office.workplace.listUnfiledMail(by: office.author).first)
        let key = try await office.workplace.createAPIKey(
            name: "Export", scopes: [.connectionsRead], by: office.author)
        let request = try await office.workplace.draftRequest(
            NewRequest(
                customerID: detail.summary.customer.id, recipientName: "Pat Power", recipientEmail: "pat@example.com",
                connections: [new.id]), by: office.author)
        return KnownPaths(
            requestID: request, customerID: detail.summary.customer.id, connectionID: new.id, runID: new.run,
            billID: bill.id, keyID: key.key.id,
            memberID: office.owner.member.id, mailboxID: mailbox.id, mailID: mail.id)
    }
}

/// Real ids for the places in a route's path.
struct KnownPaths: Sendable {
    let requestID: CustomerRequest.ID
    let customerID: Customer.ID
    let connectionID: Connection.ID
    let runID: Run.ID
    let billID: Bill.ID
    let keyID: APIKey.ID
    let memberID: Member.ID
    let mailboxID: Connection.ID
    let mailID: FiledMail.ID

    var connection: String { "/connections/\(connectionID.prefixed)" }
    var request: String { "/requests/\(requestID.prefixed)" }
    var customer: String { "/customers/\(customerID.prefixed)" }
    var run: String { "/runs/\(runID.prefixed)" }

    func filled(_ path: String) -> String {
        let id =
            switch path.split(separator: "/").first {
            case "runs": runID.prefixed
            case "api-keys": keyID.prefixed
            case "members": memberID.prefixed
            case "mails": mailID.prefixed
            case "requests": requestID.prefixed
            case "customers": customerID.prefixed
            default: isOfMail(path) ? mailboxID.prefixed : connectionID.prefixed
            }
        return path.replacing("{id}", with: id).replacing("{bill}", with: billID.prefixed)
            .replacing("{position}", with: "0")
            .replacing("{key}", with: "sandbox-harbor").replacing("{token}", with: "nobody-knows")
            .replacing("{name}", with: "tieline.css")
    }

    private func isOfMail(_ path: String) -> Bool { path.contains("/forwarding") || path.hasSuffix("/mails") }
}
