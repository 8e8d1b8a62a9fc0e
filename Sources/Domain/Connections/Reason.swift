/// The machine-readable reason beside a status, e.g. `password_rejected`, `site_down.http_5xx` (law, section 1.1).
public struct Reason: Hashable, Sendable, RawRepresentable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let created = Reason(rawValue: "created")
    public static let proven = Reason(rawValue: "proven")
}
