/// What each command does in each stage, and what the answers from outside do.
extension SMTPSession {
    mutating func obey(_ command: SMTPCommand) throws(SMTPRefusal) {
        switch command {
        case .ehlo, .helo, .lhlo: try greet(command)
        case .mail(let sender, let size): try begin(sender, size)
        case .rcpt(let recipient): try address(recipient)
        case .data: try startBody()
        case .startTLS: try startTLS()
        case .rset:
            if stage != .unnamed { stage = .ready }
            say(.reply(.done))
        case .noop: say(.reply(.done))
        case .vrfy: say(.reply(.cannotVerify))
        case .help: say(.reply(.help))
        case .quit: hangUp(.goodbye)
        case .notOffered: throw SMTPRefusal(.notOffered)
        case .http: hangUp(.notHTTP)
        }
    }

    /// LMTP has a hello of its own, so that neither is taken for the other.
    private mutating func greet(_ command: SMTPCommand) throws(SMTPRefusal) {
        guard (command == .lhlo) == (profile.dialect == .lmtp) else { throw SMTPRefusal(.unknownCommand) }
        stage = .ready
        let plain = SMTPReply(250, nil, profile.hostName)
        say(.reply(command == .helo ? plain : profile.extensions(isSecured: isSecured)))
    }

    private mutating func begin(_ sender: String, _ size: Int?) throws(SMTPRefusal) {
        guard stage == .ready else { throw SMTPRefusal(.outOfOrder) }
        guard messages < profile.limits.messages else { return hangUp(.tooManyMessages) }
        guard size ?? 0 <= profile.limits.messageBytes else { throw SMTPRefusal(.tooLarge) }
        stage = .addressing(MailEnvelope(sender: sender))
        say(.reply(.senderTaken))
    }

    private mutating func address(_ recipient: String) throws(SMTPRefusal) {
        guard case .addressing(let envelope) = stage else { throw SMTPRefusal(.outOfOrder) }
        guard envelope.recipients.count < profile.limits.recipients else { throw SMTPRefusal(.tooManyRecipients) }
        stage = .asking(envelope, recipient: recipient)
        say(.ask(recipient: recipient))
    }

    /// The answer to `.ask`.
    public mutating func answer(recipient answer: MailAnswer) {
        guard case .asking(var envelope, let recipient) = stage else { return }
        switch answer {
        case .accepted:
            envelope.recipients.append(recipient)
            stage = .addressing(envelope)
            say(.reply(.recipientTaken))
        case .refused(let reply):
            stage = .addressing(envelope)
            fault(reply)
        }
    }

    private mutating func startBody() throws(SMTPRefusal) {
        guard case .addressing(let envelope) = stage else { throw SMTPRefusal(.outOfOrder) }
        guard !envelope.recipients.isEmpty else { throw SMTPRefusal(.noRecipients) }
        stage = .taking(envelope)
        intake = DataIntake(limit: profile.limits.messageBytes)
        say(.reply(.startBody))
    }

    /// The dot came: the message is handed over, or refused.
    mutating func finish(_ envelope: MailEnvelope) {
        messages += 1
        let (bytes, refusal) = (intake.bytes, intake.refusal)
        intake = DataIntake(limit: 0)
        guard let refusal else {
            stage = .delivering(envelope)
            return say(.deliver(bytes, envelope))
        }
        conclude(envelope, Array(repeating: .refused(refusal), count: envelope.recipients.count))
    }

    /// The answers to `.deliver`, one for each recipient in their order; a missing one means "try again".
    public mutating func answer(message answers: [MailAnswer]) {
        guard case .delivering(let envelope) = stage else { return }
        let missing = max(0, envelope.recipients.count - answers.count)
        let all = answers.prefix(envelope.recipients.count) + Array(repeating: .refused(.unavailable), count: missing)
        conclude(envelope, Array(all))
    }

    private mutating func conclude(_ envelope: MailEnvelope, _ answers: [MailAnswer]) {
        stage = .ready
        switch profile.dialect {
        case .lmtp: for answer in answers { say(.reply(Self.reply(to: answer))) }
        case .smtp: say(.reply(Self.combined(answers)))
        }
    }

    /// SMTP has one reply for all. One that may be better later brings the whole message back, and whoever has it already
    /// drops the repeat; else the message is taken when anybody took it.
    private static func combined(_ answers: [MailAnswer]) -> SMTPReply {
        let replies = answers.map { reply(to: $0) }
        return replies.first(where: \.isTemporary) ?? replies.first { $0 == .messageTaken } ?? replies.first
            ?? .unavailable
    }

    private static func reply(to answer: MailAnswer) -> SMTPReply {
        switch answer {
        case .accepted: .messageTaken
        case .refused(let reply): reply
        }
    }

    private mutating func startTLS() throws(SMTPRefusal) {
        guard profile.offersTLS, !isSecured else { throw SMTPRefusal(.notOffered) }
        guard stage == .ready || stage == .unnamed else { throw SMTPRefusal(.outOfOrder) }
        // What was sent before TLS must not be taken for something sent within it (CVE-2011-0411).
        guard isDrained else { return hangUp(.outOfOrder) }
        stage = .securing
        say(.startTLS(.startTLS))
    }

    /// TLS has begun; everything said before is forgotten (RFC 3207, section 4.2).
    public mutating func secured() {
        guard stage == .securing else { return }
        isSecured = true
        stage = .unnamed
    }
}
