public import Domain
import MailWire

/// Whom the installation's operator trusts to have checked mail before it hands it on.
public struct MailTrustRule: Sendable {
    private let peers: [IPRange]
    private let authenticationServer: String?

    /// - Parameters:
    ///   - peers: Mail hosts of ours; programs of this machine that come by a socket file, or by the pipe, are among them.
    ///   - authenticationServer: The name under which they write `Authentication-Results`. With it their written word
    ///     counts; without it whatever they hand on counts as genuine.
    public init(peers: [IPRange] = [], authenticationServer: String? = nil) {
        self.peers = peers
        self.authenticationServer = authenticationServer
    }

    /// What counts of a message that a trusted host hands on.
    public var ofTrustedHost: MailTrust {
        MailTrust(isVouchedFor: authenticationServer == nil, authenticationServer: authenticationServer)
    }

    func isTrusted(_ peer: MailPeer) -> Bool {
        guard let text = peer.address else { return true }
        guard let address = IPAddress(text) else { return false }
        return peers.contains { $0.contains(address) }
    }

    func trust(in peer: MailPeer) -> MailTrust { isTrusted(peer) ? ofTrustedHost : .none }
}
