public import Foundation

/// One time that a portal was asked for a one-time code, or was about to be: written before it is asked.
public struct CodeRequest: Sendable, Equatable {
    public let runID: Run.ID
    /// Counts the requests of one run: 1, and 2 for its one resend.
    public let number: Int
    /// Keyed hash over organization, provider and user name: one portal login.
    public let login: Fingerprint
    public let isAttended: Bool
    public let at: Date

    public init(runID: Run.ID, number: Int, login: Fingerprint, isAttended: Bool, at: Date) {
        self.runID = runID
        self.number = number
        self.login = login
        self.isAttended = isAttended
        self.at = at
    }
}

/// Decides whether a portal may be asked for another code. Law, R-mfa: at most 2 a day with nobody present; mfa-code
/// relay, safety rule 4: at most 5 per login and day in all.
public enum CodeGate {
    /// Requests per login and day.
    public static func budget(isAttended: Bool) -> Int { isAttended ? 5 : 2 }

    /// A run asks once, and once more when nothing came.
    public static let requestsPerRun = 2
    /// Waits of one run, those included that made no request.
    public static let waitsPerRun = 4
    /// Seconds after a request within which a further code is a copy, or comes from the same request: no alarm.
    public static let echo: TimeInterval = 180

    /// Why no code may be asked for now; nil when one may. The caller then writes the request down before asking.
    /// - Parameter history: every request of this login in the last 24 h.
    public static func refusal(
        isAttended: Bool, history: [CodeRequest], at now: Date, rhythm: RetryRhythm = .standard
    ) -> CodeRefusal? {
        let recent = history.filter { !rhythm.passed(LawSpan.budget, since: $0.at, at: now) }
        let unattended = recent.count { !$0.isAttended }
        guard recent.count < budget(isAttended: true) else { return .budgetSpent }
        guard isAttended || unattended < budget(isAttended: false) else { return .budgetSpent }
        return nil
    }
}
