import MailWire

/// Hands mails to their hosts by SMTP.
struct MailCarrier: Sendable {
    private static let hostName = "outbound.sandbox.example"

    /// - Throws: `SandboxError.notTaken`.
    func carry(_ mail: OutgoingMail, as message: [UInt8], to host: MailHost) async throws {
        let client = SMTPClient(to: .tcp(host: host.host, port: host.port), hostName: Self.hostName)
        do {
            _ = try await client.send(
                message, MailEnvelope(sender: mail.sender, recipients: [mail.recipient]))
        } catch let error as MailWireError {
            throw SandboxError.notTaken(status: Self.status(of: error))
        }
    }

    /// What the host said; 500 for what no host would take, nil where another try may help.
    private static func status(of error: MailWireError) -> Int? {
        switch error {
        case .refused(let code, _): code
        case _ where error.isRetryable: nil
        default: 500
        }
    }
}
