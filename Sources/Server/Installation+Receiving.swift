import Hooks
import Mail
import Ports
import UseCases

/// Where messages go that come in, and when they are wanted.
extension Installation {
    /// Where every message ends.
    public var receiver: any MessageReceiving { workplace }

    /// Whether a sign-in waits for a code. A store that does not answer has nobody waiting.
    var isAnybodyWaiting: Bool {
        get async { (try? await workplace.isAnybodyWaitingForCode()) ?? false }
    }

    /// Reads mail that a service posted; what the service checked apart from the mail counts beside it.
    var mimeParsing: MIMEParsing {
        { mime, envelope in
            try await MIMEReader().read(
                mime, transport: envelope.transport, recipient: envelope.recipient, receivedAt: envelope.receivedAt,
                trust: MailTrust(
                    dkimDomains: envelope.dkimDomains, authenticationServer: settings.mail.authenticationServer))
        }
    }
}
