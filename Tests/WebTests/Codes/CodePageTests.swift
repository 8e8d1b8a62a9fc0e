import Domain
import Foundation
import Testing
@testable import UseCases

@testable import Web

@Suite("Pages about codes")
struct CodePageTests {
    private let viewer = Sample.viewer(.operator)

    @Test("ways come in the order of the ladder, and one button is loud: what is set up, else the most durable")
    func choice() {
        let fresh = CodeChoicePage(Sample.codes(), viewer: viewer)
        #expect(fresh.ways.map(\.id) == ["authenticator", "email", "sms", "live"])
        #expect(fresh.ways.map { $0.link?.isQuiet ?? $0.post?.isQuiet } == [false, true, true, true])
        let known = CodeChoicePage(Sample.codes(Sample.route(.email)), viewer: viewer)
        #expect(known.ways.map { $0.link?.isQuiet ?? $0.post?.isQuiet } == [true, false, true, true])
        #expect(known.ways[1].link?.address.hasSuffix("/codes/email") == true, "the address is not made anew")
    }

    @Test("a viewer may read how codes come and change nothing")
    func viewers() {
        let page = CodeChoicePage(Sample.codes(role: .viewer), viewer: Sample.viewer(.viewer))
        #expect(page.ways.allSatisfy { $0.link == nil && $0.post == nil && $0.phones.isEmpty })
        #expect(page.waiver == nil)
    }

    @Test("where this installation takes no mail, that is said instead of silence")
    func noMail() {
        #expect(CodeChoicePage(Sample.codes(), viewer: viewer).missing == nil)
        #expect(CodeChoicePage(Sample.codes(ways: [.authenticator, .sms]), viewer: viewer).missing != nil)
    }

    @Test("the place for Gmail's confirmation is there when Gmail was chosen, or when something came")
    func confirmation() {
        func page(_ mailbox: Mailbox?, _ question: ForwardingQuestion?) -> CodeMailPage {
            let codes = Sample.codes(Sample.route(.email), question: question)
            let forwarding = MailForwarding(.codes, of: codes.provider, to: Sample.alias, for: Sample.organization)
            return CodeMailPage(codes, forwarding: forwarding, mailbox: mailbox, viewer: viewer)
        }
        #expect(page(nil, nil).confirmation == nil)
        #expect(page(.outlook, nil).confirmation == nil)
        #expect(page(.gmail, nil).confirmation?.notice.code == nil)
        let notice = page(nil, Sample.question).confirmation?.notice
        #expect(notice?.code?.value == "412 157 903")
        #expect(notice?.link?.address.hasPrefix("https://mail-settings.google.com/mail/vf-") == true)
        #expect(notice?.text.contains("greta.lindqvist@gmail.example") == true)
    }

    // MARK: The code on its way

    private func labels(_ run: RunDetail) -> [String] { ProgressList(run, now: Sample.now).steps.map(\.label) }

    @Test("a mail on its way is shown step by step, with the time that is left")
    func waiting() throws {
        let list = ProgressList(Sample.codeRun(.running, wait: Sample.wait(.waiting)), now: Sample.now)
        #expect(
            list.steps.map(\.label).dropFirst(3).prefix(3)
                == ["Asked Valley Gas for a code", "Waiting for the mail", "Accepted by Valley Gas"])
        let now = try #require(list.steps.first { $0.isNow })
        #expect(now.label == "Waiting for the mail")
        #expect(now.left?.text == "8 min 20 s")
        #expect(list.steps.count { $0.isNow } == 1)
        #expect(list.say.hasPrefix("Waiting for the mail"))
    }

    @Test("what has happened keeps its time: received, read, accepted")
    func accepted() {
        let labels = labels(Sample.codeRun(.succeeded, wait: Sample.wait(.accepted, after: 4.2)))
        #expect(labels.contains("Mail received after 4.2 s, code read"))
        #expect(labels.contains("Accepted by Valley Gas"))
        #expect(!labels.contains("Waiting for the mail"))
    }

    @Test("a code that did not come fails where it was waited for, and what follows stays to come")
    func silent() {
        let list = ProgressList(Sample.codeRun(.failed, wait: Sample.wait(.over)), now: Sample.now)
        #expect(list.steps.first { $0.state == "failed" }?.label == "Waiting for the mail")
        #expect(list.steps.last?.state == "later")
    }

    @Test(
        "each way has its own words for the wait",
        arguments: [
            (CodeRouteKind.email, "Waiting for the mail"), (.sms, "Waiting for the text message"),
            (.live, "Waiting for you to type the code"),
        ])
    func words(kind: CodeRouteKind, label: String) {
        #expect(labels(Sample.codeRun(.running, wait: Sample.wait(.waiting, route: kind))).contains(label))
    }

    @Test("a run that waits for nobody's code is told as before")
    func plain() {
        #expect(
            labels(Sample.run(.running))
                == [
                    "Waiting for its turn", "Opening the portal", "Signing in", "Reading accounts",
                    "Fetching the latest bill", "Saving what was found",
                ])
    }

    // MARK: Typing it

    @Test("whoever has to type gets a field for it, and the page does not reload under his hands")
    func typing() throws {
        let page = RunDetailPage(
            Sample.codeRun(.running, wait: Sample.wait(.waiting, route: .live, channel: .sms)), viewer: viewer)
        let form = try #require(page.code?.form)
        #expect(form.lead == "Valley Gas sent a code by text message to c-m…y@codes.acme-solar.example.")
        #expect(form.field.input?.inputMode == "numeric")
        #expect(form.field.input?.autocomplete == "one-time-code")
        #expect(page.live?.reloads == false)
    }

    @Test("where a mail is expected the field is one step away")
    func relayed() {
        let run = Sample.codeRun(.running, wait: Sample.wait(.waiting))
        let page = RunDetailPage(run, viewer: viewer)
        #expect(page.code?.form == nil)
        #expect(page.code?.typing == "/runs/\(run.summary.id.prefixed)?code=typed")
        #expect(page.live?.reloads == true)
        #expect(RunDetailPage(run, isTyping: true, viewer: viewer).code?.form != nil)
    }

    @Test(
        "nobody is asked for a code that has come, that is made here, or that he may not give",
        arguments: [
            (CodeWait.State.arrived, CodeRouteKind.live, CodeChannel.sms, Role.operator),
            (.accepted, .live, .sms, .operator), (.over, .live, .sms, .operator),
            (.waiting, .authenticator, .totp, .operator), (.waiting, .live, .sms, .viewer),
        ])
    func noField(state: CodeWait.State, kind: CodeRouteKind, channel: CodeChannel, role: Role) {
        let run = Sample.codeRun(.running, wait: Sample.wait(state, route: kind, channel: channel))
        let place = RunDetailPage(run, viewer: Sample.viewer(role)).code
        #expect(place?.form == nil && place?.typing == nil)
    }

    @Test("another request is another question: its field takes the place of the one before")
    func keys() {
        func key(_ attempts: Int) -> String? {
            RunDetailPage(
                Sample.codeRun(.running, wait: Sample.wait(.waiting, route: .live, attempts: attempts)), viewer: viewer
            ).code?.key
        }
        #expect(key(1) == key(1))
        #expect(key(1) != key(2))
    }

    // MARK: What came of it

    @Test("a rehearsal that worked says what was proven and offers what lasts longer")
    func proven() throws {
        let page = RunDetailPage(
            Sample.codeRun(.succeeded, wait: Sample.wait(.accepted, after: 4.2)),
            codes: Sample.codes(Sample.route(.email)), viewer: viewer)
        #expect(page.heading == "Code forwarding works")
        let hero = try #require(page.result?.hero)
        #expect(
            hero.cause == "A mail of Valley Gas arrived after 4.2 s, its code was read, and Valley Gas accepted it.")
        #expect(hero.links.map(\.label) == ["Set up the authenticator", "Back to the connection"])
        #expect(hero.links.map(\.isQuiet) == [true, false])
    }

    @Test("the top of the ladder has no next rung")
    func top() throws {
        let page = RunDetailPage(
            Sample.codeRun(
                .succeeded, wait: Sample.wait(.accepted, route: .authenticator, channel: .totp, after: 0.1)),
            codes: Sample.codes(Sample.route(.authenticator)), viewer: viewer)
        #expect(page.result?.hero.links.map(\.label) == ["Back to the connection"])
    }

    @Test("after a typed code, forwarding is the loud step")
    func typed() throws {
        let page = RunDetailPage(
            Sample.codeRun(.succeeded, trigger: .repair, wait: Sample.wait(.accepted, route: .live, after: 31)),
            codes: Sample.codes(Sample.route(.live)), viewer: viewer)
        #expect(page.heading == "Repaired")
        #expect(page.result?.hero.links.first?.label == "Set up code forwarding")
        #expect(page.result?.hero.links.map(\.isQuiet) == [false, true])
    }

    @Test("a rehearsal for which the portal asked no code proves nothing and says so")
    func notAsked() {
        let page = RunDetailPage(
            Sample.codeRun(.succeeded, wait: nil), codes: Sample.codes(Sample.route(.email)), viewer: viewer)
        #expect(page.heading == "No code was asked for")
        #expect(page.result?.hero.cause.contains("nothing was tried out") == true)
    }

    @Test("silence names what to check: sender and address")
    func hints() throws {
        let run = Sample.codeRun(.failed, wait: Sample.wait(.over))
        let hints = CodeHint.list(run, codes: Sample.codes(Sample.route(.email)))
        let first = try #require(hints.first)
        #expect(first.hasPrefix("Nothing arrived within 38 seconds."))
        #expect(first.contains("codes.valleygas.example or notify.valleygas.example") && first.contains(Sample.alias))
    }

    @Test("what did arrive is told instead, once for each reason", arguments: MessageVerdict.allCases)
    func reasons(_ verdict: MessageVerdict) {
        let lines = [10.0, 20].map {
            CodeLedgerLine(
                at: Sample.now.addingTimeInterval(-$0), verdict: verdict, sender: "mail.example", delay: nil)
        }
        let old = CodeLedgerLine(at: Sample.ago(1), verdict: .bounce, sender: nil, delay: nil)
        let hints = CodeHint.list(
            Sample.codeRun(.failed, wait: Sample.wait(.over)),
            codes: Sample.codes(Sample.route(.email), ledger: lines + [old]))
        let isTold: Set<MessageVerdict> = [
            .foreignSender, .noCode, .ambiguous, .tooOld, .confirmation, .bounce, .overLimit,
        ]
        #expect(hints.count == (isTold.contains(verdict) ? 1 : 2))
        #expect(hints.first?.hasPrefix("Nothing arrived") == !isTold.contains(verdict))
    }

    @Test("after a failed test the loud step is another one; the steps are one press away")
    func failedTest() throws {
        let page = RunDetailPage(
            Sample.codeRun(.failed, wait: Sample.wait(.over)), codes: Sample.codes(Sample.route(.email)),
            viewer: viewer)
        let hero = try #require(page.result?.hero)
        #expect(hero.posts.map(\.label) == ["Send another test code"])
        #expect(hero.posts.map(\.isQuiet) == [false])
        #expect(hero.links.map(\.label) == ["Look at the steps again", "Back to the connection"])
        #expect(hero.links.map(\.isQuiet) == [true, true])
    }

    // MARK: The doorway

    @Test("whoever lacks a code is never asked for the password")
    func doorway() {
        let row = ConnectionTable.Row(Sample.connection(1, .mfaTokenExpired), viewer: viewer)
        #expect(row.link?.label == "Set up code forwarding")
        #expect(row.link?.address == "/connections/\(row.id)/codes")
        let hero = ConnectionDetailPage(Sample.detail(.mfaTokenExpired), viewer: viewer).hero
        #expect(hero.links.first?.label == "Set up code forwarding" && hero.links.first?.isQuiet == false)
        #expect(!hero.links.contains { $0.address.hasSuffix("/reconnect") })
    }

    @Test("the section says how codes do, and is left out where none are to be expected")
    func section() {
        func section(_ route: CodeRoute?, _ health: CodeRouteHealth, at provider: Provider = Sample.asking)
            -> CodeSection?
        {
            CodeSection(Sample.codes(route, at: provider, health: health), nextRehearsal: nil, viewer: viewer)
        }
        #expect(section(nil, .missing)?.links.map(\.label) == ["Set up code forwarding"])
        let proven = section(Sample.route(.email, provenAt: Sample.ago(3), delay: 4.2), .proven)
        #expect(proven?.tone == "good")
        #expect(proven?.facts.first { $0.label == "Last message" }?.text == ", 4.2 s after it was asked for")
        #expect(proven?.posts.map(\.label) == ["Send a test code"])
        #expect(section(Sample.route(.live), .live)?.posts.isEmpty == true)
        #expect(section(Sample.route(.live), .ending)?.posts.map(\.label) == ["Sign in and type a code"])
    }

    @Test(
        "every line of the ledger has words, and no line is good news that is none", arguments: MessageVerdict.allCases)
    func ledger(_ verdict: MessageVerdict) {
        #expect(!verdict.sentence("Valley Gas").isEmpty)
        #expect((verdict.tone == "good") == [.used, .kept].contains(verdict))
    }
}
