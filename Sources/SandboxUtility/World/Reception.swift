/// How a portal takes a submitted password.
enum Reception: Sendable, Equatable {
    /// Right; the visitor goes on at this stage.
    case accepted(VisitorSession.Stage)
    /// Wrong. The login may have become locked by it.
    case rejected
    /// The login was locked before.
    case locked
    case unknownUser
    case turnedAway(Detour)

    var verdict: AttemptLedger.Verdict {
        switch self {
        case .accepted: .accepted
        case .rejected, .unknownUser: .rejected
        case .locked: .locked
        case .turnedAway: .unanswered
        }
    }
}

/// What a portal needs to answer a sign-in: the decision, the session that goes on, and how long to hold the answer back.
struct SignInAnswer: Sendable {
    let reception: Reception
    /// Right after a rejection: how many more are allowed; 0 means that the login is locked now.
    let attemptsLeft: Int
    let session: VisitorSession
    let delay: Duration
    let isSlow: Bool
    /// The message that brings a one-time code.
    var dispatch: Dispatch? = nil
}
