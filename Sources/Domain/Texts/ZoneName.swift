public import Foundation

/// The IANA name of a time zone that this machine knows: `America/New_York`, `UTC`.
public struct ZoneName: Hashable, Sendable, CustomStringConvertible {
    public let text: String
    public let zone: TimeZone

    /// Spaces around it are dropped; a name that is in no list is nil.
    public init?(_ text: String) {
        let bare = TextRules.trimmed(text)
        guard Self.known.contains(bare), let zone = TimeZone(identifier: bare) else { return nil }
        self.text = bare
        self.zone = zone
    }

    private init(text: String, zone: TimeZone) {
        self.text = text
        self.zone = zone
    }

    public static let utc = ZoneName(text: "UTC", zone: .gmt)

    /// Every name there is to choose from, sorted.
    public static let all: [String] = known.sorted()

    private static let known = Set(TimeZone.knownTimeZoneIdentifiers + ["UTC"])

    public var description: String { text }
}
