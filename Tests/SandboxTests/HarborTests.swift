import HummingbirdTesting
import Testing

@testable import SandboxUtility

@Suite("Harbor Light & Power") struct HarborTests {
    @Test("a right password leads to the accounts, their bills and a PDF") func signsIn() async throws {
        try await withSandbox { server, client in
            let visitor = Visitor(client)
            let page = try await visitor.signInToHarbor("family")
            #expect(page.status == 303)
            #expect(page.location == "/harbor/account")
            let accounts = try await visitor.get("/harbor/account")
            let links = accounts.links(containing: "/harbor/account/")
            #expect(links.count == 2)
            let account = try await visitor.get(try #require(links.first))
            let bills = account.links(containing: ".pdf")
            #expect(bills.count == 24)
            let pdf = try await visitor.get(try #require(bills.first))
            #expect(pdf.type == "application/pdf")
            #expect(pdf.text.hasPrefix("%PDF-1.4"))
            #expect(await server.world.ledger(of: "family", at: .harbor)?.attempts == 1)
        }
    }
}

extension Visitor {
    func signInToHarbor(_ username: String, password: String = Login.usualPassword) async throws -> Page {
        let form = try await get("/harbor/login")
        let token = try #require(form.field("__token"))
        return try await post(
            "/harbor/login", ["__token": token, "user_id": username, "password": password])
    }
}
