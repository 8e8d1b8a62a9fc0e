/// What a mail system says became of a message (RFC 3464), as far as it matters for a letter to one person. Anybody may
/// write one: believe it only at an address that nobody can guess, and let it do no more than settle that letter.
public struct DeliveryReport: Sendable, Equatable {
    /// What was done with the message (RFC 3464, section 2.3.3), the worst first.
    public enum Action: String, Sendable, Codable, CaseIterable {
        /// It came back for good.
        case failed
        /// It is still being tried.
        case delayed
        /// It is in the mailbox.
        case delivered
        /// It went on to a system that tells nothing.
        case relayed
        /// It went on to a list of others.
        case expanded
    }

    public let action: Action
    /// nil where none was given.
    public let status: EnhancedStatus?
    /// The other system's own words on one line, at most 200 characters; empty where there are none.
    public let diagnostic: String
    /// Whom the report is about, lower-case; nil where that cannot be told. It may be whoever the mail was passed on to.
    public let recipient: String?

    public init(action: Action, status: EnhancedStatus?, diagnostic: String, recipient: String?) {
        self.action = action
        self.status = status
        self.diagnostic = diagnostic
        self.recipient = recipient
    }

    /// Characters of the diagnostic words that are kept.
    public static let diagnosticLimit = 200
}
