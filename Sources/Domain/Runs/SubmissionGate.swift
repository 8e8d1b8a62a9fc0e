public import Foundation

/// Decides whether a secret may be sent. Law, section 2: at most 2 password and 3 code submissions per portal login in
/// 24 h, 2 more passwords for a repair by a present person; a refused secret never again.
public enum SubmissionGate {
    /// Submissions of one kind per login and day.
    public static func budget(of kind: Submission.Kind, isAttended: Bool) -> Int {
        switch kind {
        case .password, .answer: isAttended ? 4 : 2
        case .code: 3
        }
    }

    /// Why the secret may not be sent now; nil when it may. The caller then writes the submission down before sending.
    /// - Parameters:
    ///   - secret: what is about to be sent, as its fingerprint.
    ///   - kind: what it is to the portal.
    ///   - isAttended: a person asked for exactly this submission and looks on.
    ///   - run: the run that wants to send it.
    ///   - history: every submission of this login in the last 24 h, and every one of this secret ever.
    ///   - now: the present.
    ///   - rhythm: shortens the 24 h.
    public static func refusal(
        of secret: Fingerprint, kind: Submission.Kind, isAttended: Bool, by run: Run.ID, history: [Submission],
        at now: Date,
        rhythm: RetryRhythm = .standard
    ) -> SubmissionRefusal? {
        let ofSecret = history.filter { $0.secret == secret }
        let ofOthers = history.filter { $0.runID != run }
        if ofSecret.contains(where: { $0.verdict == .rejected }) { return .rejectedBefore }
        if ofSecret.contains(where: { $0.runID == run && $0.verdict.isUnanswered }) { return .answerUnknown }
        if isAnswerUnknown(in: ofSecret, isAttended: isAttended, at: now, rhythm: rhythm) { return .answerUnknown }
        if ofOthers.contains(where: { $0.verdict == .open }) { return .loginBusy }
        let spent = history.count { $0.kind == kind && !rhythm.passed(LawSpan.budget, since: $0.at, at: now) }
        return spent < budget(of: kind, isAttended: isAttended) ? nil : .budgetSpent
    }

    /// A secret went out and its answer was never seen. A person may send it once more. Unattended, only time and an
    /// earlier acceptance make that harmless: then the worst case is one counted try of a password that used to work.
    private static func isAnswerUnknown(
        in ofSecret: [Submission], isAttended: Bool, at now: Date, rhythm: RetryRhythm
    ) -> Bool {
        let lastAccepted = ofSecret.filter { $0.verdict == .accepted }.map(\.at).max()
        let unanswered = ofSecret.filter { $0.verdict.isUnanswered && $0.at > lastAccepted ?? .distantPast }
        guard let latest = unanswered.map(\.at).max() else { return false }
        let isOld = rhythm.passed(LawSpan.budget, since: latest, at: now)
        if isAttended { return unanswered.count > 1 && !isOld }
        return !isOld || lastAccepted == nil || unanswered.contains { $0.verdict == .open }
    }
}

extension Submission.Verdict {
    /// The portal's answer is not known.
    public var isUnanswered: Bool { self == .open || self == .interrupted }
}
