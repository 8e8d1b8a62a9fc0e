import Domain
import Foundation
import Testing
@testable import UseCases

@testable import Web

@Suite("Pages about email connections")
struct MailPageTests {
    private let viewer = Sample.viewer(.operator)

    private func page(_ detail: ForwardingDetail, _ mailbox: Mailbox? = nil, role: Role = .operator) -> ForwardingPage {
        ForwardingPage(
            detail,
            forwarding: detail.address.map {
                MailForwarding(.bills, of: detail.provider, to: $0, for: Sample.organization)
            }, mailbox: mailbox, viewer: Sample.viewer(role))
    }

    @Test("silence is told in days, with what is usual")
    func rhythm() {
        let silent = Sample.forwarding(.additionalCredentialsNeeded, reason: .forwardingSilent, lastBill: 38)
        #expect(silent.rhythmSentence(at: Sample.now) == "No bill for 38 days; usually every 30.")
        #expect(
            Sample.forwarding(lastBill: 12).rhythmSentence(at: Sample.now)
                == "The last bill came 12 days ago; usually every 30 days.")
        #expect(
            Sample.forwarding(lastBill: 0.2, usualDays: nil).rhythmSentence(at: Sample.now)
                == "The last bill came today. What is usual shows after the third.")
        #expect(Sample.forwarding(lastBill: nil).rhythmSentence(at: Sample.now) == "No bill has come yet.")
    }

    @Test(
        "the repair names what is missing, and asks for no password",
        arguments: [
            (Reason.forwardingSilent, "No bill for 38 days; usually every 30. Look whether the rule"),
            (.forwardingBounced, "550 5.7.520"), (.forwardingUnverified, "redirect instead of forward"),
        ])
    func repair(reason: Reason, words: String) {
        let page = page(Sample.forwarding(.additionalCredentialsNeeded, reason: reason, lastBill: 38))
        #expect(page.missing?.contains(words) == true)
        #expect(page.heading == "Repair the forwarding of bills from Valley Gas")
        #expect(page.lead.contains("not asked for any password") && page.progress == nil)
        #expect(page.setUp?.own.value == Sample.billAlias)
    }

    @Test("what works has nothing missing; what is new says where in the wizard it is")
    func calm() {
        #expect(page(Sample.forwarding()).missing == nil)
        #expect(page(Sample.forwarding(.pending, lastBill: nil)).progress == "Step 3 of 3")
    }

    @Test("a stopped address is given anew by whoever may, and by nobody else")
    func stopped() {
        let stopped = page(Sample.forwarding(hasAddress: false))
        #expect(stopped.setUp == nil && stopped.restart?.isQuiet == false)
        #expect(page(Sample.forwarding(hasAddress: false, role: .viewer), role: .viewer).restart == nil)
    }

    // MARK: The rehearsal

    private func trial(_ detail: ForwardingDetail, isGmail: Bool = false) -> MailTrial {
        MailTrial(detail, isGmail: isGmail, viewer: viewer)
    }

    @Test("the rehearsal waits, then shows received, read and filed")
    func steps() {
        let waiting = trial(Sample.forwarding(.pending, lastBill: nil))
        #expect(waiting.steps.map(\.state) == ["now", "later", "later"] && waiting.link == nil)
        let filed = trial(Sample.forwarding(lastBill: 0.01))
        #expect(filed.steps.map(\.label) == ["Mail received", "Read", "Filed under this connection"])
        #expect(filed.steps.map(\.state) == ["done", "done", "done"])
        #expect(filed.steps.last?.what == "Rechnung Oktober 2026.pdf")
        #expect(filed.link?.label == "Go to the connection" && filed.say == "The mail is filed. The connection works.")
    }

    @Test("after silence only what came since counts")
    func sinceSilence() {
        let old = trial(Sample.forwarding(.additionalCredentialsNeeded, reason: .forwardingSilent, lastBill: 38))
        #expect(old.steps.map(\.state) == ["now", "later", "later"])
    }

    @Test("a mail that waits for somebody leads to it; what was not taken says why")
    func stops() {
        let doubtful = Sample.mail(7, daysAgo: 0.01, doubt: .unprovenSender, sender: "mail.example")
        let waiting = trial(Sample.forwarding(.pending, lastBill: nil, waiting: [doubtful]))
        #expect(waiting.steps.map(\.state) == ["done", "failed", "later"])
        #expect(waiting.link?.address == "/mails#\(doubtful.id.prefixed)")
        for verdict in [MessageVerdict.foreignSender, .bounce, .overLimit] {
            let line = CodeLedgerLine(at: Sample.ago(0.01), verdict: verdict, sender: "mail.example", delay: nil)
            let refused = trial(Sample.forwarding(.pending, lastBill: nil, lines: [line]))
            #expect(refused.steps.map(\.state) == ["done", "failed", "later"])
            #expect(refused.steps[1].what?.isEmpty == false)
        }
    }

    @Test("the mailbox's question is no mail of the rehearsal, and its place is there when Gmail was chosen")
    func confirmation() {
        let line = CodeLedgerLine(at: Sample.ago(0.01), verdict: .confirmation, sender: "google.com", delay: nil)
        let detail = Sample.forwarding(.pending, lastBill: nil, lines: [line], question: Sample.question)
        #expect(trial(detail).confirmation?.code?.value == "412 157 903")
        #expect(trial(detail).steps.first?.state == "now")
        #expect(trial(Sample.forwarding(.pending, lastBill: nil)).confirmation == nil)
        #expect(trial(Sample.forwarding(.pending, lastBill: nil), isGmail: true).confirmation?.code == nil)
    }

    @Test("every verdict has words for a mail, and every doubt has a reason", arguments: MessageVerdict.allCases)
    func words(_ verdict: MessageVerdict) {
        #expect(!verdict.mailSentence("Valley Gas").isEmpty && !verdict.trialHint("Valley Gas").isEmpty)
        for doubt in MailDoubt.allCases { #expect(doubt.sentence("Valley Gas").contains("Valley Gas")) }
    }

    // MARK: The connection

    @Test(
        "an email connection is never led to the password form",
        arguments: [ConnectionStatus.pending, .additionalCredentialsNeeded])
    func doorway(_ status: ConnectionStatus) {
        let row = ConnectionTable.Row(Sample.mailbox(status, reason: .usual(for: status)), viewer: viewer)
        #expect(row.link?.address == "/connections/\(row.id)/forwarding" && row.post == nil)
        let hero = ConnectionDetailPage(
            Sample.mailDetail(status), mail: Sample.forwarding(status, lastBill: 38), viewer: viewer
        ).hero
        #expect(hero.links.first?.address.hasSuffix("/forwarding") == true && hero.links.first?.isQuiet == false)
        #expect(!hero.links.contains { $0.address.hasSuffix("/reconnect") })
    }

    @Test("the word Reconnect stays where something is broken")
    func label() {
        let broken = Sample.mailbox(.additionalCredentialsNeeded, reason: .forwardingSilent)
        let row = ConnectionTable.Row(broken, viewer: viewer)
        #expect(row.link?.label == "Reconnect" && row.status == "Forwarding to be repaired")
        #expect(ConnectionTable.Row(Sample.mailbox(.pending), viewer: viewer).link?.label == "Set up forwarding")
        #expect(ConnectionTable.Row(Sample.mailbox(), viewer: viewer).link == nil)
        #expect(ConnectionTable.Row(broken, viewer: Sample.viewer(.viewer)).link == nil)
    }

    @Test("its page has bills, ledger and forwarding in the place of accounts and checks")
    func section() throws {
        let page = ConnectionDetailPage(Sample.mailDetail(.connected), mail: Sample.forwarding(), viewer: viewer)
        let mail = try #require(page.mail)
        #expect(mail.bills?.rows.count == 3)
        #expect(
            mail.bills?.rows.first?.files.first?.address == "/mails/\(Identifier<FiledMail>.sample.prefixed)/files/0")
        #expect(mail.facts.first { $0.label == "Address" }?.code == Sample.billAlias)
        #expect(mail.posts.map(\.label) == ["Get a new address", "Stop forwarding"])
        #expect(!page.facts.contains { ["Last check", "Next check"].contains($0.label) })
        let watched = MailSection(Sample.forwarding(role: .viewer), viewer: Sample.viewer(.viewer))
        #expect(watched.posts.isEmpty && watched.links.isEmpty)
    }

    // MARK: Needs attention

    @Test("mails that wait stand below Needs attention with their count, and an empty list does not hush them")
    func attention() {
        func page(_ rows: [ConnectionSummary], unfiled: Int) -> ConnectionsPage {
            ConnectionsPage(
                Sample.page(rows), asked: ConnectionListing(filter: .needsAttention), providers: [], unfiled: unfiled,
                viewer: viewer)
        }
        #expect(!page([Sample.mailbox()], unfiled: 0).filters.contains { $0.address == "/mails" })
        let filters = page([Sample.mailbox()], unfiled: 3).filters
        #expect(filters[1].label == "Mails to file" && filters[1].count == "3")
        #expect(page([], unfiled: 1).empty?.text == "1 mail could not be filed by itself.")
        #expect(page([], unfiled: 0).empty?.heading == "Nothing needs attention")
    }

    @Test("a mail offers what fits: files to file, or only to be set aside; a viewer may only look")
    func unfiled() {
        let items = UnfiledMailPage(Sample.unfiled, total: 3, viewer: viewer).list?.items ?? []
        #expect(items.map { $0.filing?.options.count } == [2, 1, nil])
        #expect(items.allSatisfy { $0.dismissal != nil })
        let watched = UnfiledMailPage(Sample.unfiled, total: 3, viewer: Sample.viewer(.viewer)).list?.items ?? []
        #expect(watched.allSatisfy { $0.filing == nil && $0.dismissal == nil } && watched[0].files != nil)
    }
}
