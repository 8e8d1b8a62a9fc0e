import Domain
import Logging
import Ports
import UseCases

/// The workplace as the doors see it, which can only ask a sender to try again: what kept a message from being taken is in
/// the log. The cause only; a description may hold what somebody wrote.
struct ReceivingAloud: MessageReceiving {
    let workplace: Workplace
    let logger: Logger

    func verdict(onRecipient address: String) async -> RecipientVerdict {
        do {
            return try await workplace.judge(recipient: address)
        } catch {
            tell(error, "a recipient could not be looked up")
            return .unavailable
        }
    }

    func receive(_ message: InboundMessage) async -> ReceiptVerdict {
        do {
            return try await workplace.take(message)
        } catch {
            tell(error, "a message could not be taken", over: message.transport)
            return .unavailable
        }
    }

    private func tell(_ error: any Error, _ what: Logger.Message, over transport: InboundTransport? = nil) {
        // Stopping: the sender tries again.
        guard !(error is CancellationError) else { return }
        let cause = (error as? any ExplainedError)?.code ?? "\(type(of: error))"
        var metadata: Logger.Metadata = ["cause": "\(cause)"]
        if let transport { metadata["transport"] = "\(transport.rawValue)" }
        logger.error(what, metadata: metadata)
    }
}
