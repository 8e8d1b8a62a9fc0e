public import Foundation

/// Turns what a mail service posts into mail.
public protocol MailReading: Sendable {
    /// Whether `admit` lets nobody pass but the sender; otherwise anybody may post until the body is read.
    var isProvenByHeaders: Bool { get }
    /// Asked before the body is taken: what the headers alone can prove.
    func admit(_ headers: HookHeaders) throws(HookRefusal)
    /// - Throws: Why it is not taken.
    func read(_ request: HookRequest) async throws(HookRefusal) -> MailDelivery
}

/// What a mail service had to say.
public enum MailDelivery: Sendable, Equatable {
    case mail(PostedMail)
    /// A topic of ours asks whether it may post here: yes, by fetching this address.
    case confirmation(URL)
    /// Genuine, and no mail. Answered like a success.
    case ignored
}
