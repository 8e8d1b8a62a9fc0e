public import Foundation

/// What a provider's codes look like and how they come, as its recipe says.
public struct CodeHabits: Sendable, Equatable {
    /// What the portal can send over, in the portal's order.
    public let channels: [CodeChannel]
    /// Domains, or whole addresses, that its code mails come from; lower-case.
    public let mailSenders: [String]
    /// Numbers, short codes or names that its texts come from.
    public let textSenders: [String]
    public let shape: CodeShape
    /// How long a code lives, in seconds.
    public let lifetime: TimeInterval
    /// How long the portal remembers a device, in days, as far as known; learned values are kept apart.
    public let trustDays: Int?

    public init(
        channels: [CodeChannel], mailSenders: [String] = [], textSenders: [String] = [], shape: CodeShape = .usual,
        lifetime: TimeInterval = 600, trustDays: Int? = nil
    ) {
        self.channels = channels
        self.mailSenders = mailSenders
        self.textSenders = textSenders
        self.shape = shape
        self.lifetime = lifetime
        self.trustDays = trustDays
    }
}

/// Length and alphabet of a provider's codes.
public struct CodeShape: Sendable, Equatable, Codable {
    public let length: ClosedRange<Int>
    public let isNumeric: Bool

    public init(length: ClosedRange<Int>, isNumeric: Bool) {
        self.length = length
        self.isNumeric = isNumeric
    }

    /// Nothing is known: 4 to 8 letters or digits.
    public static let usual = CodeShape(length: 4...8, isNumeric: false)

    /// Whether a code, as a person may have typed it, fits; spaces and dashes do not count.
    public func fits(_ code: String) -> Bool {
        let bare = code.filter { $0 != " " && $0 != "-" }
        guard length.contains(bare.count) else { return false }
        return bare.unicodeScalars.allSatisfy { scalar in
            ("0"..."9").contains(scalar)
                || (!isNumeric && (("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)))
        }
    }
}
