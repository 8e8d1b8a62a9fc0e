import Domain
import Foundation
import UseCases

// The stage in which a code comes, step by step: asked, waiting, received, accepted.
extension Milestone {
    /// What was done about the code since `entered`.
    static func ofCode(_ run: RunDetail, entered: Date) -> [Milestone] {
        guard let wait = run.codeWait else {
            return [Milestone(label: RunStage.waitingForCode.label, enteredAt: entered)]
        }
        let provider = run.connection.provider.name
        let asked = max(entered, wait.askedAt)
        let arrived = wait.arrivedAfter.map { max(asked, wait.askedAt.addingTimeInterval($0)) }
        var list: [Milestone] = []
        if wait.route != .authenticator {
            list.append(
                Milestone(
                    label: "Asked \(provider) for \(wait.attempts > 1 ? "another" : "a") code",
                    enteredAt: min(entered, wait.askedAt), note: wait.destinationMasked.map { "It was sent to \($0)." })
            )
        }
        list.append(
            Milestone(
                label: wait.arrivedAfter.map(wait.route.received) ?? wait.route.waiting, enteredAt: asked,
                endsBy: wait.expiresAt))
        switch wait.state {
        case .waiting, .over: break
        case .arrived, .taken:
            list.append(Milestone(label: "Entering the code", enteredAt: arrived ?? asked))
        case .accepted:
            list.append(Milestone(label: "Accepted by \(provider)", enteredAt: arrived ?? asked))
        case .rejected:
            list.append(Milestone(label: "Not accepted by \(provider)", enteredAt: arrived ?? asked))
        }
        return list
    }

    /// What is still to come of it: nothing where no code is expected.
    static func codeAhead(_ run: RunDetail) -> [Milestone] {
        let accepted = Milestone(label: "Accepted by \(run.connection.provider.name)", enteredAt: nil)
        guard let wait = run.codeWait else {
            guard run.summary.trigger == .rehearsal else { return [] }
            return [
                Milestone(label: "Asking \(run.connection.provider.name) for a code", enteredAt: nil),
                Milestone(label: RunStage.waitingForCode.label, enteredAt: nil), accepted,
            ]
        }
        switch wait.state {
        case .waiting, .arrived, .taken, .over: return [accepted]
        case .accepted, .rejected: return []
        }
    }
}

extension CodeRouteKind {
    /// The step while nothing is there.
    fileprivate var waiting: String {
        switch self {
        case .authenticator: "Making the code"
        case .email: "Waiting for the mail"
        case .sms: "Waiting for the text message"
        case .live, .off: "Waiting for you to type the code"
        }
    }

    /// The step once the code is there, so many seconds later.
    fileprivate func received(after seconds: TimeInterval) -> String {
        let time = CalendarWords.length(seconds)
        return switch self {
        case .authenticator: "Code made"
        case .email: "Mail received after \(time), code read"
        case .sms: "Text message received after \(time), code read"
        case .live, .off: "Code typed after \(time)"
        }
    }
}
