import Domain
import Foundation
import Ports

/// Watches a person sign in by himself: tells what the pages mean, judges what he sent by what the portal shows next,
/// and knows when he is inside. It touches nothing and types nothing: it is told what was seen and sent, and answers with
/// what the host must hear.
struct AttendedMachine {
    let patience: AttendedPatience
    var gathering: TypedGathering
    /// What was sent and is not judged yet.
    var open: Sent?
    /// What the page in sight means.
    var meaning: AttendedMeaning?
    /// What was seen last.
    var last: Sighting?
    /// What was told last.
    var told: AttendedNotice?
    var hasKnownAnyPage = false
    /// Since when nothing known was seen.
    var unknownSince: Date?

    /// A form on its way.
    struct Sent {
        let entry: TypedEntry
        let kind: Submission.Kind
        /// The page that it was sent from.
        let documentID: String?
        let meaning: AttendedMeaning?
        let since: Date
        /// The page changed since, and came to rest.
        var hasMoved = false
        /// Something else was seen since.
        var hasTurned = false
    }

    init(known: SignInCredentials, patience: AttendedPatience = .standard) {
        gathering = TypedGathering(known: known)
        self.patience = patience
    }

    /// Only the person can say what the page in sight means.
    var isAtALoss: Bool {
        switch meaning {
        case .unknown, .task, .passing: true
        default: false
        }
    }

    /// The turn that answers an event.
    mutating func handle(_ event: AttendedEvent, at now: Date) -> AttendedTurn {
        switch event {
        case .saw(let sighting): saw(sighting, at: now)
        case .sawNothing: turn()
        case .sent(let entry, let address): sent(entry, from: address, at: now)
        case .leftForApp(let isNamed): leftForApp(isNamed: isNamed)
        case .saidSignedIn: enter()
        case .gaveUp: gaveUp()
        }
    }

    /// Watching goes on: longer while the portal owes an answer, so that a slow one is not taken for none.
    func turn() -> AttendedTurn {
        let isAwaited = open.map { !$0.hasMoved || $0.hasTurned } ?? false
        return AttendedTurn(action: .watch(seconds: isAwaited ? patience.quiet : patience.rest))
    }

    // MARK: - What the person does

    private mutating func sent(_ entry: TypedEntry, from address: String, at now: Date) -> AttendedTurn {
        gathering.note(entry)
        guard let kind = entry.kind else { return turn() }
        // What was sent before went without an answer.
        let settled = settle(.interrupted)
        // Word of it may come when the page that answers it is in sight already.
        let isBehind = last.map { AddressParts($0.facts.address).withoutQuery != address } ?? false
        open = Sent(
            entry: entry, kind: kind, documentID: last?.documentID, meaning: meaning, since: now, hasTurned: isBehind)
        var turn = turn()
        turn.settled = settled
        turn.sent = TypedSubmission(kind: kind, credentials: gathering.credentials(with: entry))
        return turn
    }

    private mutating func leftForApp(isNamed: Bool) -> AttendedTurn {
        guard isNamed else {
            var turn = turn()
            turn.notices = [.caughtRedirect]
            return turn
        }
        return enter(telling: [.caughtRedirect])
    }

    /// A wall that stays, or a thing that was not done, is what ended the sign-in; else nobody knows.
    private mutating func gaveUp() -> AttendedTurn {
        if case .task(let outcome) = meaning { return finish(.outcome(outcome, .medium), verdict: .accepted) }
        return finish(.outcome(.crashed(cause: .deadline), .high), verdict: .interrupted)
    }

    // MARK: - Ending

    /// Inside, as the page shows, the app's address says, or the person.
    mutating func enter(telling first: [AttendedNotice] = []) -> AttendedTurn {
        let changed = open?.entry.newPassword == nil ? [] : [AttendedNotice.newPasswordSet]
        let settled = settle(.accepted, isKept: true)
        return AttendedTurn(settled: settled, notices: first + changed + [.signedIn], action: .collect)
    }

    mutating func finish(_ failure: SignInFailure, verdict: Submission.Verdict, isKept: Bool = false) -> AttendedTurn {
        AttendedTurn(settled: settle(verdict, isKept: isKept), action: .fail(failure))
    }

    /// The verdict, if anything waits for one.
    ///
    /// - Parameter isKept: the portal went on with what was sent, so it is worth keeping.
    mutating func settle(_ verdict: Submission.Verdict, isKept: Bool = false) -> Submission.Verdict? {
        guard let sent = open else { return nil }
        open = nil
        if isKept { gathering.accepted(sent.entry) }
        return verdict
    }
}
