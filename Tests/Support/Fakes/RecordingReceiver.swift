public import Domain
public import Ports
import Synchronization

/// Takes every message for the recipients it knows, and remembers it.
public final class RecordingReceiver: MessageReceiving {
    private struct State {
        var messages: [InboundMessage] = []
        var recipients: Set<String>
        var verdict: ReceiptVerdict = .taken
    }

    private let state: Mutex<State>

    public init(knows recipients: Set<String>) { state = Mutex(State(recipients: recipients)) }

    public var messages: [InboundMessage] { state.withLock { $0.messages } }

    /// What is said to messages for known recipients from now on; only `.taken` keeps them.
    public func answer(_ verdict: ReceiptVerdict) { state.withLock { $0.verdict = verdict } }

    public func verdict(onRecipient address: String) async -> RecipientVerdict {
        state.withLock { $0.recipients.contains(address) ? .accepted : .unknown }
    }

    public func receive(_ message: InboundMessage) async -> ReceiptVerdict {
        state.withLock { state in
            guard state.recipients.contains(message.recipient) else { return .unknownRecipient }
            guard state.verdict == .taken else { return state.verdict }
            let isRepeat =
                message.reference != nil
                && state.messages.contains { $0.reference == message.reference && $0.transport == message.transport }
            if !isRepeat { state.messages.append(message) }
            return .taken
        }
    }
}
