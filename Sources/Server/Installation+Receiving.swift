import Domain
import Hooks
import Mail
public import Ports
import UseCases

/// Where messages go that come in, and when they are wanted.
extension Installation {
    /// Where every message ends.
    public var receiver: any MessageReceiving { ReceivingAloud(workplace: workplace, logger: logger) }

    /// Whether a sign-in waits for a code. A store that does not answer has nobody waiting.
    var isAnybodyWaiting: Bool {
        get async { (try? await workplace.isAnybodyWaitingForCode()) ?? false }
    }

    /// Reads mail that was posted. What a service checked apart from the mail counts; what stands in the mail itself counts
    /// only when a mail server of ours posted it.
    var mimeParsing: MIMEParsing {
        { mime, envelope in
            let isOurs = envelope.transport == .raw
            return try await MIMEReader().read(
                mime, transport: envelope.transport, recipient: envelope.recipient, receivedAt: envelope.receivedAt,
                trust: MailTrust(
                    dkimDomains: envelope.dkimDomains,
                    authenticationServer: isOurs ? settings.mail.authenticationServer : nil))
        }
    }
}
