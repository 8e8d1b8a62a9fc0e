public import Foundation

/// Every password that reached a portal for one login: how many, when, from where, and what became of them. The
/// passwords themselves are not kept.
public struct AttemptLedger: Sendable, Equatable, Codable {
    /// What became of a submitted password.
    public enum Verdict: String, Sendable, Codable {
        case accepted, rejected
        /// The login was locked; the password was not looked at.
        case locked
        /// The portal was down, blocked, moved, or refused the form.
        case unanswered
    }

    /// One submission.
    public struct Entry: Sendable, Equatable, Codable {
        public let at: Date
        /// Network address, or `unknown`.
        public let client: String
        public let verdict: Verdict
    }

    /// Passwords submitted, whatever their fate.
    public private(set) var attempts = 0
    public private(set) var accepted = 0
    public private(set) var rejected = 0
    public private(set) var locked = 0
    public private(set) var unanswered = 0
    /// Answers to the security question.
    public private(set) var answers = 0
    public private(set) var answersRejected = 0
    /// The latest submissions, oldest first, at most 200.
    public private(set) var entries: [Entry] = []

    static let entriesKept = 200

    mutating func record(_ verdict: Verdict, at instant: Date, from client: String) {
        attempts += 1
        switch verdict {
        case .accepted: accepted += 1
        case .rejected: rejected += 1
        case .locked: locked += 1
        case .unanswered: unanswered += 1
        }
        entries.append(Entry(at: instant, client: client, verdict: verdict))
        if entries.count > Self.entriesKept { entries.removeFirst() }
    }

    mutating func recordAnswer(accepted: Bool) {
        answers += 1
        if !accepted { answersRejected += 1 }
    }

    private enum CodingKeys: String, CodingKey {
        case attempts, accepted, rejected, locked, unanswered, answers, entries
        case answersRejected = "answers_rejected"
    }
}
