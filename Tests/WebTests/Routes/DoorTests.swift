import Domain
import Foundation
import HTTPTypes
import Support
import Testing
import UseCases

@testable import Web

@Suite("The door")
struct DoorTests {
    @Test("signing in sets a cookie and leads to the page that was wanted")
    func signIn() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        try await Dashboard(office).open { visitor in
            let page = try await visitor.get("/sign-in?next=/providers")
            #expect(page.html.contains("name=\"next\" value=\"/providers\""))
            let answer = try await visitor.post(
                "/sign-in",
                [("email", "olga@acme.example"), ("password", "correct horse battery"), ("next", "/providers")])
            #expect(answer.status == .seeOther)
            #expect(answer.location == "/providers")
            let cookie = try #require(answer.headers[.setCookie])
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
        }
    }

    @Test(
        "another site can not be the page that was wanted",
        arguments: ["//evil.example", "https://evil.example", "/\\evil"])
    func openRedirect(_ next: String) async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        try await Dashboard(office).open { visitor in
            let answer = try await visitor.post(
                "/sign-in",
                [("email", "olga@acme.example"), ("password", "correct horse battery"), ("next", next)])
            #expect(answer.location == "/connections")
        }
    }

    @Test("a wrong password is refused in the form, keeps the address and forgets the password")
    func wrongPassword() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        try await Dashboard(office).open { visitor in
            let answer = try await visitor.post("/sign-in", [("email", "olga@acme.example"), ("password", "guess-77")])
            #expect(answer.status == .unauthorized)
            #expect(answer.headers[.setCookie] == nil)
            #expect(answer.html.contains("value=\"olga@acme.example\""))
            #expect(!answer.html.contains("guess-77"))
        }
    }

    @Test("whoever guesses is slowed down, also with the right password in the end")
    func guessing() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        try await Dashboard(office).open { visitor in
            for number in 1...8 {
                let guess = try await visitor.post(
                    "/sign-in", [("email", "olga@acme.example"), ("password", "g\(number)")])
                #expect(guess.status == .unauthorized)
            }
            let right = [("email", "Olga@acme.example"), ("password", "correct horse battery")]
            #expect(try await visitor.post("/sign-in", right).status == .tooManyRequests)
            office.clock.advance(by: 61)
            #expect(try await visitor.post("/sign-in", right).status == .seeOther)
        }
    }

    @Test("opening a sign-in link changes nothing; pressing its button signs in, once")
    func signInLink() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let link = try await office.workplace.issueSignInLink(for: "olga@acme.example").exposed
        try await Dashboard(office).open { visitor in
            for _ in 1...2 {
                let page = try await visitor.get("/sign-in/\(link)")
                #expect(page.status == .ok)
                #expect(page.headers[.setCookie] == nil)
            }
            #expect(try await visitor.post("/sign-in/\(link)").headers[.setCookie] != nil)
            let spent = try await visitor.post("/sign-in/\(link)")
            #expect(spent.status == .gone)
            #expect(spent.text.contains("used already"))
        }
    }

    @Test("an invitation is made by an owner, answered with name and password, and works once")
    func invitation() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let made = try await owner.post(
                "/members/invitations", [("email", "jo@acme.example"), ("role", "operator")])
            #expect(made.status == .created)
            let link = try #require(
                made.html.firstMatch(of: /http:\/\/127\.0\.0\.1:8080(\/invitations\/[A-Za-z0-9_-]+)/)?.1)
            let path = String(link)
            #expect(try await visitor.get(path).text.contains("Join Acme Solar"))
            let short = try await visitor.post(path, [("name", "Jo"), ("password", "short")])
            #expect(short.status == .unprocessableContent)
            #expect(short.text.contains("at least 12 characters"))
            let joined = try await visitor.post(path, [("name", "Jo"), ("password", "a long enough one")])
            #expect(joined.status == .seeOther && joined.headers[.setCookie] != nil)
            #expect(try await visitor.get(path).status == .gone)
        }
    }

    @Test("the first-run link makes the owner once, and names every wrong field before that")
    func firstRun() async throws {
        let store = try await TemporaryStore.sqlite()
        let clock = TestClock()
        let workplace = try await Office.vacant(in: store, clock: clock)
        let link = try #require(try await workplace.startFirstRun()).exposed
        try await Dashboard(workplace).open { visitor in
            let wrong = try await visitor.post(
                "/setup/\(link)", [("organization", ""), ("name", ""), ("email", "x"), ("password", "short")])
            #expect(wrong.status == .unprocessableContent)
            for field in ["organization", "name", "email", "password"] {
                #expect(wrong.html.contains("href=\"#\(field)\""), "\(field)")
            }
            let right = [
                ("organization", "Acme"), ("name", "Olga"), ("email", "o@acme.example"),
                ("password", "a long enough one"),
            ]
            #expect(try await visitor.post("/setup/\(link)", right).status == .seeOther)
            #expect(try await visitor.post("/setup/\(link)", right).status == .gone)
        }
    }

    @Test("a new password needs the current one, and ends every other session")
    func changePassword() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        try await Dashboard(office).open { visitor in
            let here = try await visitor.owner(of: office)
            let elsewhere = try await visitor.owner(of: office)
            let wrong = try await here.post(
                "/account/passwords", [("current_password", "guess"), ("new_password", "another long one")])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.html.contains("href=\"#current_password\""))
            #expect(try await elsewhere.get("/account").status == .ok)
            let changed = try await here.post(
                "/account/passwords",
                [("current_password", "correct horse battery"), ("new_password", "another long one")])
            #expect(changed.status == .seeOther && changed.headers[.setCookie] != nil)
            #expect(try await elsewhere.get("/account").status == .seeOther)
            let again = try await visitor.signedIn(
                as: "olga@acme.example", password: "another long one", at: office)
            #expect(try await again.get("/account").status == .ok)
        }
    }

    @Test("an owner makes a sign-in link for a member who forgot the password")
    func linkForMember() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let vera = try await office.colleague(.viewer)
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let made = try await owner.post("/members/\(vera.member.id.prefixed)/sign-in-links")
            #expect(made.status == .created)
            let link = try #require(made.html.firstMatch(of: /8080(\/sign-in\/[A-Za-z0-9_-]+)/)?.1)
            #expect(try await visitor.get(String(link)).text.contains("vera@acme.example"))
        }
    }

    @Test("signing out ends the session itself, not just the cookie")
    func signOut() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            #expect(try await owner.get("/connections").status == .ok)
            let out = try await owner.post("/sign-out")
            #expect(out.headers[.setCookie]?.contains("Max-Age=0") == true)
            #expect(try await owner.get("/connections").location?.hasPrefix("/sign-in") == true)
        }
    }
}
