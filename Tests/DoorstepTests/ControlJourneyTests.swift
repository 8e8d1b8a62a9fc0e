import Domain
import Foundation
import HTTPTypes
import Ports
import Store
import Support
import Testing
import UseCases

@testable import Doorstep

/// Journey 6 as a browser without scripts goes through it.
@Suite("A customer's control page", .timeLimit(.minutes(5)))
struct ControlJourneyTests {
    /// A site where a customer has agreed, and the address of his control page.
    private func shared() async throws -> (site: CustomerSite, asked: Asked, page: String) {
        let site = try await CustomerSite()
        let asked = try await site.asked()
        try await site.workplace.consent(
            asked.token, to: .usual, from: Circumstances(address: nil, userAgent: nil, language: .english))
        try await site.workplace.submitSignIn(
            asked.token, for: asked.connections[0], ["username": Secret("pat"), "password": Secret("sesame-1")])
        try await site.signIn(of: asked)
        let view = try await site.workplace.openRequest(asked.token)
        guard case .accounts(let accounts, _) = view.current?.step else { throw DoorstepError.stepOver }
        try await site.workplace.shareAccounts(asked.token, for: asked.connections[0], Set(accounts.map(\.id)))
        try await site.sendLetters(of: asked.request)
        let letter = try #require(site.office.post.letters.last)
        let address = try #require(letter.text.firstMatch(of: /https:\/\/[^\/]+(\/c\/\S+)/)?.1)
        return (site, asked, String(address))
    }

    @Test("he sees what is shared and what was done with it, pauses, goes on, and changes the end")
    func changes() async throws {
        let (site, asked, page) = try await shared()
        let connection = "\(page)/connections/\(asked.connections[0].prefixed)"
        try await site.open { customer in
            let control = try await customer.get(page)
            #expect(control.text.contains("What you share with Acme Solar"))
            #expect(control.text.contains("Your Harbor Light account is connected."))
            #expect(control.text.contains("Sign-in at Harbor Light with a new sign-in. It worked."))
            #expect(try await customer.post(connection + "/pause").location == page + "?done=paused")
            #expect(try await customer.get(page + "?done=paused").text.contains("Nothing is read until you say so."))
            #expect(try await site.office.status(of: asked.connections[0]) == .paused)
            #expect(try await customer.post(connection + "/resumption").location == page + "?done=resumed")

            #expect(try await customer.get(connection + "/term").text.contains("For how long may Acme Solar read"))
            let wrong = try await customer.post(connection + "/term", [("term", "for ever")])
            #expect(wrong.status == .unprocessableContent)
            let saved = try await customer.post(connection + "/term", [("term", "until_revoked")])
            #expect(saved.location == page + "?done=term-changed")
            #expect(try await customer.get(page).text.contains("Until you revoke it"))
            let none = try await customer.post(connection + "/accounts")
            #expect(none.status == .unprocessableContent)
        }
    }

    @Test("what broke he repairs from here: his own request, once, and no letter")
    func repairs() async throws {
        let (site, asked, page) = try await shared()
        let id = asked.connections[0]
        let letters = site.office.post.letters.count
        await site.office.portal.add("pat", FakePortal.Login(password: "sesame-2"))
        // Beyond the budget of passwords.
        site.office.clock.advance(by: 2 * 86_400)
        let check = try await site.workplace.checkNow(id, by: site.office.author)
        try await site.workplace.runCheck(check)
        #expect(try await site.office.status(of: id) == .passwordIncorrect)
        try await site.open { customer in
            let broken = try await customer.get(page)
            let action = "\(page)/connections/\(id.prefixed)/repair"
            #expect(broken.html.contains("action=\"\(action)\"") && broken.text.contains("Sign in again"))
            let led = try await customer.post(action)
            let address = try #require(led.location)
            #expect(led.status == .seeOther && address.hasPrefix("/r/"))
            #expect(try await customer.get(address).text.contains("asks you to sign in to Harbor Light again"))
            let again = try #require(try await customer.post(action).location)
            #expect(again != address && again.hasPrefix("/r/"))
            _ = try await customer.post(again + "/consent", [("term", "3y")])
            _ = try await customer.post(
                "\(again)/items/\(id.prefixed)/sign-in", [("username", "pat"), ("password", "sesame-2")])
        }
        let request = try #require(try await site.office.storage.read { tx in try tx.requests.open(of: id) })
        let view = try await site.workplace.showRequest(request.id, by: site.office.author)
        #expect(view.events.map(\.kind).contains(.signInTried))
        #expect(site.office.post.letters.count == letters)
    }

    @Test("he reads what is deleted, revokes, and it is gone")
    func revoked() async throws {
        let (site, asked, page) = try await shared()
        let connection = "\(page)/connections/\(asked.connections[0].prefixed)"
        try await site.open { customer in
            let question = try await customer.get(connection + "/revocation")
            #expect(question.text.contains("Every bill, reading and account number"))
            #expect(try await site.office.status(of: asked.connections[0]) == .connected)
            #expect(try await customer.post(connection + "/revocation").location == page + "?done=revoked")
            #expect(try await site.office.status(of: asked.connections[0]) == .authorizationRevoked)
            let control = try await customer.get(page + "?done=revoked")
            #expect(control.text.contains("Your permission is revoked."))
            #expect(!control.html.contains(connection + "/revocation\""))
            #expect(try await customer.get(connection + "/revocation").location == page + "?done=step-over")
        }
    }

    @Test("a lost link is sent again, and the answer is the same for everybody")
    func lost() async throws {
        let (site, _, _) = try await shared()
        try await site.open { customer in
            #expect(try await customer.get("/c").text.contains("Lost your link?"))
            let known = try await customer.post("/c", [("email", "pat@example.com")])
            let unknown = try await customer.post("/c", [("email", "nobody@example.com")])
            #expect(known.status == .ok && known.html == unknown.html)
            let wrong = try await customer.post("/c", [("email", "pat")])
            #expect(wrong.status == .unprocessableContent && wrong.html.contains("value=\"pat\""))
            var last = wrong
            for number in 0..<12 where last.status != .tooManyRequests {
                last = try await customer.post("/c", [("email", "pat\(number)@example.com")])
            }
            #expect(last.status == .tooManyRequests)
        }
    }

    @Test("another customer's connection is not there")
    func foreign() async throws {
        let (site, _, page) = try await shared()
        let other = try await site.office.connect("eve", for: "Eve Else")
        try await site.open { customer in
            for rest in ["/term", "/revocation"] {
                let reply = try await customer.get("\(page)/connections/\(other.id.prefixed)\(rest)")
                #expect(reply.status == .notFound)
            }
            let reply = try await customer.post("\(page)/connections/\(other.id.prefixed)/revocation")
            #expect(reply.status == .notFound)
        }
    }
}

extension CustomerSite {
    /// Hands over every letter of a request that waits.
    func sendLetters(of request: CustomerRequest.ID) async throws {
        let letters = try await workplace.showRequest(request, by: office.author).letters
        for letter in letters.reversed() where letter.state == .waiting {
            _ = try await workplace.perform(.sendLetter(letter.id))
        }
    }
}
