import Hooks
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

    /// Reads mail that was posted.
    var mimeParsing: MIMEParsing { InboxSource.mimeParsing(settings.mail) }
}
