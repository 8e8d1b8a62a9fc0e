import Foundation

/// An IPv4 or IPv6 address. An IPv4 address in IPv6's clothes (`::ffff:192.0.2.1`) is the IPv4 address.
public struct IPAddress: Hashable, Sendable, CustomStringConvertible {
    /// 4 or 16.
    public let bytes: [UInt8]

    /// Nil unless there are 4 or 16.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        let mapped: [UInt8] = Array(repeating: 0, count: 10) + [0xFF, 0xFF]
        self.bytes = bytes.starts(with: mapped) ? Array(bytes.suffix(4)) : bytes
    }

    /// Reads `192.0.2.1` or `2001:db8::1`, without port, brackets or zone; anything else is nil.
    public init?(_ text: String) {
        var v4 = in_addr()
        var v6 = in6_addr()
        if inet_pton(AF_INET, text, &v4) == 1 {
            self.init(bytes: withUnsafeBytes(of: v4) { Array($0) })
        } else if inet_pton(AF_INET6, text, &v6) == 1 {
            self.init(bytes: withUnsafeBytes(of: v6) { Array($0) })
        } else {
            return nil
        }
    }

    public var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        _ = bytes.withUnsafeBytes { inet_ntop(family, $0.baseAddress, &text, socklen_t(INET6_ADDRSTRLEN)) }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The network this client stands for in limits: the address itself, or its /64 in IPv6, which one host may own whole.
    public var neighbourhood: String {
        bytes.count == 4 ? description : bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ":") + "/64"
    }
}
