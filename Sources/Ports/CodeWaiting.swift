public import Domain
public import Foundation

/// What a portal offers when it wants a one-time code.
public struct CodeOffer: Sendable, Equatable {
    /// What it can send over, in its order. One means that there is no choice.
    public let channels: [CodeChannel]
    /// The portal sent a code before we were asked: nothing has to be clicked to get one.
    public let isSent: Bool
    /// A code was asked for in this run before: this is the one resend.
    public let isResend: Bool

    public init(channels: [CodeChannel], isSent: Bool, isResend: Bool = false) {
        self.channels = channels
        self.isSent = isSent
        self.isResend = isResend
    }
}

/// What a run waits for on a page that asks for a code.
public struct CodeQuestion: Sendable, Equatable {
    public let channel: CodeChannel
    /// Where the portal says that it sent it, as it shows it.
    public let destinationMasked: String?
    /// Host of the page that asks, for domain-bound codes.
    public let host: String
    public let shape: CodeShape

    public init(channel: CodeChannel, destinationMasked: String?, host: String, shape: CodeShape) {
        self.channel = channel
        self.destinationMasked = destinationMasked
        self.host = host
        self.shape = shape
    }
}

/// How a running connector comes by one-time codes. Each call is durable when it returns.
public protocol CodeSource: Sendable {
    /// Must be awaited before anything is done that makes the portal send a code, or, when it has sent one already, before
    /// one is waited for. Decides over which channel it shall come and writes the request down.
    func willRequestCode(_ offer: CodeOffer) async throws(CodeRefusal) -> CodeChannel
    /// Waits until the code is here. Each is given out once. Neither this wait nor that for a permission counts against
    /// the request's `deadline`: the connector ends later by as much, and whoever stops it from outside must, too.
    func code(for question: CodeQuestion) async throws(CodeRefusal) -> Secret<String>
    /// The portal's answer to the code last given out is known. A run that took another one's page over may say so when
    /// none was given out.
    func codeSettled(_ verdict: CodeVerdict) async
}

/// What makes a portal take a browser for a known one: its own cookies and storage, as opaque JSON. A bearer secret.
public struct DeviceTrust: Sendable {
    public let json: Secret<String>
    /// When the portal forgets the device, as far as it says.
    public let expiresAt: Date?

    public init(json: Secret<String>, expiresAt: Date?) {
        self.json = json
        self.expiresAt = expiresAt
    }
}
