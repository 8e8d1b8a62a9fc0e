public import Domain

/// A page's form for a one-time code.
public struct CodeForm: Sendable, Equatable {
    /// What the code comes over; nil when that was chosen on a page before.
    public let channel: CodeChannel?
    /// Selector of the element that says where the code went, as the portal masks it.
    public let destinationFrom: String?
    /// Selector of what makes the portal send another one.
    public let resend: String?

    public init(channel: CodeChannel?, destinationFrom: String? = nil, resend: String? = nil) {
        self.channel = channel
        self.destinationFrom = destinationFrom
        self.resend = resend
    }
}

/// A channel that a page offers for codes, and the element that chooses it.
public struct ChannelElement: Sendable, Equatable {
    public let channel: CodeChannel
    public let selector: String

    public init(channel: CodeChannel, selector: String) {
        self.channel = channel
        self.selector = selector
    }
}
