import Domain
import Ports

/// What the machine is told.
enum AttendedEvent {
    case saw(Sighting)
    /// The page gives no answer: it waits for the portal, or for the answer to a dialog.
    case sawNothing
    /// The person sent a form that was at this address, which has no query.
    case sent(TypedEntry, from: String)
    /// The page left for an app. `isNamed` when the recipe names that address.
    case leftForApp(isNamed: Bool)
    /// The person says that he is signed in.
    case saidSignedIn
    /// Nobody is there any more: idle, time up, closed.
    case gaveUp
}

/// What the machine wants next.
enum AttendedAction: Equatable {
    /// Wait until something changes or the seconds pass, then look.
    case watch(seconds: Double)
    /// Inside: accounts can be read.
    case collect
    case fail(SignInFailure)
}

/// One answer of the machine: what the host must hear, in the order of the fields, then what to do.
struct AttendedTurn {
    /// The portal's answer to what was sent last.
    var settled: Submission.Verdict?
    /// What the person sent just now.
    var sent: TypedSubmission?
    var notices: [AttendedNotice] = []
    let action: AttendedAction
}

/// A secret that the person sent by his own hand.
struct TypedSubmission {
    let kind: Submission.Kind
    /// What is known of the sign-in with it; a code stands among the answers, by the name `code`.
    let credentials: SignInCredentials
}

/// How long an attended sign-in waits for what.
struct AttendedPatience: Sendable {
    /// A page that has not changed for so long is what it is.
    let rest: Double
    /// The same while the portal owes an answer.
    let quiet: Double
    /// An unknown page is told after this.
    let unknown: Double
    /// The portal's answer to something sent.
    let answer: Double

    static let standard = AttendedPatience(rest: 1, quiet: 6, unknown: 3, answer: 45)
}
