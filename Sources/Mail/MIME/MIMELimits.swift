/// How much of a message is looked at.
public struct MIMELimits: Sendable, Equatable {
    /// Bytes of the whole message; more is refused.
    public var messageBytes = 10_485_760
    /// Multiparts and messages within each other; what lies deeper is left out.
    public var depth = 20
    /// Parts that are looked at; the others are left out.
    public var parts = 200
    public var attachments = 20
    /// Bytes of all attachments together; those that do not fit are left out.
    public var attachmentBytes = 10_485_760
    /// Bytes of HTML that are kept.
    public var htmlBytes = 524_288

    public init() {}
}
