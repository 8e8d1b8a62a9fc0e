import Domain
import Logging
import Mail
import MailWire
import Ports
import ServiceLifecycle

/// What takes mail in this installation, as its settings say.
enum MailSource {
    /// - Parameters:
    ///   - receiver: Where every message ends.
    ///   - isWaiting: Whether a sign-in waits for a code.
    /// - Throws: `MailError.certificateUnusable`.
    static func services(
        _ settings: MailSettings, hostName: String, receiver: any MessageReceiving, clock: any WallClock,
        logger: Logger, isWaiting: @escaping @Sendable () async -> Bool
    ) throws(MailError) -> [any Service] {
        var services: [any Service] = []
        let listeners = listeners(settings)
        if !listeners.isEmpty {
            services.append(
                MailDoor(
                    listeners, hostName: hostName, tls: try tls(settings), trust: settings.trust, receiver: receiver,
                    clock: clock, logger: logger))
        }
        if let mailbox = settings.mailbox {
            services.append(
                MailboxPolling(
                    mailbox, authenticationServer: settings.authenticationServer, receiver: receiver, clock: clock,
                    logger: logger, isWanted: isWaiting))
        }
        return services
    }

    /// What hands letters to customers over; nil where no mail server is configured.
    ///
    /// - Parameter hostName: What we call ourselves there.
    static func sender(_ settings: MailSettings, hostName: String) -> SMTPSender? {
        settings.letters.map { SMTPSender($0.relay, hostName: hostName) }
    }

    private static func listeners(_ settings: MailSettings) -> [MailListener] {
        let smtp = settings.smtp.map { MailListener(.smtp, at: $0, setting: Setting.smtpListen.variable) }
        let lmtp = settings.lmtp.map { MailListener(.lmtp, at: $0, setting: Setting.lmtpListen.variable) }
        return [smtp, lmtp].compactMap { $0 }
    }

    /// - Throws: `.certificateUnusable`.
    static func tls(_ settings: MailSettings) throws(MailError) -> MailTLS? {
        guard let certificate = settings.certificate else { return nil }
        do throws(MailWireError) {
            return try MailTLS(certificate: certificate.chain, key: certificate.key)
        } catch {
            guard case .certificateUnusable(let path) = error else {
                throw .certificateUnusable(path: certificate.chain)
            }
            throw .certificateUnusable(path: path)
        }
    }
}
