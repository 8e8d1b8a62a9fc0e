public import Foundation

/// What only we know about the code that a run waits for, and no phone does: whose it is, which page asked, and when.
public struct CodeExpectation: Sendable, Equatable {
    public let habits: CodeHabits
    /// Host of the page that asks.
    public let host: String
    /// Host of the frame that holds the code field: `host` itself, unless the provider signs in through another site.
    public let frameHost: String
    /// When the portal was asked for the code. A message older than that is never used.
    public let requestedAt: Date
    /// Length and alphabet of the codes that this provider sent before; nil when none came yet.
    public let seenShape: CodeShape?

    public init(
        habits: CodeHabits, host: String, frameHost: String? = nil, requestedAt: Date, seenShape: CodeShape? = nil
    ) {
        self.habits = habits
        self.host = host
        self.frameHost = frameHost ?? host
        self.requestedAt = requestedAt
        self.seenShape = seenShape
    }

    /// Seconds that a sender's clock may be behind ours.
    static let clockLeeway: TimeInterval = 30
    /// Seconds within which a code counts as the answer to our request.
    static let promptness: TimeInterval = 600

    /// Whether the message was there, or was sent, before the portal was asked.
    func isYounger(than message: InboundMessage) -> Bool {
        if message.receivedAt < requestedAt { return true }
        guard let sentAt = message.sentAt else { return false }
        return sentAt < requestedAt.addingTimeInterval(-Self.clockLeeway)
    }

    /// What is known of the message besides its text.
    func evidence(for message: InboundMessage) -> CodeEvidence {
        CodeEvidence(
            isFromProvider: habits.areKnown(toComeFrom: message),
            isPrompt: (0...Self.promptness).contains(message.receivedAt.timeIntervalSince(requestedAt)),
            shape: seenShape ?? (habits.shape == .usual ? nil : habits.shape))
    }
}
