import CCurl
public import Ports

/// Hands letters to a mail server, one after the other, each over a connection of its own: letters are few, and servers
/// dislike idle ones.
public actor SMTPSender: LetterSending {
    nonisolated private let executor = QueueExecutor(label: "mail.smtp")
    nonisolated public var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    private let relay: MailRelay
    private let hostName: String

    /// - Parameter hostName: What we call ourselves.
    public init(_ relay: MailRelay, hostName: String) {
        self.relay = relay
        self.hostName = hostName
    }

    /// Hands over one letter; takes 60 seconds at most, and more while others wait before it. Cancelled, it is put off, unless
    /// the server has all of it and only did not answer yet.
    public func send(_ letter: Letter) async -> LetterVerdict {
        let brake = CurlBrake()
        return await withTaskCancellationHandler {
            hand(letter, until: brake)
        } onCancel: {
            brake.pull()
        }
    }

    private func hand(_ letter: Letter, until brake: CurlBrake) -> LetterVerdict {
        let message: LetterMessage
        do throws(LetterFault) { message = try LetterMessage(letter) } catch { return error.verdict }
        do throws(MailError) {
            return try RelayLink(relay, hostName: hostName).send(message, until: brake).verdict
        } catch {
            return .postponed(words: error.advice)
        }
    }

    /// Connects and signs in, as for a letter, and sends nothing.
    ///
    /// - Throws: `MailError` with what to do about it.
    public func check() throws(MailError) {
        let answer = try RelayLink(relay, hostName: hostName).greet()
        guard answer.result == CURLE_OK else { throw answer.trouble }
    }
}
