import Domain
import Foundation
import HTTPKit
import HTTPTypes
import Ports
import Support
import Testing
import UseCases

@testable import Web

/// Journeys 1 and 2 as a browser without scripts goes through them.
@Suite("Journeys")
struct JourneyTests {
    @Test("a connection is added, checked, found broken, repaired, and proves itself with accounts and a bill")
    func repair() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let added = try await owner.post(
                "/connections",
                [
                    ("provider", "sandbox-harbor"), ("customer_name", "Pat Power"), ("customer_email", ""),
                    ("username", "pat"), ("password", "wrong-1"),
                ])
            #expect(added.status == .seeOther)
            let run = try #require(added.location)
            let live = try await owner.get(run)
            #expect(live.html.contains("<noscript><meta http-equiv=\"refresh\""))
            #expect(live.text.contains("Waiting for its turn"))

            try await office.workplace.runCheck(#require(Run.ID(String(run.dropFirst("/runs/".count)))))
            let failed = try await owner.get(run)
            #expect(failed.text.contains("The check did not pass"))
            #expect(!failed.html.contains("http-equiv=\"refresh\""))
            #expect(failed.html.contains("src=\"\(run)/screenshot\""))
            #expect(try await owner.get("\(run)/screenshot").headers[.contentType] == "image/png")

            let list = try await owner.get("/connections?filter=bad_logins")
            let link = try #require(list.html.firstMatch(of: /href="(\/connections\/con_[^"]+\/reconnect)"/)?.1)
            let confirm = try await owner.get(String(link))
            #expect(confirm.text.contains("Reconnect Harbor Light for Pat Power"))
            let connection = String(link.dropLast("/reconnect".count))
            let form = try await owner.get("\(link)/credentials")
            #expect(form.html.contains("name=\"password\" type=\"password\" value=\"\""))
            #expect(form.text.contains("Who asks") && form.text.contains("4 tries left"))

            let again = try await owner.post(
                "\(connection)/credentials", [("username", "pat"), ("password", "wrong-1")])
            #expect(again.status == .unprocessableContent)
            #expect(again.html.contains("href=\"#password\""))
            #expect(again.html.contains("value=\"pat\""))
            #expect(!again.html.contains("wrong-1"))
            #expect(await office.portal.submissions(of: "pat") == 1)

            let sent = try await owner.post(
                "\(connection)/credentials", [("username", "pat"), ("password", "sesame-1")])
            let repair = try #require(sent.location)
            try await office.workplace.runCheck(#require(Run.ID(String(repair.dropFirst("/runs/".count)))))
            let result = try await owner.get(repair)
            #expect(result.text.contains("Repaired"))
            #expect(result.text.contains("Read account ending 4821 and the October bill."))
            let bill = try #require(result.html.firstMatch(of: /href="(\/connections\/[^"]+\/bills\/[^"]+)"/)?.1)
            let document = try await owner.get(String(bill))
            #expect(document.headers[.contentType] == "application/pdf")
            #expect(document.html == "%PDF-1.4 October")

            let healed = try await owner.get(connection)
            #expect(healed.text.contains("Connected since"))
            #expect(healed.text.contains("1002-4821") && healed.text.contains("$84.12"))
        }
    }

    @Test("site and start day are asked for, suggested, refused at their fields, and shown")
    func sites() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            func add(_ sites: String, _ day: String) async throws -> Answer {
                try await owner.post(
                    "/connections",
                    [
                        ("provider", "sandbox-harbor"), ("customer_name", "Pat Power"), ("customer_email", ""),
                        ("sites", sites), ("collect_from", day), ("username", ""), ("password", ""),
                    ])
            }
            let wrong = try await add("Yard; a\u{7}b", "2999-01-01")
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.html.contains("href=\"#sites\"") && wrong.html.contains("href=\"#collect_from\""))
            #expect(wrong.html.contains("value=\"2999-01-01\""))
            let added = try await add("Main Street 5; Yard ;", "2025-03-01")
            #expect(added.status == .seeOther)
            let page = try await owner.get(#require(added.location))
            #expect(page.text.contains("Sites Main Street 5; Yard"))
            #expect(page.text.contains("Bills since 1 Mar 2025"))
            let form = try await owner.get("/connections/new?provider=sandbox-harbor")
            #expect(form.html.contains("<option value=\"Yard\">"))
            #expect(form.html.contains("name=\"collect_from\" type=\"date\""))
        }
    }

    @Test("every bill of every account is reached by links alone")
    func bills() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let old = (1...9).map { number in
            CollectedBill(
                providerReference: "b\(number)", periodStart: "2025-0\(number)-01", periodEnd: "2025-0\(number)-28",
                issuedOn: "2025-0\(number)-29", amount: Money(minorUnits: Int64(number), currency: "USD"),
                pdf: Array("%PDF-1.4 \(number)".utf8))
        }
        let more = (0..<60).map { number in
            CollectedBill(
                providerReference: "c\(number)", periodStart: "20\(10 + number / 12)-01-01",
                periodEnd: "20\(10 + number / 12)-01-31", issuedOn: "20\(10 + number / 12)-0\(1 + number % 9)-03",
                amount: Money(minorUnits: 100, currency: "USD"), pdf: nil)
        }
        await office.portal.add(
            "pat",
            .init(password: "sesame-1", accounts: [.sample("1002-1", bills: old), .sample("1002-2", bills: more)]))
        let id = try await office.checked()
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let page = try await owner.get("/connections/\(id.prefixed)")
            #expect(page.text.contains("All 9 bills of account 1002-1"))
            let all = try #require(page.html.firstMatch(of: /href="(\/connections\/[^"]+\/bills\?account=[^"]+)"/)?.1)
            let first = try await owner.get(String(all))
            #expect(first.html.matches(of: />PDF</).count == 9)
            #expect(first.text.contains("All accounts 69"))
            #expect(!first.html.contains("rel=\"next\""))

            var seen = 0
            var address: String? = "/connections/\(id.prefixed)/bills"
            while let path = address {
                let list = try await owner.get(path)
                seen += list.html.matches(of: /<tr role="row"><td class="first"/).count
                address = list.html.firstMatch(of: /rel="next" href="([^"]+)"/).map {
                    String($0.1).replacing("&amp;", with: "&")
                }
            }
            #expect(seen == 69)
            #expect(try await owner.get("/connections/\(id.prefixed)/bills?account=nonsense").status == .ok)
        }
    }

    @Test("an owner chooses the zone, and every exact time follows")
    func timeZone() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        let id = try await office.connect().id
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let page = "/connections/\(id.prefixed)"
            #expect(try await owner.get(page).html.contains("title=\"2 Mar 2026, 09:00 UTC\""))
            let wrong = try await owner.post("/organization/time-zones", [("time_zone", "Springfield")])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.html.contains("href=\"#time_zone\"") && wrong.html.contains("value=\"Springfield\""))
            let changed = try await owner.post("/organization/time-zones", [("time_zone", "America/New_York")])
            let settings = try await owner.get(#require(changed.location))
            #expect(settings.text.contains("Time now 2 Mar 2026, 04:00 EST"))
            #expect(try await owner.get(page).html.contains("title=\"2 Mar 2026, 04:00 EST\""))
            let audit = try await owner.get("/audit")
            #expect(audit.text.contains("Organization time zone changed"))
        }
    }

    @Test("the live view sends the steps with every change and says when it is over")
    func liveView() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let new = try await office.connect()
        let dashboard = try Dashboard(office)
        let events = RunEvents(
            run: new.run, ticks: try await office.workplace.watchRun(new.run, by: office.author),
            isTyping: false, viewer: Sample.viewer(as: office.owner), environment: dashboard.environment)
        var reader = events.makeAsyncIterator()
        let first = try #require(try await reader.next())
        #expect(first.name == "progress")
        #expect(first.data.contains("Waiting for its turn"))
        let place = try #require(try await reader.next())
        #expect(place.name == "code")
        #expect(!place.data.contains("<form"))
        try await office.workplace.runCheck(new.run)
        var names: [String] = []
        while let event = try await reader.next() { names.append(event.name ?? "") }
        #expect(names.last == "ended")
        #expect(names.dropLast().allSatisfy { $0 == "progress" })
    }

    @Test("a check that would do no good is refused on the connection's own page, with what to do instead")
    func refusedCheck() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let id = try await office.checked(password: "wrong")
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let answer = try await owner.post("/connections/\(id.prefixed)/checks")
            #expect(answer.status == .conflict)
            #expect(answer.text.contains("Reconnect with the current one."))
            #expect(await office.portal.submissions(of: "pat") == 1)
        }
    }

    @Test("pausing, resuming, archiving and bringing back each say that they happened")
    func steps() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let id = try await office.checked()
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            for (noun, words) in [
                ("pauses", "Collection is paused."), ("resumptions", "Collection goes on."),
                ("archivals", "The connection is archived."), ("restorations", "The connection is back."),
            ] {
                let step = try await owner.post("/connections/\(id.prefixed)/\(noun)")
                #expect(step.status == .seeOther, "\(noun)")
                #expect(try await owner.get(try #require(step.location)).text.contains(words))
            }
        }
    }

    @Test("several ticked rows are checked at once, and those that cannot be are left alone")
    func bulk() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        await office.portal.add("lee", .init(password: "sesame-2"))
        let good = try await office.checked()
        let bad = try await office.checked("lee", password: "wrong")
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            let answer = try await owner.post(
                "/connections/checks", [("connection", good.prefixed), ("connection", bad.prefixed)])
            #expect(answer.status == .seeOther)
        }
        let runs = try await office.workplace.showConnection(good, by: office.author).runs
        #expect(runs.map(\.progress) == [.queued, .succeeded])
        #expect(try await office.workplace.showConnection(bad, by: office.author).currentRun == nil)
    }

    @Test("filter, search and utility in the address choose the rows, and an unknown value is left out")
    func filters() async throws {
        let office = try await Office.open(in: TemporaryStore.sqlite())
        _ = try await office.connect("pat", for: "Pat Power")
        _ = try await office.connect("lee", at: .summit, for: "Bäckerei Sonnenschein")
        try await Dashboard(office).open { visitor in
            let owner = try await visitor.owner(of: office)
            func customers(_ query: String) async throws -> Set<String> {
                let html = try await owner.get("/connections?\(query)").html
                return Set(html.matches(of: /class="rowlink"[^>]*>([^<]+)</).map { String($0.1) })
            }
            #expect(try await customers("filter=all") == ["Pat Power", "Bäckerei Sonnenschein"])
            #expect(try await customers("q=B%C3%A4ck") == ["Bäckerei Sonnenschein"])
            #expect(try await customers("provider=sandbox-harbor") == ["Pat Power"])
            #expect(try await customers("filter=bad_logins") == [])
            #expect(try await customers("filter=nonsense&sort=nonsense&actor=x").count == 2)
        }
    }
}
