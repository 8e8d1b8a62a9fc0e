import NIOSSL

/// A certificate with its key, for `STARTTLS`.
public struct MailTLS: Sendable {
    let context: NIOSSLContext

    /// Reads PEM files: the certificate, followed by those between it and the root, and its private key.
    ///
    /// - Throws: `.certificateUnusable`.
    public init(certificate: String, key: String) throws(MailWireError) {
        // Whatever is wrong with the files, the reader has to look at them.
        guard let chain = try? NIOSSLCertificate.fromPEMFile(certificate), !chain.isEmpty else {
            throw .certificateUnusable(path: certificate)
        }
        guard let secret = try? NIOSSLPrivateKey(file: key, format: .pem) else {
            throw .certificateUnusable(path: key)
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(secret))
        configuration.minimumTLSVersion = .tlsv12
        guard let context = try? NIOSSLContext(configuration: configuration) else {
            throw .certificateUnusable(path: certificate)
        }
        self.context = context
    }
}
