import Foundation
import Glibc

/// The Unix socket by which a keeper is found again. Only its owner may connect.
enum KeeperSocket {
    /// Starts to listen in a folder of mode 0700; a socket left by a dead keeper of the same name is replaced.
    static func listen(at path: String) throws(BrowserError) -> Int32 {
        unlink(path)
        return try open(path) { descriptor, address, length in
            let before = umask(0o177)
            defer { umask(before) }
            return bind(descriptor, address, length) == 0 && Glibc.listen(descriptor, 4) == 0
        }
    }

    static func connect(to path: String) throws(BrowserError) -> Int32 {
        try open(path) { descriptor, address, length in Glibc.connect(descriptor, address, length) == 0 }
    }

    /// Makes the folder if need be, closed to others.
    static func prepare(_ folder: String) throws(BrowserError) {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST, chmod(folder, 0o700) == 0 else {
            throw .launchFailed(code: errno)
        }
    }

    private static func open(
        _ path: String, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Bool
    ) throws(BrowserError) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw .launchFailed(code: ENAMETOOLONG)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw .launchFailed(code: errno) }
        let isOpen = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                use(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard isOpen else {
            let code = errno
            close(descriptor)
            throw .launchFailed(code: code)
        }
        return descriptor
    }
}
