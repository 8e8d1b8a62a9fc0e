import Domain
import Foundation
import HTTPTypes
import Ports
import Support
import Testing
import UseCases

@testable import Web

/// Journey 3 as a browser without scripts goes through it.
@Suite("Code forwarding", .timeLimit(.minutes(5)))
struct CodeJourneyTests {
    @Test("e-mail is chosen, set up, tried out with a genuine code, and proven")
    func mail() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let id = try await office.towered()
        let page = "/connections/\(id.prefixed)/codes"
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let choice = try await owner.get(page)
            #expect(choice.text.contains("How shall codes of Tower Electric reach Tieline?"))
            #expect(!choice.html.contains("type=\"password\""))
            let chosen = try await owner.post(page, [("kind", "email")])
            #expect(chosen.location == "\(page)/email")
            let steps = try await owner.get("\(page)/email?mailbox=outlook")
            let alias = try await office.alias(of: id)
            #expect(steps.html.contains("value=\"\(alias)\""))
            #expect(steps.text.contains("“Redirect to”, not “Forward to”"))

            let tried = try await owner.post("\(page)/rehearsals")
            let address = try #require(tried.location)
            let run = try #require(Run.ID(String(address.dropFirst("/runs/".count))))
            try await office.carryOut(run) {
                let waiting = try await owner.get(address)
                #expect(waiting.text.contains("Waiting for the mail"))
                #expect(waiting.html.contains("http-equiv=\"refresh\""))
                #expect(waiting.html.contains("href=\"\(address)?code=typed\""))
                office.clock.advance(by: 7)
                #expect(await office.workplace.receive(office.mail(to: alias)) == .taken)
            }
            let result = try await owner.get(address)
            #expect(result.text.contains("Code forwarding works"))
            #expect(result.text.contains("arrived after 7.0 s"))
            let connection = try await owner.get("/connections/\(id.prefixed)")
            #expect(connection.text.contains("Works") && connection.html.contains(alias))
            let ledger = try await owner.get("\(page)/ledger")
            #expect(ledger.text.contains("1 code used") && ledger.text.contains("Its code was used."))
            #expect(!ledger.html.contains("481207"))
        }
    }

    @Test("a typed code goes to the run; a wrong shape is told at the field, and the input is kept")
    func typed() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let id = try await office.towered()
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let begun = try await owner.post("/connections/\(id.prefixed)/codes/sign-ins")
            let address = try #require(begun.location)
            let run = try #require(Run.ID(String(address.dropFirst("/runs/".count))))
            try await office.carryOut(run) {
                let waiting = try await owner.get(address)
                #expect(waiting.html.contains("autocomplete=\"one-time-code\" inputmode=\"numeric\""))
                #expect(!waiting.html.contains("http-equiv=\"refresh\""), "nothing is lost while somebody types")
                let wrong = try await owner.post("\(address)/codes", [("code", "12ab")])
                #expect(wrong.status == .unprocessableContent)
                #expect(wrong.html.contains("value=\"12ab\"") && wrong.html.contains("href=\"#code\""))
                let right = try await owner.post("\(address)/codes", [("code", "481 207")])
                #expect(right.location == address)
            }
            #expect(await office.portal.codes.map(\.code) == ["481207"])
            let result = try await owner.get(address)
            #expect(result.text.contains("You had to type the code."))
            #expect(result.html.contains("href=\"/connections/\(id.prefixed)/codes\""))
            let late = try await owner.post("\(address)/codes", [("code", "481207")])
            #expect(late.status == .conflict)
            #expect(late.text.contains("No sign-in waits for a code any more."))
        }
    }

    private static let unhelpful: [(picture: String, words: String)] = [
        ("nothing", "No QR code was found"), ("two", "more than one QR code"), ("broken", "could not be read"),
        ("none", "cannot read pictures"), ("GIF89a", "Upload a PNG or JPEG"),
        ("https://valleygas.example/", "not one for an authenticator app"),
        ("otpauth-migration://offline?data=x", "exported from an app"),
    ]

    @Test("a picture that does not help is refused at its field", arguments: unhelpful)
    func pictures(_ picture: String, words: String) async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let id = try await office.towered()
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let answer = try await owner.upload(
                "/connections/\(id.prefixed)/codes/authenticator", [("secret", "")], file: "picture", picture)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains(words))
            #expect(answer.html.contains("href=\"#picture\"") && answer.html.contains("id=\"picture-fault\""))
        }
        #expect(try await office.workplace.showCodeRoute(of: id, by: office.author).route == nil)
    }

    @Test("a secret is taken from a picture or as typed, is never shown again, and is tried at once")
    func authenticator() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let id = try await office.towered(demand: .init([.totp], code: nil))
        let page = "/connections/\(id.prefixed)/codes/authenticator"
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let wrong = try await owner.upload(page, [("secret", "not a key!")], file: "picture", "")
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.html.contains("href=\"#secret\"") && !wrong.html.contains("not a key!"))
            let sent = try await owner.upload(
                page, [("secret", "")], file: "picture",
                "otpauth://totp/Tower:pat?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
            let address = try #require(sent.location)
            try await office.workplace.runCheck(#require(Run.ID(String(address.dropFirst("/runs/".count)))))
            let result = try await owner.get(address)
            #expect(result.text.contains("Tieline made a code, and Tower Electric accepted it."))
            #expect(!(try await owner.get(page).html.contains("GEZDGNBV")))
        }
    }

    @Test("forwarding is stopped at once, and an address is replaced by a new one")
    func afterwards() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let id = try await office.towered()
        try await office.workplace.setUpCodeRoute(.email, for: id, by: office.author)
        let first = try await office.alias(of: id)
        let page = "/connections/\(id.prefixed)/codes"
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let rotated = try await owner.post("\(page)/rotations")
            #expect(rotated.location?.hasPrefix("\(page)/email") == true)
            #expect(try await office.alias(of: id) != first)
            #expect(await office.workplace.receive(office.mail(to: first)) == .unknownRecipient)
            let stopped = try await owner.post("\(page)/stops")
            #expect(try await owner.get(#require(stopped.location)).text.contains("Code forwarding is stopped."))
            #expect(try await owner.post("\(page)/stops").status == .seeOther, "twice is as good as once")
        }
        #expect(try await office.workplace.showCodeRoute(of: id, by: office.author).route == nil)
    }

    @Test("nothing is set up by looking: the steps of a way that was not chosen lead back to the choice")
    func safe() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let id = try await office.towered()
        let page = "/connections/\(id.prefixed)/codes"
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            for way in ["email", "sms"] { #expect(try await owner.get("\(page)/\(way)").location == page) }
            let none = try await owner.post("\(page)/rehearsals")
            #expect(none.status == .conflict)
            let nonsense = try await owner.post(page, [("kind", "pigeon")])
            #expect(nonsense.status == .conflict && nonsense.text.contains("Choose one of the ways below."))
        }
        #expect(try await office.workplace.showCodeRoute(of: id, by: office.author).route == nil)
    }
}
