import Domain
import Ports
import Synchronization

/// A receiver that keeps what it gets. What an address begins with decides what becomes of it.
final class RecordingReceiver: MessageReceiving {
    private let kept = Mutex<[InboundMessage]>([])
    private let asked = Mutex<[String]>([])

    var taken: [InboundMessage] { kept.withLock { $0 } }
    var recipientsAsked: [String] { asked.withLock { $0 } }

    func verdict(onRecipient address: String) async -> RecipientVerdict {
        asked.withLock { $0.append(address) }
        if address.hasPrefix("c-") || address.hasPrefix("late-") { return .accepted }
        if address.hasPrefix("many-") { return .tooMany }
        return address.hasPrefix("down-") ? .unavailable : .unknown
    }

    func receive(_ message: InboundMessage) async -> ReceiptVerdict {
        guard !message.recipient.hasPrefix("c-gone") else { return .unknownRecipient }
        guard !message.recipient.hasPrefix("c-full") else { return .tooMany }
        guard !message.recipient.hasPrefix("late-") else { return .unavailable }
        kept.withLock { $0.append(message) }
        return .taken
    }
}
