import Domain
import Foundation
import HTTPTypes
import Support
import Testing
import UseCases

@testable import Web

/// Asking customers, from the row to what became of it, as a browser meets it.
@Suite("Asking customers from the workbench")
struct RequestJourneyTests {
    @Test("from a row to the sent request: filled in, shown, sent, on the row")
    func ask() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let id = try await office.refused("pat", of: "Pat Power", email: "pat@example.com")
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let list = try await owner.get("/connections?filter=bad_logins")
            #expect(list.text.contains("Username and password didn't work."))
            #expect(list.text.contains("Ask the utility customer to reauthorize"))
            let form = try await owner.get("/requests/new?connection=\(id.prefixed)")
            #expect(form.html.contains("value=\"Pat Power\"") && form.html.contains("value=\"pat@example.com\""))
            #expect(form.html.contains("name=\"connections\" value=\"\(id.prefixed)\" checked"))

            let drafted = try await owner.post("/requests", form.fields(note: "Call us: 555 0100"))
            let address = try #require(drafted.location)
            #expect(drafted.status == .seeOther && address.hasPrefix("/requests/req_"))
            let draft = try await owner.get(address)
            #expect(draft.text.contains("Nothing was sent yet.") && draft.text.contains("request from Acme Solar"))
            #expect(draft.html.contains("<iframe class=\"letterframe\" src=\"\(address)/message.html\""))
            #expect(draft.headers[.contentSecurityPolicy]?.hasSuffix("frame-src 'self'") == true)
            #expect(office.post.letters.isEmpty, "looking sends nothing")

            let sent = try await owner.post("\(address)/sendings")
            let after = try await owner.get(#require(sent.location))
            #expect(after.text.contains("The request is on its way."))
            #expect(after.text.contains("Written.") && after.html.contains("\(address)/links"))
            let again = try await owner.get("/connections?filter=bad_logins")
            #expect(again.text.contains("Asked") || again.text.contains("Written"))
            #expect(again.html.contains("href=\"\(address)\""))
            #expect(!again.text.contains("Ask the utility customer to reauthorize"))
        }
    }

    @Test("a customer's page takes the links back to his own page, for those who may")
    func linksBack() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let id = try await office.refused("pat", of: "Pat Power", email: "pat@example.com")
        let customer = try await office.workplace.showConnection(id, by: office.author).summary.customer.id
        let viewer = try await office.colleague(.viewer)
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let page = try await owner.get("/customers/\(customer.prefixed)")
            #expect(page.html.contains("action=\"/customers/\(customer.prefixed)/link-revocations\""))
            let done = try await owner.post("/customers/\(customer.prefixed)/link-revocations")
            #expect(done.status == .seeOther)
            let after = try await owner.get(#require(done.location))
            #expect(after.text.contains("No link to this customer’s own page works any more."))
            let audit = try await owner.get("/audit")
            #expect(audit.text.contains("links"))
        }
        await #expect(throws: UseCaseError.self) {
            try await office.workplace.revokeControlLinks(of: customer, by: viewer.author)
        }
    }

    @Test("message and page stand by themselves, under a policy that lets them do nothing")
    func previews() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let id = try await office.refused("pat", of: "Pat Power", email: "pat@example.com")
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let form = try await owner.get("/requests/new?connection=\(id.prefixed)")
            let address = try #require(try await owner.post("/requests", form.fields()).location)
            let message = try await owner.get("\(address)/message.html")
            #expect(message.html.contains("request from Acme Solar"))
            #expect(
                message.headers[.contentSecurityPolicy]
                    == "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox")
            let page = try await owner.get("\(address)/page?language=es")
            #expect(page.html == "<!doctype html><title>Pat Power es</title>")
            #expect(page.headers[.contentSecurityPolicy]?.contains("form-action 'none'") == true)
        }
    }

    @Test("a wrong field comes back with what was typed; nothing is written down")
    func wrong() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let id = try await office.refused("pat", of: "Pat Power", email: "pat@example.com")
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let form = try await owner.get("/requests/new?connection=\(id.prefixed)")
            let fields = form.fields(note: "</textarea><script>alert(1)</script>").map {
                ["email", "connections"].contains($0.0) ? ($0.0, "pat@") : $0
            }
            let refused = try await owner.post("/requests", fields)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.html.contains("href=\"#email\"") && refused.html.contains("href=\"#connections\""))
            #expect(refused.html.contains("value=\"pat@\"") && !refused.html.contains("<script>alert"))
            #expect(try await owner.get("/requests?filter=all").text.contains("Nothing here"))
        }
    }

    @Test("a draft is edited and discarded; one that is over is neither sent nor edited")
    func edit() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let id = try await office.refused("pat", of: "Pat Power", email: "pat@example.com")
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let form = try await owner.get("/requests/new?connection=\(id.prefixed)")
            let address = try #require(try await owner.post("/requests", form.fields()).location)
            let edit = try await owner.get("\(address)/edit")
            #expect(edit.status == .ok && edit.html.contains("action=\"\(address)/edits\""))
            let changed = try await owner.post("\(address)/edits", edit.fields(note: "Thank you, Paula"))
            #expect(changed.location == address)
            #expect(try await owner.get(address).text.contains("Thank you, Paula"))
            let gone = try await owner.post("\(address)/revocations")
            #expect(try await owner.get(#require(gone.location)).text.contains("The draft is discarded."))
            let late = try await owner.post("\(address)/sendings")
            #expect(late.status == .conflict && late.text.contains("This request is over."))
            #expect(try await owner.get("\(address)/edit").location == address)
        }
        #expect(office.post.letters.isEmpty)
    }

    @Test("the link is shown once, with a button to copy it and its QR code, and stands on no page afterwards")
    func link() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let id = try await office.refused("pat", of: "Pat Power", email: nil)
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let form = try await owner.get("/requests/new?connection=\(id.prefixed)")
            let address = try #require(try await owner.post("/requests", form.fields()).location)
            #expect(try await owner.post("\(address)/links").status == .conflict, "nothing is open yet")
            _ = try await owner.post("\(address)/sendings")
            let handed = try await owner.post("\(address)/links")
            #expect(handed.status == .created && handed.headers[.cacheControl] == "no-store")
            let link = try #require(handed.html.firstMatch(of: /value="(http:\/\/127\.0\.0\.1:8080\/r\/[^"]+)"/)?.1)
            #expect(handed.html.contains("src=\"data:image/svg+xml;base64,"))
            let token = try #require(link.split(separator: "/").last)
            #expect(try await office.workplace.openRequest(Secret(String(token))).recipientName == "Pat Power")
            #expect(!(try await owner.get(address).html.contains(token)))
        }
    }

    @Test("several rows: the plan writes to nobody, sending writes to each once and says until when")
    func bulk() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        var ids: [Connection.ID] = []
        for name in ["pat", "sam"] {
            ids.append(try await office.refused(name, of: name.capitalized, email: "\(name)@example.com"))
        }
        ids.append(try await office.refused("kim", of: "Kim", email: nil))
        let ticked = ids.map { ("connection", $0.prefixed) }
        try await Dashboard(office).open { [ids] visitor in
            let owner = try await visitor.owner(of: office)
            let nobody = try await owner.post("/requests/plan")
            #expect(nobody.location?.contains("nothing-ticked") == true)
            let plan = try await owner.post("/requests/plan", ticked)
            #expect(plan.text.contains("You are about to write to 2 people"))
            #expect(plan.text.contains("Without an e-mail address: 1"))
            #expect(try await owner.get("/requests?filter=all").text.contains("Nothing here"))

            let others = try #require(plan.html.firstMatch(of: /name="others" value="([^"]+)"/)?.1)
            let sent = try await owner.post("/requests/sendings", [("others", String(others)), ("note", "Hello")])
            let list = try await owner.get(#require(sent.location))
            #expect(list.text.contains(/Sent to 2 people\. They can answer until \d+ \w{3}\./))
            let again = try await owner.post("/requests/plan", [("others", ids.map(\.prefixed).joined(separator: " "))])
            #expect(again.text.contains("Nobody is written to now") && again.text.contains("Asked already: 2"))
        }
    }

    @Test("a whole list is planned by its filter, whatever is ticked on the page")
    func wholeList() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        for name in ["pat", "sam"] {
            _ = try await office.refused(name, of: name.capitalized, email: "\(name)@example.com")
        }
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let all = try await owner.post("/requests/plan", [("all", "1"), ("filter", "bad_logins")])
            #expect(all.text.contains("You are about to write to 2 people"))
            let one = try await owner.post("/requests/plan", [("all", "1"), ("filter", "bad_logins"), ("q", "sam")])
            #expect(one.text.contains("You are about to write to 1 person"))
        }
    }

    @Test("customers are searched, and each page has everything of theirs")
    func customers() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let id = try await office.refused("pat", of: "Pat Power", email: "pat@example.com")
        _ = try await office.refused("sam", of: "Sam", email: "sam@example.com")
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let found = try await owner.get("/customers?q=pow")
            #expect(found.text.contains("Pat Power") && !found.text.contains("sam@example.com"))
            #expect(found.text.contains("1 needs attention"))
            let address = try #require(found.html.firstMatch(of: /class="rowlink" href="([^"]+)"/)?.1)
            let page = try await owner.get(String(address))
            #expect(
                page.text.contains("pat@example.com") && page.html.contains("/requests/new?connection=\(id.prefixed)"))
            #expect(page.text.contains("Authorizations"))
        }
    }

    @Test("a permission is revoked only after its page has said what is deleted")
    func revoke() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let id = try await office.checked()
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let page = try await owner.get("/connections/\(id.prefixed)")
            #expect(page.html.contains("id=\"authorization\"") && page.html.contains("/revocation\""))
            #expect(page.text.contains("Your organization: a member or key says"))
            let listed = try await owner.get("/authorizations?filter=active")
            #expect(listed.text.contains("Pat Power") && listed.text.contains("in 3 years"))
            let asked = try await owner.get("/connections/\(id.prefixed)/revocation")
            #expect(asked.text.contains("This is deleted at once"))
            #expect(try await office.status(of: id) == .connected)
            let done = try await owner.post("/connections/\(id.prefixed)/revocations")
            #expect(try await owner.get(#require(done.location)).text.contains("The permission is revoked."))
        }
        #expect(try await office.status(of: id) == .authorizationRevoked)
    }

    @Test("owners set how customers are asked; wrong fields come back; the key is shown once")
    func settings() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let page = try await owner.get("/organization/messages")
            #expect(page.status == .ok && page.text.contains("requests@acme.example"))
            let wrong = try await owner.post("/organization/messages", [("color", "green"), ("link_days", "7")])
            #expect(wrong.status == .unprocessableContent && wrong.html.contains("href=\"#color\""))
            let fields = [
                ("brand_name", "Acme <Fund>"), ("color", "#1C7A48"), ("term", "18m"), ("reminder_days", "3, 6"),
                ("quiet_from", "21"), ("quiet_until", "7"), ("link_days", "14"),
                ("return_addresses", "https://www.acme.example/done\r\n"),
            ]
            let saved = try await owner.post("/organization/messages", fields)
            let after = try await owner.get(#require(saved.location))
            #expect(after.html.contains("value=\"Acme &lt;Fund&gt;\"") && after.html.contains("value=\"#1c7a48\""))
            #expect(after.html.contains("<option value=\"18m\" selected>18 months</option>"))
            let key = try await owner.post("/organization/signing-keys")
            let secret = try #require(key.html.firstMatch(of: /id="signing-key" type="text" value="([^"]+)"/)?.1)
            #expect(!(try await owner.get("/organization/messages").html.contains(secret)))
        }
    }

    @Test("a logo is a picture of at most 100 kB, and is shown as one")
    func logo() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let refused = try await owner.upload("/organization/logos", [], file: "logo", "<svg onload=alert(1)>")
            #expect(refused.status == .unprocessableContent && refused.html.contains("id=\"logo-fault\""))
            #expect(try await owner.get("/organization/logo").status == .notFound)
            let huge = try await owner.upload(
                "/organization/logos", [], file: "logo", String(repeating: "x", count: 600_000))
            #expect(huge.status == .unprocessableContent && huge.text.contains("at most 100 kB"))
            #expect(
                try await owner.upload("/organization/logos", [], file: "other", "x").text.contains("Choose a picture"))
        }
    }
}

extension Office {
    /// A connection whose sign-in the portal has refused.
    fileprivate func refused(_ username: String, of customer: String, email: String?) async throws -> Connection.ID {
        await portal.add(username, .init(password: "right-1"))
        let created = try await workplace.createConnection(
            NewConnection(
                holder: .named(customer, email: email), providerKey: Provider.harbor.key.text,
                fields: ["username": Secret(username), "password": Secret("wrong-1")]), by: author)
        if let run = created.runID { try await workplace.runCheck(run) }
        return created.id
    }
}

extension Answer {
    /// What the form of a request would send, with another note.
    fileprivate func fields(note: String = "") -> [(String, String)] {
        let inputs = html.matches(of: /<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"[^>]*>/).filter {
            !$0.0.contains("type=\"checkbox\"") || $0.0.contains(" checked")
        }
        let typed = inputs.map { (String($0.1), String($0.2)) }
        return typed + [("term", "3y"), ("language", ""), ("note", note)]
    }
}
