public import Ports

/// Where mail goes that comes in, and when it is wanted.
extension Installation {
    /// Where every message ends; nil takes no mail.
    public var receiver: (any MessageReceiving)? { nil }

    /// Whether a sign-in waits for a code.
    var isAnybodyWaiting: Bool { get async { false } }
}
