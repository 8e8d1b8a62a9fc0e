/// What a mail system says in three numbers (RFC 3463): `5.1.1` for an address that does not exist.
public struct EnhancedStatus: Sendable, Hashable, CustomStringConvertible {
    /// The first number.
    public enum Kind: Int, Sendable, CaseIterable {
        case success = 2, temporary = 4, permanent = 5
    }

    public let kind: Kind
    /// What it is about: 1 addresses, 2 mailboxes, 4 the network, 7 policy.
    public let subject: Int
    public let detail: Int

    /// Exactly such a status; nil for anything else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let found = Self.status(in: bytes, at: 0), found.end == bytes.count else { return nil }
        self = found.status
    }

    private init(kind: Kind, subject: Int, detail: Int) {
        self.kind = kind
        self.subject = subject
        self.detail = detail
    }

    /// Every status that stands in a text by itself, in their order: no part of a longer number or of an IP address.
    public static func all(in text: String) -> [EnhancedStatus] {
        let bytes = Array(text.utf8)
        var found: [EnhancedStatus] = []
        var place = 0
        while place < bytes.count {
            let isInside = place > 0 && (isDigit(bytes[place - 1]) || bytes[place - 1] == UInt8(ascii: "."))
            if !isInside, let status = status(in: bytes, at: place) {
                found.append(status.status)
                place = status.end
            } else {
                place += 1
            }
        }
        return found
    }

    public var description: String { "\(kind.rawValue).\(subject).\(detail)" }

    private static func status(in bytes: [UInt8], at start: Int) -> (status: EnhancedStatus, end: Int)? {
        var numbers: [Int] = []
        var place = start
        for _ in 0..<3 {
            if !numbers.isEmpty {
                guard place < bytes.count, bytes[place] == UInt8(ascii: ".") else { return nil }
                place += 1
            }
            let digits = bytes[place...].prefix(4).prefix(while: isDigit)
            guard (1...3).contains(digits.count) else { return nil }
            numbers.append(digits.reduce(0) { $0 * 10 + Int($1 - 48) })
            place += digits.count
        }
        // An address goes on: `4.31.198.44`.
        let goesOn = place + 1 < bytes.count && bytes[place] == UInt8(ascii: ".") && isDigit(bytes[place + 1])
        guard !goesOn, bytes[start] != UInt8(ascii: "0"), let kind = Kind(rawValue: numbers[0]) else { return nil }
        return (EnhancedStatus(kind: kind, subject: numbers[1], detail: numbers[2]), place)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
