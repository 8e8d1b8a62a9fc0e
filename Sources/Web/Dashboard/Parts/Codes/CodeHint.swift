import Domain
import Foundation
import UseCases

/// What is missing, when a code was asked for and none came or none was taken.
enum CodeHint {
    /// In the order of their weight; none for a run that had no trouble with a code.
    static func list(_ run: RunDetail, codes: CodeRouteDetail?) -> [String] {
        guard let wait = run.codeWait, let codes, run.summary.progress == .failed else { return [] }
        switch wait.state {
        case .over: return wait.arrivedAfter == nil ? silence(wait, codes, until: run.summary.endedAt) : []
        case .rejected: return [rejection(wait, provider: codes.provider.name)]
        case .waiting, .arrived, .taken, .accepted: return []
        }
    }

    private static func silence(_ wait: CodeWaitView, _ codes: CodeRouteDetail, until end: Date?) -> [String] {
        let meanwhile = codes.ledger.lines.filter { $0.at >= wait.askedAt && $0.at <= end ?? .distantFuture }
        let found = meanwhile.compactMap { sentence($0, provider: codes.provider.name) }
        // The same reason once.
        let reasons = found.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return reasons.isEmpty ? nothing(wait, codes, until: end) : reasons
    }

    private static func nothing(_ wait: CodeWaitView, _ codes: CodeRouteDetail, until end: Date?) -> [String] {
        let waited = min(end ?? wait.expiresAt, wait.expiresAt).timeIntervalSince(wait.askedAt)
        let nothing = "Nothing arrived within \(CalendarWords.span(waited))."
        let provider = codes.provider.name
        switch wait.route {
        case .email:
            let senders = codes.provider.codes?.mailSenders ?? []
            let from = senders.isEmpty ? "\(provider)’s sender" : senders.joined(separator: " or ")
            let to = codes.address.map { " and passes it on to \($0)" } ?? ""
            return [
                "\(nothing) Check that the rule looks for mail from \(from)\(to).",
                "Look into the spam folder as well.",
            ]
        case .sms:
            return [
                "\(nothing) Check that the phone is on and has reception, that its app runs, and that it posts to the "
                    + "address in the steps."
            ]
        case .live, .off: return ["No code was typed within \(CalendarWords.span(waited))."]
        case .authenticator: return []
        }
    }

    /// Why something that came did not help.
    private static func sentence(_ line: CodeLedgerLine, provider: String) -> String? {
        let sender = line.sender.map { " from \($0)" } ?? ""
        return switch line.verdict {
        case .foreignSender:
            "A message\(sender) arrived. It could not be proven to be \(provider)’s, so it was not read."
        case .noCode: "A message of \(provider) arrived, and no code was found in it."
        case .ambiguous:
            "A message of \(provider) arrived with more than one number that could be the code. None was used."
        case .tooOld: "A message of \(provider) arrived that was sent before the code was asked for."
        case .confirmation: "Your mailbox asked for a confirmation first. Confirm it, then try again."
        case .bounce:
            "The mailbox’s host refuses to forward (550 5.7.520). An administrator has to allow it: see the note in the steps."
        case .overLimit: "More messages arrived than one address may get in an hour."
        case .used, .nobodyWaiting, .tooLate, .kept, .irrelevant: nil
        }
    }

    private static func rejection(_ wait: CodeWaitView, provider: String) -> String {
        wait.route == .authenticator
            ? "Most often the key belongs to another sign-in, or the authenticator was set up anew at \(provider) since."
            : "Another code may have been sent meanwhile. Try once more."
    }
}
