import Foundation

/// A self-signed certificate in a folder of its own, made by the `openssl` command.
public struct ThrowAwayCertificate: Sendable {
    private let folder: URL

    /// Paths of PEM files.
    public var certificate: String { folder.appending(path: "cert.pem").path() }
    public var key: String { folder.appending(path: "key.pem").path() }

    /// Makes one; the name in it is `mx.example`.
    public static func make() throws -> ThrowAwayCertificate {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tieline-cert-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let made = ThrowAwayCertificate(folder: folder)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=mx.example", "-keyout", made.key, "-out", made.certificate,
        ]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return made
    }

    public func remove() { try? FileManager.default.removeItem(at: folder) }
}
