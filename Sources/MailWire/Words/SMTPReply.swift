/// What a server says: three digits, an enhanced status (RFC 3463), and text of one line or more.
public struct SMTPReply: Sendable, Equatable {
    /// 200 to 599.
    public let code: Int
    /// Such as `5.1.1`; nil in a greeting and in the answer to a hello, which have none.
    public let status: String?
    /// Never empty.
    public let lines: [String]

    public init(_ code: Int, _ status: String?, _ lines: String...) { self.init(code, status, lines: lines) }

    /// No lines become one empty line.
    public init(_ code: Int, _ status: String?, lines: [String]) {
        self.code = code
        self.status = status
        self.lines = lines.isEmpty ? [""] : lines
    }

    /// Trying again later may help.
    public var isTemporary: Bool { (400..<500).contains(code) }

    /// As it goes over the wire. Anything that is not printable ASCII becomes `?`, so that no text can end a line.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for (number, line) in lines.enumerated() {
            let separator = number == lines.count - 1 ? " " : "-"
            bytes += "\(code)\(separator)\(status.map { "\($0) " } ?? "")".utf8
            bytes += line.utf8.map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: "?") }
            bytes += [0x0D, 0x0A]
        }
        return bytes
    }
}

/// Replies that whoever takes mail may give.
extension SMTPReply {
    public static let unknownRecipient = SMTPReply(550, "5.1.1", "No such address here")
    public static let notRelayed = SMTPReply(550, "5.7.1", "We do not take mail for that domain")
    public static let tooManyForRecipient = SMTPReply(452, "4.2.2", "This address gets too much mail, try again later")
    public static let unavailable = SMTPReply(451, "4.3.0", "Cannot take mail now, try again later")
    public static let tooFast = SMTPReply(451, "4.7.1", "Too much mail from you, try again later")
    public static let unreadable = SMTPReply(550, "5.6.0", "The message cannot be read")
}

/// Replies of the dialogue itself.
extension SMTPReply {
    static let done = SMTPReply(250, "2.0.0", "OK")
    static let senderTaken = SMTPReply(250, "2.1.0", "OK")
    static let recipientTaken = SMTPReply(250, "2.1.5", "OK")
    static let messageTaken = SMTPReply(250, "2.6.0", "Taken")
    static let startBody = SMTPReply(354, nil, "End with a line that holds a dot alone")
    static let startTLS = SMTPReply(220, "2.0.0", "Go ahead")
    static let goodbye = SMTPReply(221, "2.0.0", "Goodbye")
    static let help = SMTPReply(214, "2.0.0", "See RFC 5321")
    static let cannotVerify = SMTPReply(252, "2.0.0", "Send the mail, and we will see")
    static let unknownCommand = SMTPReply(500, "5.5.1", "No such command")
    static let notOffered = SMTPReply(502, "5.5.1", "Not offered here")
    static let outOfOrder = SMTPReply(503, "5.5.1", "Not now")
    static let noRecipients = SMTPReply(503, "5.5.1", "No recipient was taken")
    static let malformed = SMTPReply(501, "5.5.4", "Malformed argument")
    static let malformedAddress = SMTPReply(501, "5.1.3", "Malformed address")
    static let nonASCIIAddress = SMTPReply(553, "5.6.7", "Addresses are ASCII here")
    static let unknownParameter = SMTPReply(555, "5.5.4", "Unknown parameter")
    static let illegalCharacter = SMTPReply(500, "5.5.2", "Illegal character in a command")
    static let commandTooLong = SMTPReply(500, "5.5.2", "The line is too long")
    static let textLineTooLong = SMTPReply(554, "5.6.0", "A line of the message is too long")
    static let tooManyRecipients = SMTPReply(452, "4.5.3", "Too many recipients")
    static let tooLarge = SMTPReply(552, "5.3.4", "The message is too large")
    static let noMemory = SMTPReply(452, "4.3.1", "Too much mail at once, try again later")
    static let bareLineFeed = SMTPReply(521, "5.5.2", "Lines end in CR LF")
    static let notHTTP = SMTPReply(521, "5.5.1", "This is a mail server")
    static let tooManyFaults = SMTPReply(421, "4.7.0", "Too many errors")
    static let tooManyCommands = SMTPReply(421, "4.7.0", "Too many commands")
    static let tooManyMessages = SMTPReply(421, "4.7.0", "Too many messages on one connection")
    static let tooManyConnections = SMTPReply(421, "4.7.0", "Too many connections")
    static let stalled = SMTPReply(421, "4.4.2", "Took too long")
    static let shuttingDown = SMTPReply(421, "4.3.2", "Shutting down")
}
