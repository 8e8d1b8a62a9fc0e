/// The server's side of one SMTP or LMTP dialogue (RFC 5321, RFC 2033), without socket and clock: bytes go in by `take`,
/// and `next` says what to do, one step after the other, until it needs more bytes or an answer.
///
/// Pipelining comes by itself, since every line is answered before the next one is read.
public struct SMTPSession: Sendable {
    /// What a driver does next.
    public enum Step: Sendable, Equatable {
        case reply(SMTPReply)
        /// Ask whether this recipient takes mail, then call `answer(recipient:)`.
        case ask(recipient: String)
        /// Hand over the message, then call `answer(message:)` with an answer for each recipient.
        case deliver([UInt8], MailEnvelope)
        /// Send the reply, start TLS at that very moment, then call `secured()`.
        case startTLS(SMTPReply)
        case close
    }

    /// Where the dialogue stands.
    enum Stage: Sendable, Equatable {
        /// Nobody has said hello.
        case unnamed
        case ready
        case addressing(MailEnvelope)
        case asking(MailEnvelope, recipient: String)
        case taking(MailEnvelope)
        case delivering(MailEnvelope)
        case securing
        case closed
    }

    let profile: Profile
    var stage = Stage.unnamed
    /// Beside the stage, so that it can grow in place.
    var intake = DataIntake(limit: 0)
    var isSecured = false
    var messages = 0
    private var lines = LineBuffer()
    private var outbox: [Step]
    private var commands = 0
    private var faults = 0

    public init(_ profile: Profile) {
        self.profile = profile
        outbox = [.reply(profile.greeting)]
    }

    /// Bytes that this dialogue keeps in memory.
    public var heldBytes: Int { intake.bytes.count + lines.count }

    /// Nothing was sent that is not yet read.
    var isDrained: Bool { lines.count == 0 }

    public mutating func take(_ bytes: some Sequence<UInt8>) {
        guard stage != .closed else { return }
        lines.append(bytes)
    }

    /// The next step; nil when bytes or an answer must come first.
    public mutating func next() -> Step? {
        while true {
            if !outbox.isEmpty { return outbox.removeFirst() }
            switch stage {
            case .asking, .delivering, .securing, .closed: return nil
            case .taking(let envelope):
                guard let line = lines.next(limit: profile.limits.textLineBytes) else { return nil }
                take(line, of: envelope)
            case .unnamed, .ready, .addressing:
                guard let line = lines.next(limit: profile.limits.commandBytes) else { return nil }
                obey(line)
            }
        }
    }

    /// The message that is being taken cannot be kept: there is no memory for it.
    public mutating func refuseMessage() {
        if case .taking = stage { intake.refuse(.noMemory) }
    }

    private mutating func obey(_ line: LineBuffer.Line) {
        commands += 1
        guard commands <= profile.limits.commands else { return hangUp(.tooManyCommands) }
        switch line {
        case .bareLineFeed: hangUp(.bareLineFeed)
        case .tooLong: fault(.commandTooLong)
        case .text(let bytes):
            do throws(SMTPRefusal) { try obey(SMTPCommand(bytes)) } catch { fault(error.reply) }
        }
    }

    private mutating func take(_ line: LineBuffer.Line, of envelope: MailEnvelope) {
        let progress: DataIntake.Progress
        switch line {
        case .bareLineFeed: return hangUp(.bareLineFeed)
        case .tooLong: progress = intake.take(nil)
        case .text(let bytes): progress = intake.take(bytes)
        }
        switch progress {
        case .goesOn: break
        case .hopeless: hangUp(intake.refusal ?? .tooLarge)
        case .ended: finish(envelope)
        }
    }

    // MARK: What the commands' half of the machine says

    mutating func say(_ step: Step) { outbox.append(step) }

    /// A refusal that counts: whoever collects them guesses.
    mutating func fault(_ reply: SMTPReply) {
        faults += 1
        guard faults <= profile.limits.faults else { return hangUp(.tooManyFaults) }
        say(.reply(reply))
    }

    mutating func hangUp(_ reply: SMTPReply) {
        outbox += [.reply(reply), .close]
        stage = .closed
        intake = DataIntake(limit: 0)
        lines.clear()
    }
}

extension SMTPSession {
    /// What the server is.
    public struct Profile: Sendable, Equatable {
        public enum Dialect: Sendable { case smtp, lmtp }

        public let dialect: Dialect
        /// The name that the server calls itself.
        public let hostName: String
        public let limits: MailLimits
        public let offersTLS: Bool

        public init(dialect: Dialect, hostName: String, limits: MailLimits = MailLimits(), offersTLS: Bool = false) {
            self.dialect = dialect
            self.hostName = hostName
            self.limits = limits
            self.offersTLS = offersTLS
        }

        var greeting: SMTPReply { SMTPReply(220, nil, "\(hostName) \(dialect == .smtp ? "ESMTP" : "LMTP")") }

        func extensions(isSecured: Bool) -> SMTPReply {
            var lines = [hostName, "PIPELINING", "SIZE \(limits.messageBytes)", "8BITMIME", "ENHANCEDSTATUSCODES"]
            if offersTLS, !isSecured { lines.append("STARTTLS") }
            return SMTPReply(250, nil, lines: lines)
        }
    }
}
