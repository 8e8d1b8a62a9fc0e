import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Who is at the other end of a connection.
public struct MailPeer: Sendable, Hashable, CustomStringConvertible {
    /// The IP address as text; nil for a program of this machine that came by a Unix socket.
    public let address: String?
    /// What counts as one client in limits: the address, or in IPv6 its /64, which one host may own whole.
    public let neighbourhood: String

    public static let local = MailPeer(address: nil, neighbourhood: "local")

    public init(address: String?, neighbourhood: String) {
        self.address = address
        self.neighbourhood = neighbourhood
    }

    init(_ socket: SocketAddress?) {
        guard let socket, let text = socket.ipAddress else {
            self = .local
            return
        }
        self.init(address: text, neighbourhood: Self.neighbourhood(of: text))
    }

    private static func neighbourhood(of text: String) -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, text, &bytes) == 1 else { return text }
        // An IPv4 address in IPv6's clothes is that address.
        let isMapped = bytes.starts(with: Array(repeating: 0, count: 10) + [0xFF, 0xFF])
        return isMapped
            ? bytes.suffix(4).map { String($0) }.joined(separator: ".")
            : bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":")
    }

    public var description: String { address ?? "local" }
}
