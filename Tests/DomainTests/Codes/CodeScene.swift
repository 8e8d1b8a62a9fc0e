import Domain
import Foundation

/// A provider that was just asked for a code, and messages that come in.
struct CodeScene {
    static let askedAt = Date(timeIntervalSince1970: 1_772_471_704)
    static let host = "myaccount.lakeshoregas.example"

    var habits = CodeHabits(
        channels: [.email, .sms], mailSenders: ["lakeshoregas.example"], textSenders: ["+1 (555) 010-0199", "LAKEGAS"])
    var frameHost: String?
    var seenShape: CodeShape?

    var expectation: CodeExpectation {
        CodeExpectation(
            habits: habits, host: Self.host, frameHost: frameHost, requestedAt: Self.askedAt, seenShape: seenShape)
    }

    func mail(
        _ text: String, subject: String? = nil, html: String? = nil,
        from sender: String = "no-reply@lakeshoregas.example",
        after seconds: TimeInterval = 20, sentAfter sentSeconds: TimeInterval? = nil
    ) -> InboundMessage {
        InboundMessage(
            transport: .smtp, receivedAt: Self.askedAt.addingTimeInterval(seconds),
            sentAt: sentSeconds.map { Self.askedAt.addingTimeInterval($0) }, recipient: "c-abc@codes.example",
            sender: sender, subject: subject, text: text, html: html, rawSize: text.utf8.count)
    }

    func text(_ text: String, from sender: String = "+15550100199", after seconds: TimeInterval = 20) -> InboundMessage
    {
        InboundMessage(
            transport: .twilio, receivedAt: Self.askedAt.addingTimeInterval(seconds), recipient: "+15550100999",
            sender: sender, text: text, rawSize: text.utf8.count)
    }

    func finding(_ message: InboundMessage) -> Finding {
        Finding(CodeExtractor.finding(in: message, expecting: expectation))
    }

    func code(inMail text: String, subject: String? = nil) -> String? {
        CodeExtractor.finding(in: mail(text, subject: subject), expecting: expectation).code?.exposed
    }

    /// A finding that can be compared and shown: the codes of tests are no secrets.
    enum Finding: Equatable {
        case code(String)
        case noCode, ambiguous, foreign, tooOld

        init(_ finding: CodeFinding) {
            switch finding {
            case .code(let code): self = .code(code.exposed)
            case .noCode: self = .noCode
            case .ambiguous: self = .ambiguous
            case .foreign: self = .foreign
            case .tooOld: self = .tooOld
            }
        }
    }
}
