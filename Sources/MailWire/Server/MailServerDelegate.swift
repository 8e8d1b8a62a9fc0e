/// Whoever decides what a mail server takes.
///
/// Each call has to answer within the idle limit; after it the client is sent away with a temporary error.
public protocol MailServerDelegate: Sendable {
    /// Whether this address, as it was written, takes mail.
    func recipient(_ address: String, from peer: MailPeer) async -> MailAnswer

    /// Takes a message: lines end in CR LF, dots are unstuffed. What is accepted must be safe when this returns.
    ///
    /// - Returns: An answer for each recipient of the envelope, in their order.
    func message(_ raw: [UInt8], _ envelope: MailEnvelope, from peer: MailPeer) async -> [MailAnswer]

    /// A client was sent away since there are too many connections.
    func turnedAway(_ peer: MailPeer) async
}

extension MailServerDelegate {
    public func turnedAway(_ peer: MailPeer) async {}
}
