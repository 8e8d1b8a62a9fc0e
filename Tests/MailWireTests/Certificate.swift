import Foundation

/// A self-signed certificate in a folder of its own, made by the `openssl` command.
struct Certificate {
    private let folder: URL

    var certificate: String { folder.appending(path: "cert.pem").path() }
    var key: String { folder.appending(path: "key.pem").path() }

    static func make() throws -> Certificate {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tieline-cert-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let made = Certificate(folder: folder)
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

    func remove() { try? FileManager.default.removeItem(at: folder) }
}
