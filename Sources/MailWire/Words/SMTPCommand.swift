/// One command of a client (RFC 5321, LMTP's `LHLO` of RFC 2033), read from its line.
enum SMTPCommand: Sendable, Equatable {
    case ehlo, helo, lhlo
    /// The sender is empty for a bounce; size in bytes as the client announces it.
    case mail(sender: String, size: Int?)
    case rcpt(recipient: String)
    case data, rset, noop, quit, vrfy, help, startTLS
    /// Known, and on purpose not done here.
    case notOffered
    /// A request or a header of HTTP: somebody's browser was sent here to speak for him.
    case http

    /// Reads a line without its end.
    ///
    /// - Throws: The reply that says what is wrong.
    init(_ line: [UInt8]) throws(SMTPRefusal) {
        guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { throw SMTPRefusal(.illegalCharacter) }
        // Bytes that are no UTF-8 become U+FFFD, which no address may hold.
        let text = String(decoding: line, as: UTF8.self)
        let verb = text.prefix { $0 != " " }
        let argument = text.dropFirst(verb.count).drop { $0 == " " }
        self = try Self.read(verb.uppercased(), argument)
    }

    private static func read(_ verb: String, _ argument: Substring) throws(SMTPRefusal) -> SMTPCommand {
        switch verb {
        case "EHLO": return try greeting(.ehlo, argument)
        case "HELO": return try greeting(.helo, argument)
        case "LHLO": return try greeting(.lhlo, argument)
        case "MAIL": return try mail(argument)
        case "RCPT": return try rcpt(argument)
        case "DATA": return try alone(.data, argument)
        case "RSET": return try alone(.rset, argument)
        case "QUIT": return try alone(.quit, argument)
        case "STARTTLS": return try alone(.startTLS, argument)
        case "NOOP": return .noop
        case "VRFY": return .vrfy
        case "HELP": return .help
        case "EXPN", "BDAT", "AUTH", "TURN", "ETRN", "SEND", "SOML", "SAML": return .notOffered
        case "GET", "POST", "PUT", "HEAD", "CONNECT", "OPTIONS", "DELETE", "HOST:": return .http
        default: throw SMTPRefusal(.unknownCommand)
        }
    }

    private static func greeting(_ command: SMTPCommand, _ argument: Substring) throws(SMTPRefusal) -> SMTPCommand {
        guard !argument.isEmpty else { throw SMTPRefusal(.malformed) }
        return command
    }

    private static func alone(_ command: SMTPCommand, _ argument: Substring) throws(SMTPRefusal) -> SMTPCommand {
        guard argument.isEmpty else { throw SMTPRefusal(.malformed) }
        return command
    }

    private static func mail(_ argument: Substring) throws(SMTPRefusal) -> SMTPCommand {
        let (sender, rest) = try MailPath.read(argument, after: "FROM:")
        var size: Int?
        for parameter in rest.split(separator: " ") {
            let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            switch (parts[0].uppercased(), parts.count == 2 ? parts[1].uppercased() : nil) {
            case ("SIZE", let text?):
                guard (1...20).contains(text.count), text.allSatisfy({ $0.isASCII && $0.isNumber }) else {
                    throw SMTPRefusal(.malformed)
                }
                // Twenty digits may be more than an Int holds; that is too large anyhow.
                size = Int(text) ?? .max
            case ("BODY", "7BIT"), ("BODY", "8BITMIME"): break
            default: throw SMTPRefusal(.unknownParameter)
            }
        }
        return .mail(sender: sender, size: size)
    }

    private static func rcpt(_ argument: Substring) throws(SMTPRefusal) -> SMTPCommand {
        let (recipient, rest) = try MailPath.read(argument, after: "TO:")
        guard !recipient.isEmpty else { throw SMTPRefusal(.malformedAddress) }
        guard rest.allSatisfy({ $0 == " " }) else { throw SMTPRefusal(.unknownParameter) }
        return .rcpt(recipient: recipient)
    }
}

/// A command that is refused, with what is said to it.
struct SMTPRefusal: Error, Equatable {
    let reply: SMTPReply

    init(_ reply: SMTPReply) { self.reply = reply }
}
