import Domain
import Foundation
import HTTPTypes
import Ports
import Support
import Testing
import UseCases

@testable import Web

/// Journey 8 as a browser without scripts goes through it.
@Suite("Email connections", .timeLimit(.minutes(1)))
struct MailJourneyTests {
    @Test("from nothing to a filed bill, with Gmail's question on the way")
    func journey() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let form = try await owner.get("/connections/new?provider=sandbox-tower")
            #expect(form.html.contains("href=\"/connections/new?provider=sandbox-tower&amp;kind=email\""))
            let blank = try await owner.get("/connections/new?provider=sandbox-tower&kind=email")
            #expect(!blank.html.contains("type=\"password\"") && blank.text.contains("no password is asked for"))
            let wrong = try await owner.post("/connections", [("provider", "sandbox-tower"), ("kind", "email")])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.html.contains("name=\"kind\" value=\"email\"") && !wrong.html.contains("type=\"password\""))

            let made = try await owner.post(
                "/connections",
                [("provider", "sandbox-tower"), ("kind", "email"), ("customer_name", "Mia Mail"), ("sites", "Yard")])
            let address = try #require(made.location)
            let id = try #require(
                Connection.ID(String(address.dropFirst("/connections/".count).prefix { $0 != "/" })))
            let page = "/connections/\(id.prefixed)/forwarding"
            #expect(address == "\(page)?done=mailbox-added")
            let alias = try await office.billAddress(of: id)
            let steps = try await owner.get("\(page)?mailbox=gmail")
            #expect(steps.html.contains("value=\"\(alias)\"") && steps.text.contains("Waiting for a mail"))
            #expect(steps.text.contains("Gmail’s confirmation mail has not arrived yet"))
            #expect(steps.html.contains("data-live=\"\(page)/events?mailbox=gmail\""))

            _ = await office.workplace.receive(question(in: office, to: alias))
            let asked = try await owner.get(page)
            #expect(asked.html.contains("value=\"412157903\"") && asked.html.contains("mail/vf-"))
            #expect(!asked.html.contains("mail/uf-"), "the link that says no is never shown")

            #expect(await office.workplace.receive(office.bill(to: alias)) == .taken)
            let tried = try await owner.get(page)
            #expect(tried.text.contains("Filed under this connection , done") && tried.text.contains("bill.pdf"))
            let connection = try await owner.get("/connections/\(id.prefixed)")
            #expect(connection.text.contains("Bills arrive by mail.") && connection.html.contains(alias))
            #expect(!connection.html.contains("/reconnect") && !connection.html.contains("/checks\""))
            let link = try #require(connection.html.firstMatch(of: /href="(\/mails\/[^"]+)"/)?.1)
            let file = try await owner.get(String(link))
            #expect(file.html == "%PDF-1.4 October" && file.headers[.contentType] == "application/pdf")
            #expect(file.headers[.contentDisposition] == "attachment; filename=\"bill.pdf\"")
            #expect(file.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
        }
    }

    @Test("Reconnect after silence names what is missing, asks for no password, and the next bill heals it")
    func repair() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let id = try await office.mailbox()
        let alias = try await office.billAddress(of: id)
        for month in 1...2 {
            office.clock.advance(by: 30 * 86_400)
            _ = await office.workplace.receive(office.bill(to: alias, text: "%PDF-\(month)"))
        }
        office.clock.advance(by: 38 * 86_400)
        _ = try await office.workplace.scheduleDue(limit: 10)
        let page = "/connections/\(id.prefixed)"
        try await Dashboard(office).open { visitor in
            // The session of before is long over.
            let owner = try await visitor.owner(of: office)
            let list = try await owner.get("/connections?filter=bad_logins")
            #expect(list.html.contains("href=\"\(page)/forwarding\"") && list.text.contains("Reconnect"))
            let connection = try await owner.get(page)
            #expect(connection.text.contains("No bill for 38 days; usually every 30."))
            for way in ["reconnect", "reconnect/credentials", "codes"] {
                #expect(try await owner.get("\(page)/\(way)").location == "\(page)/forwarding")
            }
            let typed = try await owner.post("\(page)/credentials", [("username", "x"), ("password", "y")])
            #expect(typed.location == "\(page)/forwarding")
            let repair = try await owner.get("\(page)/forwarding")
            #expect(repair.text.contains("Repair the forwarding of bills from Tower Electric"))
            #expect(repair.text.contains("No bill for 38 days; usually every 30. Look whether the rule"))
            #expect(!repair.html.contains("type=\"password\"") && repair.text.contains("Waiting for a mail"))
            _ = await office.workplace.receive(office.bill(to: alias, text: "%PDF-3"))
            #expect(try await owner.get("\(page)/forwarding").text.contains("Filed under this connection , done"))
            #expect(try await owner.get(page).text.contains("Connected"))
        }
        #expect(try await office.status(of: id) == .connected)
    }

    @Test("what cannot be filed waits under Needs attention, is downloaded as bytes, and is filed by a person")
    func unfiled() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let created = try await office.emptyMailbox()
        _ = await office.workplace.receive(hostile(in: office, to: created.address))
        let mail = try #require(try await office.workplace.listUnfiledMail(by: office.author).first).id.prefixed
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let list = try await owner.get("/connections?filter=needs_attention")
            #expect(list.html.contains("href=\"/mails\"") && list.text.contains("1 mail could not be filed by itself."))
            let mails = try await owner.get("/mails")
            #expect(mails.html.contains("&lt;script&gt;alert(1)&lt;") && !mails.html.contains("<script>alert"))
            #expect(!mails.html.contains("\u{202E}") && !mails.html.contains("\u{0}"))
            #expect(!mails.html.contains("Win <b>"), "the subject is kept nowhere")
            let file = try await owner.get("/mails/\(mail)/files/0")
            #expect(file.headers[.contentType] == "application/octet-stream")
            #expect(file.headers[.contentDisposition]?.hasPrefix("attachment; filename=\"") == true)
            #expect(file.headers[.contentDisposition]?.hasSuffix(".bin\"") == true)
            #expect(file.headers[.xContentTypeOptions] == "nosniff")
            for position in ["1", "-1", "99999999999999999999", "x"] {
                #expect(try await owner.get("/mails/\(mail)/files/\(position)").status == .notFound)
            }
            let wrong = try await owner.post(
                "/mails/\(mail)/filings",
                [("connection", Connection.ID(office.workplace.identifiers.next())?.prefixed ?? "")])
            #expect(wrong.status == .conflict && wrong.text.contains("Choose one of the connections"))
            let filed = try await owner.post("/mails/\(mail)/filings", [("connection", created.id.prefixed)])
            #expect(try await owner.get(#require(filed.location)).text.contains("The mail is filed."))
            #expect(!(try await owner.get("/connections").html.contains("href=\"/mails\"")))
        }
        #expect(try await office.status(of: created.id) == .connected)
    }

    @Test("a mail without a bill is set aside; a viewer can do neither")
    func setAside() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let created = try await office.emptyMailbox()
        _ = await office.workplace.receive(hostile(in: office, to: created.address))
        let mail = try #require(try await office.workplace.listUnfiledMail(by: office.author).first).id.prefixed
        _ = try await office.colleague(.viewer)
        try await Dashboard(office).open { visitor in
            let viewer = try await visitor.signedIn(as: "vera@acme.example", at: office)
            let page = try await viewer.get("/mails")
            #expect(page.status == .ok && page.html.matches(of: /<form[^>]* method="post"/).count == 1)
            for step in ["filings", "dismissals"] {
                #expect(try await viewer.post("/mails/\(mail)/\(step)").status == .forbidden)
            }
            let owner = try await visitor.owner(of: office)
            let done = try await owner.post("/mails/\(mail)/dismissals")
            #expect(try await owner.get(#require(done.location)).text.contains("Nothing waits"))
        }
    }

    @Test("forwarding is stopped and begun anew from the pages")
    func stopped() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let id = try await office.mailbox()
        let alias = try await office.billAddress(of: id)
        let page = "/connections/\(id.prefixed)"
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let stopped = try await owner.post("\(page)/forwarding/stops")
            #expect(try await owner.get(#require(stopped.location)).text.contains("Forwarding is stopped."))
            #expect(await office.workplace.receive(office.bill(to: alias)) == .unknownRecipient)
            #expect(try await owner.get("\(page)/forwarding").text.contains("this connection has no address"))
            let again = try await owner.post("\(page)/forwarding/rotations")
            #expect(try await owner.get(#require(again.location)).html.contains("id=\"own-address\""))
            try await office.workplace.pause(id, by: office.author)
            #expect(try await owner.post("\(page)/forwarding/rotations").status == .conflict)
        }
    }

    @Test("where no mail is taken, the form says so and makes nothing")
    func noMail() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let workplace = Workplace.testing(
            office.storage, portal: office.portal, clock: office.clock, ring: office.ring, mailDomain: nil)
        try await Dashboard(workplace).open { visitor in
            let owner = try await visitor.owner(of: office)
            let form = try await owner.get("/connections/new?provider=sandbox-tower&kind=email")
            #expect(form.text.contains("Bills cannot come by mail") && !form.html.contains("kind=email"))
            let made = try await owner.post(
                "/connections", [("provider", "sandbox-tower"), ("kind", "email"), ("customer_name", "Mia")])
            #expect(made.status == .unprocessableContent && made.text.contains("takes no mail yet"))
        }
        #expect(try await office.workplace.listConnections(.init(), by: office.author).rows.isEmpty)
    }

    // MARK: Mails

    private func question(in office: Office, to address: String) -> InboundMessage {
        InboundMessage(
            transport: .smtp, receivedAt: office.clock.now(), recipient: address,
            sender: "forwarding-noreply@google.com",
            subject: "(#412157903) Gmail Forwarding Confirmation - Receive Mail from mia@gmail.example",
            text: """
                Confirmation code: 412157903
                https://mail-settings.google.com/mail/vf-%5BANGjdJ8mUo%5D-2Qn8
                To cancel: https://mail-settings.google.com/mail/uf-%5BANGjdJ8mUo%5D-2Qn8
                """,
            authenticity: Authenticity(dkimDomains: ["google.com"]), rawSize: 900)
    }

    /// A mail that tries everything in what is shown of it.
    private func hostile(in office: Office, to address: String) -> InboundMessage {
        InboundMessage(
            transport: .smtp, receivedAt: office.clock.now(), recipient: address,
            sender: "x@\u{202E}<script>alert(1)</script>.example", subject: "Win <b>now</b>\u{202E}",
            text: "Win.", authenticity: Authenticity(dkimDomains: []), rawSize: 900,
            attachments: [
                InboundAttachment(
                    name: "<script>alert(1)</script>\u{202E}fdp.html\"\r\n\u{0}", mediaType: "text/html",
                    bytes: Array("<script>alert(1)</script>".utf8))
            ])
    }
}
