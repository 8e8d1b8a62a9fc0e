/// How much one client may ask of a server.
public struct MailLimits: Sendable, Equatable {
    /// Bytes of one message, as announced in `SIZE`.
    public var messageBytes = 10_485_760
    public var recipients = 20
    /// Bytes of a command's line.
    public var commandBytes = 1_024
    /// Bytes of a line of a message. The standard says 998; some senders write a whole page as one line.
    public var textLineBytes = 65_536
    /// Commands of one connection.
    public var commands = 1_000
    /// Messages of one connection.
    public var messages = 200
    /// Refused commands and unknown recipients of one connection.
    public var faults = 20
    /// How long the client may be silent, and how long an answer may take us.
    public var idle: Duration = .seconds(60)
    /// How long a connection may last.
    public var total: Duration = .seconds(900)
    /// Connections at the same time, in all.
    public var connections = 200
    /// Connections at the same time of one address (in IPv6, of one /64).
    public var connectionsPerPeer = 20
    /// Bytes of all messages that are being taken at the same time.
    public var memoryBytes = 134_217_728

    public init() {}
}
