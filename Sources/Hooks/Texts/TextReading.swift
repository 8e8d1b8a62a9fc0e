public import Domain

/// Turns what a phone or an SMS service posts into a message.
public protocol TextReading: Sendable {
    /// - Parameter key: The route's key, from the address or from a header: the message's recipient.
    /// - Throws: Why it is not taken.
    func read(_ request: HookRequest, key: String) throws(HookRefusal) -> TextDelivery
}

/// What a phone or an SMS service had to say.
public enum TextDelivery: Sendable, Equatable {
    case message(InboundMessage)
    /// Genuine, and no text that came in: a delivery report, a ping. Answered like a success.
    case ignored
}
