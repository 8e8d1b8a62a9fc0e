import Domain
import Foundation
import Testing

@testable import Mail

@Suite("Delivery reports", .timeLimit(.minutes(5)))
struct ReportTests {
    private func report(in raw: [UInt8]) async throws -> DeliveryReport? {
        try await MIMEReader().read(
            raw, transport: .smtp, recipient: "r@d", receivedAt: Date(timeIntervalSince1970: 1_772_471_710),
            trust: .none
        ).report
    }

    private static let read: [String: (action: DeliveryReport.Action, status: String?, words: String, who: String?)] = [
        "postfix": (
            .failed, "5.1.1", "550 5.1.1 <pat@postbox.example>: Recipient address rejected: User unknown",
            "pat@postbox.example"
        ),
        "postfix delayed": (
            .delayed, "4.4.1", "connect to mail.postbox.example[192.0.2.7]:25: Connection timed out",
            "pat@postbox.example"
        ),
        "postfix success": (.delivered, "2.0.0", "250 2.0.0 Ok: queued as 4CxZ5", "pat@postbox.example"),
        "exim": (.failed, "5.2.2", "552 5.2.2 Mailbox full", "pat@postbox.example"),
        "exchange": (
            .failed, "5.1.10",
            "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient pat@tenant.example not found by SMTP address lookup",
            "pat@tenant.example"
        ),
        "gmail": (
            .failed, "5.1.1",
            "550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking "
                + "the recipient's email address for typos or 550 5.1.1 unnecessary spaces.", "pat@gmail.example"
        ),
        "sendmail": (.failed, "5.7.1", "554 5.7.1 <pat@postbox.example>: Relay access denied", "pat@postbox.example"),
        "qmail": (.failed, "5.1.1", "Sorry, no mailbox here by that name. (#5.1.1)", "pat@q.example"),
        "relayed": (.relayed, "2.0.0", "", "pat@postbox.example"),
        "several": (.failed, "5.2.1", "550 5.2.1 disabled", "two@postbox.example"),
        "unicode": (.failed, "5.1.1", "550 5.1.1 niemand heißt „zoë“", nil),
        "bare": (.failed, "5.2.2", "552 over quota", "pat@postbox.example"),
    ]

    @Test("what each mail system says is read", arguments: Reports.all.map(\.name))
    func corpus(name: String) async throws {
        let raw = try #require(Reports.all.first { $0.name == name }?.bytes)
        let expected = try #require(Self.read[name])
        let report = try #require(await report(in: raw))
        #expect(report.action == expected.action)
        #expect(report.status?.description == expected.status)
        #expect(report.diagnostic == expected.words)
        #expect(report.recipient == expected.who)
    }

    @Test("what is no report is none", arguments: Reports.others.map(\.name))
    func others(name: String) async throws {
        let raw = try #require(Reports.others.first { $0.name == name }?.bytes)
        #expect(try await report(in: raw) == nil)
    }

    @Test("words are one line, cut, and cannot turn what stands behind them")
    func words() async throws {
        let long = String(repeating: "no such user ", count: 400)
        let text = String(decoding: Reports.bare, as: UTF8.self)
            .replacing("552 over quota", with: "smtp; 550\u{1B}[31m \u{202E}<script>\t\(long)")
        let words = try #require(await report(in: Array(text.utf8))).diagnostic
        #expect(words.hasPrefix("550 [31m <script> no such user no such") && words.count == 200)
    }

    @Test(
        "mutations of every report end in a sound report or none", arguments: (Reports.all + Reports.others).map(\.name)
    )
    func fuzz(name: String) async throws {
        let raw = try #require((Reports.all + Reports.others).first { $0.name == name }?.bytes)
        var mutator = Mutator(seed: UInt64(truncatingIfNeeded: name.utf8.reduce(3) { $0 &* 31 &+ Int($1) }))
        for _ in 0..<300 {
            do {
                guard let report = try await report(in: mutator.mutated(raw)) else { continue }
                #expect(report.diagnostic.count <= DeliveryReport.diagnosticLimit)
                #expect(report.diagnostic.unicodeScalars.allSatisfy { $0.value >= 0x20 && !$0.turnsText })
                #expect(report.recipient.map { EmailAddress($0)?.text == $0 } ?? true)
            } catch MailError.tooComplex {}
        }
    }

    @Test("a report of thousands of recipients takes no time")
    func many() async throws {
        let start = ContinuousClock.now
        let head = Letters.wire("Content-Type: message/delivery-status\n\nReporting-MTA: dns; a\n\n")
        let group = "Final-Recipient: rfc822; a@b.example\nAction: delivered\nStatus: 2.0.0\n\n"
        let report = try await report(in: head + Letters.many(group, bytes: 2_000_000))
        #expect(report?.action == .delivered)
        #expect(ContinuousClock.now - start < .seconds(30))
    }
}
