import Domain
import Foundation
import HTTPTypes
import Store
import Support
import Testing
import UseCases

@testable import Doorstep

/// Journey 5 as a browser without scripts goes through it.
@Suite("A customer's request", .timeLimit(.minutes(5)))
struct CustomerJourneyTests {
    @Test("he agrees, signs in, mistypes, corrects it, ticks his accounts and gets his receipt")
    func repaired() async throws {
        let site = try await CustomerSite()
        let asked = try await site.asked()
        try await site.open { customer in
            let first = try await customer.get(asked.page)
            #expect(first.status == .ok)
            #expect(first.text.contains("Acme Solar asks you to sign in to Harbor Light again"))
            #expect(first.text.contains("Your permission stays as it is"))
            let agreed = try await customer.post(asked.page + "/consent", [("term", "3y")])
            #expect(agreed.status == .seeOther && agreed.location == asked.page)

            let fields = try await customer.get(asked.page)
            #expect(fields.title == "Update login credentials · Acme Solar")
            #expect(fields.text.contains("How to take it back"))
            let empty = try await customer.post(asked.item(0, "/sign-in"), [("username", "pat"), ("password", "")])
            #expect(empty.status == .unprocessableContent && empty.title.hasPrefix("Error: "))
            #expect(empty.html.contains("value=\"pat\""))

            _ = try await customer.post(asked.item(0, "/sign-in"), [("username", "pat"), ("password", "wrong-2")])
            let waiting = try await customer.get(asked.page)
            #expect(waiting.text.contains("Connecting to Harbor Light"))
            #expect(waiting.html.contains("http-equiv=\"refresh\""))
            #expect(waiting.html.contains("data-live=\"\(asked.page)/events\""))
            try await site.signIn(of: asked)
            let refused = try await customer.get(asked.page)
            #expect(refused.text.contains("Invalid login") && refused.text.contains("Click here to try again"))
            let again = try await customer.get(asked.page + "/sign-in")
            #expect(again.title == "Update login credentials · Acme Solar")

            _ = try await customer.post(asked.item(0, "/sign-in"), [("username", "pat"), ("password", "sesame-1")])
            try await site.signIn(of: asked)
            let found = try await customer.get(asked.page)
            #expect(found.text.contains("What was found"))
            let none = try await customer.post(asked.item(0, "/accounts"))
            #expect(none.status == .unprocessableContent && none.text.contains("Tick at least one account."))
            let account = try #require(found.html.firstMatch(of: /name="account" value="([^"]+)"/)?.1)
            let shared = try await customer.post(asked.item(0, "/accounts"), [("account", String(account))])
            #expect(shared.location == asked.page)
            let receipt = try await customer.get(asked.page)
            #expect(receipt.text.contains("Thank you") && receipt.text.contains("A receipt comes to you by e-mail"))
            #expect(try await site.office.status(of: asked.connections[0]) == .connected)

            let late = try await customer.post(asked.page + "/decline", [("reason", "")])
            #expect(late.location == asked.page + "?done=step-over")
            #expect(try await customer.get(asked.page + "?done=step-over").text.contains("Thank you"))
        }
        let submissions = await site.office.portal.submissions.map(\.password)
        #expect(submissions == ["old", "wrong-2", "sesame-1"])
    }

    @Test("he sees how much is asked for, and changes it without scripts; what makes no sense is refused")
    func scope() async throws {
        let site = try await CustomerSite()
        var settings = NewRequestSettings()
        (settings.term, settings.linkDays, settings.quietFrom, settings.quietUntil) = ("7d", "7", "20", "8")
        settings.monthsBack = "24"
        try await site.workplace.changeRequestSettings(settings, by: site.office.author)
        let asked = try await site.asked()
        site.office.clock.advance(by: 8 * 86_400)
        try await site.workplace.lookAtAuthorizations(limit: 10)
        let request = try await site.workplace.prepareRequest(for: asked.connections[0], by: site.office.author)
        let id = try await site.workplace.draftRequest(
            NewRequest(
                customerID: request.customer.id, recipientName: "Pat Power", recipientEmail: "pat@example.com",
                connections: asked.connections), by: site.office.author)
        try await site.workplace.sendRequest(id, by: site.office.author)
        let page = "/r/\(try await site.workplace.copyRequestLink(id, by: site.office.author).exposed)"
        try await site.open { customer in
            let first = try await customer.get(page)
            #expect(first.text.contains("From the last 24 months on · Also what is added while your permission lasts"))
            #expect(first.html.contains("name=\"back\" value=\"24\" checked"))
            let spanish = try await customer.get(page + "?lang=es")
            #expect(spanish.text.contains("Desde los últimos 24 meses · También lo que se agregue"))
            for wrong in [("back", "-3"), ("back", "ever"), ("later", "maybe")] {
                let fields = [("term", "3y"), ("back", "12"), ("later", "not")].filter { $0.0 != wrong.0 } + [wrong]
                let refused = try await customer.post(page + "/consent", fields)
                #expect(refused.status == .unprocessableContent && refused.title.hasPrefix("Error: "))
                #expect(refused.text.contains("Choose how far back"))
            }
            let agreed = try await customer.post(
                page + "/consent", [("term", "3y"), ("back", "12"), ("later", "not")])
            #expect(agreed.status == .seeOther && agreed.location == page)
        }
        let view = try await site.workplace.previewPage(of: id, by: site.office.author)
        #expect(view.scope.monthsBack == 24, "a preview shows what is proposed")
        let consent = try await site.office.storage.read { tx in try tx.requests.system(id)?.consent }
        #expect(consent?.scope.monthsBack == 12 && consent?.scope.ongoingEnd != nil)
        #expect(consent?.textVersion == Consent.currentTextVersion)
    }

    @Test("two utilities are one request: one after the other, and the receipt at the end")
    func two() async throws {
        let site = try await CustomerSite()
        let asked = try await site.asked(at: [.harbor, .summit])
        try await site.open { customer in
            let first = try await customer.get(asked.page)
            #expect(first.text.contains("Harbor Light") && first.text.contains("Summit Water"))
            _ = try await customer.post(asked.page + "/consent", [("term", "3y")])
            for index in 0...1 {
                let fields = try await customer.get(asked.page)
                #expect(fields.text.contains("Utility \(index + 1) of 2"))
                _ = try await customer.post(
                    asked.item(index, "/sign-in"), [("username", "pat"), ("password", "sesame-1")])
                try await site.signIn(of: asked)
                let found = try await customer.get(asked.page)
                let account = try #require(found.html.firstMatch(of: /name="account" value="([^"]+)"/)?.1)
                _ = try await customer.post(asked.item(index, "/accounts"), [("account", String(account))])
                // Sent twice, as by a tab that was left open.
                let again = try await customer.post(asked.item(index, "/accounts"), [("account", String(account))])
                #expect(again.location == asked.page + "?done=step-over")
            }
            let receipt = try await customer.get(asked.page)
            #expect(receipt.text.contains("Thank you") && receipt.text.contains("Summit Water Until March 2, 2029"))
        }
    }

    @Test("an address that a mail program mangled is answered in the customer's own words")
    func mangled() async throws {
        let site = try await CustomerSite()
        let asked = try await site.asked()
        try await site.open { customer in
            for rest in ["/nothing", "/nothing/at/all", "/consent."] {
                let lost = try await customer.get(asked.page + rest)
                #expect(lost.status == .notFound && lost.text.contains("This link leads nowhere"), "\(rest)")
            }
            #expect(try await customer.get(asked.page).status == .ok)
            #expect(try await customer.get(asked.page + "/decline").status == .ok)
        }
    }

    @Test("fetching any page changes nothing, whoever fetches it")
    func scanners() async throws {
        let site = try await CustomerSite()
        let asked = try await site.asked()
        let before = try await site.workplace.showRequest(asked.request, by: site.office.author)
        try await site.open { customer in
            for rest in ["", "/decline", "/hand-over", "/handed-over", "/renewed", "/sign-in", "?lang=es", "/silence"] {
                _ = try await customer.get(asked.page + rest)
                _ = try await customer.head(asked.page + rest)
            }
            _ = try await customer.get(asked.item(0, "/utility"))
        }
        let after = try await site.workplace.showRequest(asked.request, by: site.office.author)
        #expect(after.events.count == before.events.count)
        #expect(after.summary.progress == before.summary.progress)
    }

    @Test("it counts as opened once the page's script says that somebody sees it")
    func seen() async throws {
        let site = try await CustomerSite()
        let asked = try await site.asked()
        try await site.open { customer in
            for page in [asked.page, asked.page, "/r/unknown"] {
                let told = try await customer.post(page + "/seen")
                #expect(told.status == .noContent)
            }
        }
        let events = try await site.workplace.showRequest(asked.request, by: site.office.author).events
        #expect(events.count { $0.kind == .opened } == 1)
    }

    @Test("he declines with a reason, and the page says so from then on")
    func declined() async throws {
        let site = try await CustomerSite()
        let asked = try await site.asked()
        try await site.open { customer in
            let question = try await customer.get(asked.page + "/decline")
            #expect(question.text.contains("Do you want to decline?"))
            #expect(question.text.contains("A permission that you gave before stays as it is."))
            let answer = try await customer.post(asked.page + "/decline", [("reason", "Moved\r\nout")])
            #expect(answer.location == asked.page)
            #expect(try await customer.get(asked.page).text.contains("You declined"))
        }
        let detail = try await site.workplace.showRequest(asked.request, by: site.office.author)
        #expect(detail.declineReason == "Moved out")
    }

    @Test("he names somebody else; a wrong address is told at the field")
    func handedOver() async throws {
        let site = try await CustomerSite()
        let asked = try await site.asked()
        try await site.open { customer in
            let wrong = try await customer.post(asked.page + "/hand-over", [("name", "Tom"), ("email", "tom@")])
            #expect(wrong.status == .unprocessableContent && wrong.html.contains("value=\"Tom\""))
            #expect(wrong.html.contains("aria-invalid=\"true\""))
            let passed = try await customer.post(
                asked.page + "/hand-over", [("name", "Tom"), ("email", "tom@example.com")])
            #expect(passed.location == asked.page + "/handed-over")
            #expect(try await customer.get(asked.page + "/handed-over").text.contains("Passed on"))
            #expect(try await customer.get(asked.page).text.contains("This link no longer works"))
        }
    }

    @Test("one click of a mail program ends the reminders, without an origin")
    func silenced() async throws {
        let site = try await CustomerSite()
        let asked = try await site.asked()
        try await site.open { customer in
            let click = try await customer.send(
                .post, asked.page + "/silence", [.contentType: "application/x-www-form-urlencoded"],
                "List-Unsubscribe=One-Click")
            #expect(click.status == .seeOther)
            #expect(try await customer.get(asked.page).text.contains("You get no more reminders about this."))
        }
    }

    @Test("a day that is over is refused where it was chosen, and what was chosen is kept")
    func wrongTerm() async throws {
        let site = try await CustomerSite()
        let asked = try await site.asked()
        try await site.open { customer in
            let wrong = try await customer.post(
                asked.page + "/consent", [("term", "date"), ("term_day", "2020-01-01")])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("Choose a last day that is not over yet"))
        }
    }

    @Test("he chooses another utility, and signs in there")
    func otherUtility() async throws {
        let site = try await CustomerSite()
        let asked = try await site.asked()
        try await site.open { customer in
            _ = try await customer.post(asked.page + "/consent", [("term", "3y")])
            let choice = try await customer.get(asked.item(0, "/utility"))
            #expect(choice.text.contains("Which utility is yours?"))
            let none = try await customer.post(asked.item(0, "/utility"), [("provider", "nowhere")])
            #expect(none.status == .unprocessableContent && none.text.contains("Choose your utility from the list."))
            let key = try #require(
                choice.html.matches(of: /<option value="([^"]+)">/).map { String($0.1) }.first {
                    $0 != Provider.harbor.key.text
                })
            #expect(try await customer.post(asked.item(0, "/utility"), [("provider", key)]).location == asked.page)
            #expect(try await customer.get(asked.page).title.hasPrefix("Sign in to "))
            let old = try await customer.post(
                asked.item(0, "/sign-in"), [("username", "pat"), ("password", "sesame-1")])
            #expect(old.location == asked.page + "?done=step-over")
        }
    }

    @Test("a link that expired brings a new one by letter, and says the same whatever comes of it")
    func expired() async throws {
        let site = try await CustomerSite()
        let asked = try await site.asked()
        site.office.clock.advance(by: 30 * 86_400)
        try await site.open { customer in
            let page = try await customer.get(asked.page)
            #expect(page.text.contains("This link has expired") && page.text.contains("Send me a new link"))
            #expect(try await customer.post(asked.page + "/consent", [("term", "3y")]).location == asked.page)
            #expect(try await customer.post(asked.page + "/renewal").location == asked.page + "/renewed")
            #expect(try await customer.get(asked.page + "/renewed").text.contains("Look into your mailbox"))
        }
    }

    @Test("a link that leads nowhere says so, and warns of those who ask for passwords")
    func unknown() async throws {
        let site = try await CustomerSite()
        try await site.open { customer in
            for path in ["/r/nowhere", "/r/nowhere/decline", "/c/nowhere"] {
                let page = try await customer.get(path)
                #expect(page.status == .notFound && page.text.contains("This link leads nowhere"))
            }
            #expect(try await customer.post("/r/nowhere/consent", [("term", "3y")]).status == .notFound)
            let spanish = try await customer.get("/r/nowhere", accepting: "es-MX,es;q=0.9")
            #expect(spanish.text.contains("Este enlace no lleva a ningún lado"))
        }
    }

    @Test("the page speaks his language, and another one where he wants it")
    func languages() async throws {
        let site = try await CustomerSite()
        let asked = try await site.asked(language: .spanish)
        try await site.open { customer in
            #expect(try await customer.get(asked.page).html.contains("<html lang=\"es\">"))
            let english = try await customer.get(asked.page + "?lang=en", accepting: "es")
            #expect(english.html.contains("<html lang=\"en\">"))
            #expect(english.html.contains("action=\"\(asked.page)/consent?lang=en\""))
            let agreed = try await customer.post(asked.page + "/consent?lang=en", [("term", "3y")])
            #expect(agreed.location == asked.page + "?lang=en")
        }
    }

    @Test("no page tells others its address, and nothing of it is kept by browsers or shown in frames")
    func headers() async throws {
        let site = try await CustomerSite()
        let asked = try await site.asked()
        try await site.open { customer in
            for path in [asked.page, asked.page + "/decline", "/r/nowhere", "/c", "/c/nowhere"] {
                let reply = try await customer.get(path)
                let referrer = try #require(HTTPField.Name("Referrer-Policy"))
                #expect(reply.headers[values: referrer] == ["no-referrer"])
                #expect(reply.headers[.cacheControl] == "no-store")
                let policy = try #require(reply.headers[.contentSecurityPolicy])
                #expect(policy.contains("form-action 'self'") && policy.contains("frame-ancestors 'none'"))
                #expect(!policy.contains("unsafe"))
                #expect(reply.headers[values: .setCookie].isEmpty)
            }
        }
    }

    @Test("nothing that is logged names a link's secret or what was typed")
    func logs() async throws {
        let site = try await CustomerSite()
        let asked = try await site.asked()
        let log = LogLines()
        try await site.open(log: log) { customer in
            _ = try await customer.get(asked.page)
            _ = try await customer.post(asked.page + "/consent", [("term", "3y")])
            _ = try await customer.post(
                asked.item(0, "/sign-in"), [("username", "pat"), ("password", "very-secret-1")])
            _ = try await customer.get(asked.page + "/nowhere")
            _ = try await customer.post("/c", [("email", "somebody@example.com")])
            _ = try await customer.get("/r/another-secret/decline")
        }
        let lines = log.all.joined(separator: "\n")
        #expect(lines.contains("/r/{token}") || lines.contains("/r/:token"))
        for secret in [asked.token.exposed, "very-secret-1", "somebody@example.com", "another-secret"] {
            #expect(!lines.contains(secret))
        }
    }

    @Test("who sends too much waits, and is told so in his language")
    func limits() async throws {
        let site = try await CustomerSite()
        let asked = try await site.asked()
        try await site.open { customer in
            var last = try await customer.get(asked.page, accepting: "es")
            for _ in 0..<150 where last.status == .ok { last = try await customer.get(asked.page, accepting: "es") }
            #expect(last.status == .tooManyRequests)
            #expect(last.text.contains("Un momento, por favor"))
            #expect(last.headers[.retryAfter] != nil)
        }
    }

    @Test("a brand's files keep for ever, and are none but a colour and a picture")
    func brand() async throws {
        let site = try await CustomerSite()
        let place = "/brand/\(site.office.owner.organization.id.prefixed)"
        try await site.open { customer in
            let colors = try await customer.get(place + "/0b7a4b.css")
            #expect(colors.headers[.contentType] == "text/css; charset=utf-8")
            #expect(colors.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(colors.headers[.xContentTypeOptions] == "nosniff")
            for wrong in ["/0B7A4B.css", "/0b7a4.css", "/red.css", "/" + String(repeating: "a", count: 64)] {
                #expect(try await customer.get(place + wrong).status == .notFound)
            }
        }
    }
}
