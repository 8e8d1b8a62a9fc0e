import Domain
import Foundation
import Testing
@testable import UseCases

@testable import Web

@Suite("What pages say and offer")
struct ViewModelTests {
    @Test("every status has a mark whose word says who must act", arguments: ConnectionStatus.allCases)
    func marks(_ status: ConnectionStatus) {
        let entry = status.entry
        let mark = StatusMark(status, actor: entry.actor)
        let expected: String =
            switch entry.isGreyed ? .nobody : entry.actor {
            case .customer: "customer"
            case .operator: "you"
            case .utility: "utility"
            case .nobody: status == .connected ? "good" : "waiting"
            }
        #expect(mark.tone == expected)
        #expect(!mark.word.isEmpty)
    }

    @Test("a viewer sees no button that changes anything", arguments: ConnectionStatus.allCases)
    func viewerRows(_ status: ConnectionStatus) {
        let table = ConnectionTable(
            [Sample.connection(1, status)], asked: ConnectionListing(), viewer: Sample.viewer(.viewer))
        #expect(!table.canSelect)
        #expect(table.rows.allSatisfy { $0.link == nil && $0.post == nil && $0.ask == nil })
    }

    @Test("an operator's row offers the one next step of its status")
    func operatorRows() {
        func row(_ status: ConnectionStatus) -> ConnectionTable.Row {
            ConnectionTable.Row(Sample.connection(1, status), viewer: Sample.viewer(.operator))
        }
        #expect(row(.passwordIncorrect).link?.address == "/connections/\(row(.passwordIncorrect).id)/reconnect")
        #expect(row(.connected).post?.address == "/connections/\(row(.connected).id)/checks")
        #expect(row(.paused).post?.address == "/connections/\(row(.paused).id)/resumptions")
        #expect(row(.websiteDown).link == nil && row(.websiteDown).post == nil)
    }

    @Test("only owners are shown the way to members, keys and the audit log")
    func places() {
        func labels(_ role: Role) -> [String] { Sample.viewer(role).shell(at: nil).places.map(\.label) }
        #expect(labels(.viewer) == ["Connections", "Customers", "Requests", "Authorizations", "Utilities"])
        #expect(labels(.operator) == labels(.viewer))
        #expect(labels(.owner).suffix(3) == ["Members", "API keys", "Audit"])
    }

    @Test("one button is loud: the next step when it may be taken, and none otherwise")
    func loudness() {
        func hero(_ status: ConnectionStatus, _ actions: Set<ConnectionAction>) -> StatusHero {
            ConnectionDetailPage(Sample.detail(status, actions: actions), viewer: Sample.viewer()).hero
        }
        let broken = hero(.passwordIncorrect, [.reconnect, .check, .pause])
        #expect(
            broken.links.map(\.label) == [
                "Reconnect", "Ask the utility customer to reauthorize", "Look at the evidence",
            ])
        #expect(broken.links.map(\.isQuiet) == [false, true, true])
        #expect(broken.posts.map(\.label) == ["Pause"], "a check would send nothing")
        #expect(broken.posts.allSatisfy { $0.isQuiet })
        let calm = hero(.connected, [.check, .archive])
        #expect(calm.posts.map(\.isQuiet) == [false, true])
        #expect(hero(.passwordIncorrect, [.archive]).posts.allSatisfy { $0.isQuiet })
    }

    @Test("a run that failed shows where, and what usually follows stays to come")
    func failedProgress() {
        let list = ProgressList(Sample.run(.failed), now: Sample.now)
        #expect(list.steps.map(\.state) == ["done", "done", "failed", "later", "later", "later"])
        #expect(list.steps[2].what == "Valley Gas does not accept this password either.")
        #expect(list.steps.filter { $0.what != nil }.count == 1)
    }

    @Test("a queued run waits, a running one has one current step, a passed one has only finished steps")
    func otherProgress() {
        let queued = ProgressList(Sample.run(.queued), now: Sample.now).steps
        #expect(queued.first?.isNow == true && queued.dropFirst().allSatisfy { $0.state == "later" })
        let running = ProgressList(Sample.run(.running), now: Sample.now).steps
        #expect(running.filter(\.isNow).map(\.label) == ["Signing in"])
        #expect(ProgressList(Sample.run(.succeeded), now: Sample.now).steps.allSatisfy { $0.state == "done" })
    }

    @Test("each finished step keeps its own time")
    func stepTimes() {
        let steps = ProgressList(Sample.run(.running), now: Sample.now).steps
        #expect(steps.prefix(3).map(\.took) == ["0.6 s", "1.3 s", "7.1 s"])
    }

    @Test("a passed check that met nothing strange shows no flight recorder, a failed one always does")
    func recorder() {
        #expect(RunDetailPage(Sample.run(.succeeded), viewer: Sample.viewer()).recorder == nil)
        #expect(RunDetailPage(Sample.run(.failed), viewer: Sample.viewer()).recorder?.trace?.steps.count == 2)
        #expect(RunDetailPage(Sample.run(.running), viewer: Sample.viewer()).recorder == nil)
    }

    @Test("the repair names the accounts and the bill it proved itself with")
    func proof() {
        let page = RunDetailPage(Sample.run(.succeeded), viewer: Sample.viewer())
        #expect(page.heading == "Repaired")
        #expect(page.result?.hero.cause == "Read account ending 4821, account ending 4822 and the October bill.")
        #expect(page.result?.found?.items.first?.text == "Account 1002-4821")
    }

    @Test("the strip has one cell a day, and its text counts what it shows")
    func strip() {
        let strip = StatusStrip(Sample.days(until: .passwordIncorrect))
        #expect(strip.cells.count == 90)
        #expect(strip.width == 900)
        #expect(strip.cells.suffix(5).allSatisfy { $0.tone == "customer" && $0.y + $0.height == 28 })
        let green = strip.cells.count { $0.tone == "good" }
        #expect(strip.text == "Connected at the end of \(green) of 82 days.")
        #expect(StatusStrip([]).text == "Nothing is known yet.")
    }

    @Test("a refused password does not count against the utility's site")
    func siteStrip() {
        let days = [
            ProviderDay(day: Sample.ago(1), outcomes: ["password_rejected": 9, "signed_in": 1]),
            ProviderDay(day: Sample.now, outcomes: ["site_down": 5, "signed_in": 5]),
        ]
        let strip = StatusStrip(days, of: "Valley Gas", id: "days")
        #expect(strip.cells.map(\.tone) == ["good", "utility"])
        #expect(strip.cells.map(\.height) == [28, 14])
        #expect(strip.text == "5 of 20 checks met trouble.")
    }

    @Test("an address keeps everything that chooses rows, and starts at the first page")
    func addresses() {
        var asked = ConnectionListing(
            filter: .badLogins, actor: .customer, search: "Müller & Söhne", providerKey: Sample.key("sandbox-valley"),
            sort: .since, after: "abc")
        asked.customerID = Sample.id(3)
        let text = ConnectionsAddress(asked).text
        #expect(
            text
                == "/connections?filter=bad_logins&actor=customer&q=M%C3%BCller%20%26%20S%C3%B6hne&provider=sandbox-valley"
                + "&customer=\(Identifier<Customer>.sample.prefixed.dropLast())3&sort=since")
        #expect(ConnectionsAddress(asked).with(after: "x+y").text.hasSuffix("&after=x%2By"))
        #expect(!ConnectionsAddress(asked).with(filter: .mfa).text.contains("actor="))
    }

    @Test("a secret is never written back into its field")
    func secrets() {
        let answers = Answers(values: ["password": "hunter2", "username": "greta"])
        let field = FormField("password", "Password", .portalSecret, in: answers)
        #expect(field.input?.value == "")
        #expect(FormField("username", "User name", .username, in: answers).input?.value == "greta")
    }

    @Test("a fault leads to its field when the page has it, and is told all the same when not")
    func faults() {
        let answers = Gallery.wrongAnswers
        let fields = [FormField("email", "E-mail", .email, in: answers)]
        let faults = answers.summary(of: fields)
        #expect(faults?.items.map(\.anchor) == ["email", nil, nil])
        #expect(fields[0].describedBy == "email-fault")
        #expect(Answers().summary(of: fields) == nil)
    }
}
