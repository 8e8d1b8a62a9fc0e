import Dispatch
public import Domain
import Foundation

/// Asks the system for the addresses of a host, on threads of its own.
public struct HostLookup: Sendable {
    private let queue = DispatchQueue(label: "outbound.lookup", attributes: .concurrent)

    public init() {}

    /// In the system's order; empty when the name does not resolve.
    public func addresses(of host: String) async -> [IPAddress] {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Self.blocking(host)) }
        }
    }

    private static func blocking(_ host: String) -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        return sequence(first: list) { $0?.pointee.ai_next }.prefix { $0 != nil }.compactMap { entry in
            entry.flatMap { address(of: $0.pointee) }
        }
    }

    private static func address(of entry: addrinfo) -> IPAddress? {
        guard let address = entry.ai_addr else { return nil }
        switch entry.ai_family {
        case AF_INET:
            return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                IPAddress(bytes: withUnsafeBytes(of: $0.pointee.sin_addr) { Array($0) })
            }
        case AF_INET6:
            return address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                IPAddress(bytes: withUnsafeBytes(of: $0.pointee.sin6_addr) { Array($0) })
            }
        default: return nil
        }
    }
}
