import Domain
public import Logging
public import Ports
public import ServiceLifecycle

/// Reads a mailbox by IMAP: often while somebody waits for a code, and once a minute for bills and everything else.
public struct MailboxPolling: Service {
    /// How long it rests, by what it found.
    struct Rhythm: Sendable, Equatable {
        /// Between two looks into the mailbox.
        var look: Duration = .seconds(10)
        /// Until it asks again whether anybody waits.
        var ask: Duration = .seconds(2)
        /// How often it asks, and nobody waits, before it looks all the same.
        var patience = 30
        /// After a refused sign-in, which would lock the mailbox if it went on.
        var refused: Duration = .seconds(900)
    }

    private let round: MailboxRound
    private let isWanted: @Sendable () async -> Bool
    private let rhythm: Rhythm
    private let pause: @Sendable (Duration) async throws -> Void
    private let logger: Logger

    /// - Parameters:
    ///   - authenticationServer: The name under which the mailbox's host writes `Authentication-Results`; nil believes
    ///     nobody, so that no message counts as genuine.
    ///   - isWanted: Whether a sign-in waits for a code.
    public init(
        _ address: MailboxAddress, authenticationServer: String?, receiver: any MessageReceiving, clock: any WallClock,
        logger: Logger, isWanted: @escaping @Sendable () async -> Bool
    ) {
        self.init(
            MailboxRound(
                mailbox: IMAPMailbox(address), reader: MIMEReader(), receiver: receiver, clock: clock,
                trust: MailTrust(authenticationServer: authenticationServer), tally: MailTally()),
            logger: logger, isWanted: isWanted)
    }

    init(
        _ round: MailboxRound, rhythm: Rhythm = Rhythm(), logger: Logger,
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        isWanted: @escaping @Sendable () async -> Bool
    ) {
        self.round = round
        self.rhythm = rhythm
        self.logger = logger
        self.pause = pause
        self.isWanted = isWanted
    }

    public func run() async {
        await cancelWhenGracefulShutdown {
            var told: MailError?
            var asked = 0
            while !Task.isCancelled {
                asked = await isWanted() ? rhythm.patience : asked + 1
                var rest = rhythm.ask
                if asked >= rhythm.patience {
                    asked = 0
                    rest = await look(&told)
                }
                do { try await pause(rest) } catch { return }
            }
        }
    }

    /// Looks once; answers how long to rest. The same error is told once, until a look goes well.
    private func look(_ told: inout MailError?) async -> Duration {
        defer { round.tally.tell(logger) }
        do throws(MailError) {
            try await round.run()
            told = nil
            return rhythm.look
        } catch {
            if error != told {
                logger.error("the mailbox was not read: \(error.advice)", metadata: ["code": "\(error.code)"])
            }
            told = error
            return error == .mailboxSignInRefused ? rhythm.refused : rhythm.look
        }
    }
}
