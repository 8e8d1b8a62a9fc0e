public import Foundation

/// One time that a secret was about to be sent to a portal: written before it is sent, settled when the answer is known.
public struct Submission: Sendable, Equatable {
    public enum Kind: String, Sendable, Codable { case password, code, answer }

    public enum Verdict: String, Sendable, Codable, CaseIterable {
        /// Sent, or about to be; the answer is not known (yet, or ever).
        case open
        case accepted
        case rejected
        /// The process or the browser died before the answer was seen.
        case interrupted
    }

    public let runID: Run.ID
    public let kind: Kind
    /// Keyed hash over organization, provider and user name: one portal login.
    public let login: Fingerprint
    /// Keyed hash over organization, provider, user name and the secret.
    public let secret: Fingerprint
    public let isAttended: Bool
    public let at: Date
    public var verdict: Verdict

    public init(
        runID: Run.ID, kind: Kind, login: Fingerprint, secret: Fingerprint, isAttended: Bool, at: Date,
        verdict: Verdict = .open
    ) {
        self.runID = runID
        self.kind = kind
        self.login = login
        self.secret = secret
        self.isAttended = isAttended
        self.at = at
        self.verdict = verdict
    }
}

/// Why a secret is not sent.
public enum SubmissionRefusal: String, Error, Sendable, Codable, CaseIterable {
    /// The portal refused exactly this secret before.
    case rejectedBefore = "rejected_before"
    /// Sent once without seeing the answer: a person must say that it may be sent again.
    case answerUnknown = "answer_unknown"
    /// The login's budget of the last 24 hours is spent.
    case budgetSpent = "budget_spent"
    /// Another run is signing in to the same login right now.
    case loginBusy = "login_busy"
    /// Nothing is stored to sign in with.
    case noSecret = "no_secret"
}
