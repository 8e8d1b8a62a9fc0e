public import Domain

/// Signs messages of ours, so that who shares the key knows that they are ours.
public protocol MessageSigning: Sendable {
    /// HMAC-SHA-256 (RFC 2104), 32 bytes.
    func hmac(of message: [UInt8], under key: Secret<String>) -> [UInt8]
}
