import Domain
import Hooks
import HTTPKit
import Inbox
import Mail
import Outbound
import Ports
import Vault

/// Which inbound doors this installation opens.
enum InboxSource {
    /// - Parameters:
    ///   - receiver: Where every message ends.
    ///   - parseMIME: Reads mail.
    static func routes(
        _ settings: HookSettings, address: PublicAddress, receiver: any MessageReceiving,
        parseMIME: @escaping MIMEParsing, fingerprinting: any Fingerprinting, clock: any WallClock,
        fetching: any DocumentFetching = WebFetcher()
    ) -> InboxRoutes {
        InboxRoutes(
            texts: texts(settings, address, fingerprinting), mails: mails(settings, fetching), receiver: receiver,
            parseMIME: parseMIME, fetching: fetching, clock: clock)
    }

    /// Reads mail that was posted. What a service checked apart from the mail counts, and what it wrote at its very top; what
    /// else stands in the mail itself counts only when a mail server of ours posted it.
    static func mimeParsing(_ settings: MailSettings) -> MIMEParsing {
        let ourServer = settings.authenticationServer
        return { mime, envelope in
            let isOurs = envelope.transport == .raw
            return try await MIMEReader().read(
                mime, transport: envelope.transport, recipient: envelope.recipient, receivedAt: envelope.receivedAt,
                trust: MailTrust(
                    dkimDomains: envelope.dkimDomains,
                    authenticationServer: isOurs ? ourServer : envelope.authenticationServer, isOnTop: !isOurs))
        }
    }

    /// Apps that sign nothing are told apart by the keys of their addresses alone, so their doors need no setting.
    private static func texts(
        _ settings: HookSettings, _ address: PublicAddress, _ fingerprinting: any Fingerprinting
    ) -> [InboundTransport: any TextReading] {
        let verifier = SignatureVerifier()
        let unsigned: [InboundTransport] = [.smsForwarder, .smsHooks, .shortcuts]
        var readers: [InboundTransport: any TextReading] = Dictionary(
            uniqueKeysWithValues: unsigned.map { ($0, ForwarderReader($0, fingerprinting: fingerprinting)) })
        readers[.twilio] = settings.twilioToken.map {
            TwilioReader(token: $0, origin: address.origin, authenticating: verifier, digesting: SHA256Digests())
        }
        readers[.smsGateway] = settings.gatewayKey.map { GatewayReader(key: $0, authenticating: verifier) }
        return readers
    }

    private static func mails(
        _ settings: HookSettings, _ fetching: any DocumentFetching
    ) -> [InboundTransport: any MailReading] {
        let verifier = SignatureVerifier()
        func login(_ secret: Secret<String>) -> BasicLogin { BasicLogin(secret, authenticating: verifier) }
        var readers: [InboundTransport: any MailReading] = [:]
        readers[.postmark] = settings.postmarkLogin.map { PostmarkReader(login: login($0)) }
        readers[.sendgrid] = SendGridReader(
            signing: settings.sendGridSigning, login: settings.sendGridLogin.map(login), authenticating: verifier,
            digesting: SHA256Digests())
        readers[.mailgun] = settings.mailgunKey.map { MailgunReader(key: $0, authenticating: verifier) }
        if !settings.sesTopics.isEmpty {
            readers[.ses] = SESReader(topics: settings.sesTopics, fetching: fetching, authenticating: verifier)
        }
        readers[.raw] = settings.rawMailToken.map { RawMailReader(token: $0, authenticating: verifier) }
        return readers
    }
}
