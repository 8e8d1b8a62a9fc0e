/// The client's side of one SMTP or LMTP dialogue that sends one message, without socket and clock.
public struct SMTPDialogue: Sendable {
    /// What a driver does next.
    public enum Step: Sendable, Equatable {
        case send([UInt8])
        /// Nothing more is to be said; the connection may be closed.
        case finish(MailDelivery)
    }

    private enum Stage: Sendable, Equatable {
        case greeting, hello, plainHello, sender
        case recipient(Int)
        case start
        case body
        /// LMTP: one reply for each accepted recipient.
        case receipt(Int)
        case farewell, over
    }

    private let dialect: SMTPSession.Profile.Dialect
    private let hostName: String
    private let envelope: MailEnvelope
    private let message: [UInt8]
    private var replies = ReplyReader()
    private var stage = Stage.greeting
    private var extensions: Set<String> = []
    private var delivery = MailDelivery()

    /// - Parameters:
    ///   - hostName: What the client calls itself.
    ///   - message: As it is to arrive: dots are stuffed and line ends made CR LF here.
    /// - Throws: `.malformedAddress`; there must be a recipient, the sender may be empty.
    public init(
        _ dialect: SMTPSession.Profile.Dialect = .smtp, hostName: String, envelope: MailEnvelope, message: [UInt8]
    ) throws(MailWireError) {
        let addresses = envelope.recipients + (envelope.sender.isEmpty ? [] : [envelope.sender])
        guard !envelope.recipients.isEmpty, addresses.allSatisfy(Self.canBeSaid) else { throw .malformedAddress }
        self.dialect = dialect
        self.hostName = hostName
        self.envelope = envelope
        self.message = message
    }

    private static func canBeSaid(_ address: String) -> Bool {
        address.utf8.allSatisfy { (0x21...0x7E).contains($0) } && MailPath.isAddress(address[...])
            && !address.contains(where: { "<>".contains($0) })
    }

    /// What became of the message, once that is certain.
    ///
    /// - Throws: `.refused` when nobody got it.
    var outcome: MailDelivery? {
        get throws(MailWireError) { stage == .farewell || stage == .over ? try delivery.unlessRefused : nil }
    }

    public mutating func take(_ bytes: some Sequence<UInt8>) { replies.append(bytes) }

    /// The next step; nil when bytes must come first.
    ///
    /// - Throws: `.refused` when the other side takes nothing for anybody, `.notUnderstood`.
    public mutating func next() throws(MailWireError) -> Step? {
        while stage != .over, let reply = try replies.next() {
            if let step = try hear(reply) { return step }
        }
        return nil
    }

    private mutating func hear(_ reply: SMTPReply) throws(MailWireError) -> Step? {
        switch stage {
        case .greeting:
            try require(reply, 220)
            stage = .hello
            return say("\(dialect == .lmtp ? "LHLO" : "EHLO") \(hostName)")
        case .hello where reply.code >= 500 && dialect == .smtp:
            stage = .plainHello
            return say("HELO \(hostName)")
        case .hello, .plainHello:
            try require(reply, 250)
            extensions = Set(reply.lines.dropFirst().compactMap { $0.split(separator: " ").first?.uppercased() })
            stage = .sender
            return say("MAIL FROM:<\(envelope.sender)>\(parameters)")
        case .sender:
            try require(reply, 250)
            return ask(0)
        case .recipient(let number):
            note(reply, envelope.recipients[number])
            return number + 1 < envelope.recipients.count ? ask(number + 1) : try startBody()
        case .start:
            try require(reply, 354)
            stage = .body
            return .send(stuffed)
        case .body where dialect == .smtp:
            try require(reply, 250)
            return leave()
        case .body: return judge(reply, 0, delivery.accepted)
        case .receipt(let number): return judge(reply, number, delivery.accepted)
        case .farewell:
            stage = .over
            return .finish(try delivery.unlessRefused)
        case .over: return nil
        }
    }

    private func require(_ reply: SMTPReply, _ code: Int) throws(MailWireError) {
        guard reply.code != code else { return }
        guard reply.code >= 400 else { throw .notUnderstood }
        throw .refused(code: reply.code, status: reply.status)
    }

    private func say(_ line: String) -> Step { .send(Array((line + "\r\n").utf8)) }

    private var parameters: String {
        let size = extensions.contains("SIZE") ? " SIZE=\(message.count)" : ""
        let isWide = message.contains { $0 >= 0x80 }
        return size + (isWide && extensions.contains("8BITMIME") ? " BODY=8BITMIME" : "")
    }

    private mutating func ask(_ number: Int) -> Step {
        stage = .recipient(number)
        return say("RCPT TO:<\(envelope.recipients[number])>")
    }

    private mutating func note(_ reply: SMTPReply, _ recipient: String) {
        if (250..<300).contains(reply.code) {
            delivery.accepted.append(recipient)
        } else {
            delivery.refused.append(.init(recipient: recipient, reply: reply))
        }
    }

    private mutating func startBody() throws(MailWireError) -> Step {
        _ = try delivery.unlessRefused
        stage = .start
        return say("DATA")
    }

    private mutating func judge(_ reply: SMTPReply, _ number: Int, _ recipients: [String]) -> Step? {
        // The list shrinks while it is judged: `number` counts those that stay.
        guard recipients.indices.contains(number) else { return leave() }
        var next = number + 1
        if !(250..<300).contains(reply.code) {
            delivery.accepted.remove(at: number)
            delivery.refused.append(.init(recipient: recipients[number], reply: reply))
            next = number
        }
        guard next < delivery.accepted.count else { return leave() }
        stage = .receipt(next)
        return nil
    }

    private mutating func leave() -> Step {
        stage = .farewell
        return say("QUIT")
    }

    /// The message as it goes over the wire, with its closing dot.
    private var stuffed: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(message.count + 64)
        var isLineStart = true
        var last: UInt8 = 0
        for byte in message {
            if byte == 0x0A, last != 0x0D { bytes.append(0x0D) }
            if isLineStart, byte == UInt8(ascii: ".") { bytes.append(byte) }
            bytes.append(byte)
            isLineStart = byte == 0x0A
            last = byte
        }
        if !isLineStart { bytes += [0x0D, 0x0A] }
        return bytes + Array(".\r\n".utf8)
    }
}
