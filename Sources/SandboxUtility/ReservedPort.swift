import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A port that belongs to this process and on which nothing listens: connections to it are refused, and nobody else
/// can start to answer there. Closed with the last reference.
final class ReservedPort: Sendable {
    let port: Int
    private let descriptor: Int32

    /// Takes the preferred port, or any other when that is in use or 0.
    init(host: String, preferred: Int) throws(SandboxError) {
        if preferred != 0, let (descriptor, port) = try? Self.reserve(host: host, port: preferred) {  // else: any port
            self.descriptor = descriptor
            self.port = port
            return
        }
        (descriptor, port) = try Self.reserve(host: host, port: 0)
    }

    deinit { close(descriptor) }

    private static func reserve(host: String, port: Int) throws(SandboxError) -> (Int32, Int) {
        guard let address = try? SocketAddress.makeAddressResolvingHost(host, port: port) else {
            throw .portNotReserved(code: EADDRNOTAVAIL)  // the name does not resolve
        }
        #if canImport(Glibc)
            let stream = Int32(SOCK_STREAM.rawValue)
        #else
            let stream = SOCK_STREAM
        #endif
        let descriptor = socket(address.protocol == .inet6 ? AF_INET6 : AF_INET, stream, 0)
        guard descriptor >= 0 else { throw .portNotReserved(code: errno) }
        let bound = address.withSockAddr { pointer, size in
            bind(descriptor, pointer, socklen_t(size))
        }
        guard bound == 0, let port = localPort(of: descriptor) else {
            let code = errno
            close(descriptor)
            throw .portNotReserved(code: code)
        }
        return (descriptor, port)
    }

    private static func localPort(of descriptor: Int32) -> Int? {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let found = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        guard found == 0 else { return nil }
        // The port has the same place, in network byte order, for both families.
        return withUnsafeBytes(of: storage) { Int($0[2]) << 8 | Int($0[3]) }
    }
}
