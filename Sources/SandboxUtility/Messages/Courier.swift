import Logging
import ServiceLifecycle

/// Carries messages away while the portals go on, each after its delay.
struct Courier: Service {
    /// Waits before a mail that was not taken is tried again, as mail hosts do, only faster.
    static let patience: [Duration] = [.seconds(2), .seconds(5), .seconds(15)]

    let outbox: Outbox
    let carrier: any MessageCarrying
    let world: SandboxWorld
    let mailroom: Mailroom
    let pause: @Sendable (Duration) async throws -> Void
    let logger: Logger

    /// Carries until the surrounding service group shuts down or the task is cancelled.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                // A mailbox passes its mails on one after the other, as they came.
                var ends: [String: AsyncStream<Void>] = [:]
                for await dispatch in outbox.dispatches {
                    let (end, ending) = AsyncStream.makeStream(of: Void.self)
                    let before = dispatch.mailbox.flatMap { ends.updateValue(end, forKey: $0) }
                    group.addTask {
                        if let before { for await _ in before {} }
                        await deliver(dispatch)
                        ending.finish()
                    }
                }
            }
        }
    }

    private func deliver(_ dispatch: Dispatch) async {
        do {
            if dispatch.after > .zero { try await pause(dispatch.after) }
            for message in dispatch.messages {
                let isTaken = try await hand(over: message)
                switch dispatch.cause {
                case .bill, .report: break
                case .code(let username, let portal, let medium):
                    await world.note(isTaken ? .sent : .undelivered, by: medium, for: username, at: portal)
                case .forward(let mail, let address, let target):
                    await mailroom.note(isTaken ? .taken : .refused, of: mail, at: address, to: target)
                }
            }
        } catch {
            return  // the sandbox stops
        }
    }

    /// Whether it was taken in the end.
    ///
    /// - Throws: when a wait was cut short.
    private func hand(over message: OutgoingMessage) async throws -> Bool {
        var waits = Self.patience[...]
        while true {
            do {
                try await carrier.carry(message)
                return true
            } catch let error as SandboxError {
                logger.warning("A message was not taken.", metadata: ["cause": "\(error)"])
                guard case .mail = message, error.isRetryable, let wait = waits.popFirst() else { return false }
                try await pause(wait)
            }
        }
    }
}
