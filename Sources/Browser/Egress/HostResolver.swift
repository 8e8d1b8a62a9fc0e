import Domain
import Foundation
import Glibc
import Synchronization

/// Asks the system for the addresses of a host, on threads of its own, and remembers for half a minute whether all were
/// public. Chromium resolves again by itself, so a name whose answers alternate can still slip through (DNS rebinding);
/// only a proxy that connects to the checked address closes that.
final class HostResolver: Sendable {
    private struct Answer {
        let isPublic: Bool
        let at: ContinuousClock.Instant
    }

    private static let validity = Duration.seconds(30)

    private let queue = DispatchQueue(label: "browser.resolve", attributes: .concurrent)
    private let answers = Mutex<[String: Answer]>([:])

    /// Calls back with false when any address is private. A name that does not resolve is let through, since then
    /// Chromium fails with the true network error. Calls back at once, or on a thread of its own.
    func checkIsPublic(_ host: String, then report: @escaping @Sendable (Bool) -> Void) {
        let now = ContinuousClock.now
        let known = answers.withLock { answers in
            answers[host].flatMap { now - $0.at < Self.validity ? $0.isPublic : nil }
        }
        if let known { return report(known) }
        queue.async { [self] in
            let isPublic = Self.addresses(of: host).allSatisfy { !$0.isPrivate }
            answers.withLock { answers in
                if answers.count > 1_000 { answers.removeAll() }
                answers[host] = Answer(isPublic: isPublic, at: now)
            }
            report(isPublic)
        }
    }

    private static func addresses(of host: String) -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        return sequence(first: list) { $0?.pointee.ai_next }.prefix { $0 != nil }.compactMap { entry in
            guard let entry, let address = entry.pointee.ai_addr else { return nil }
            switch entry.pointee.ai_family {
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
}
