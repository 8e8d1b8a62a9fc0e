extension InboundTransport {
    /// The part of an address that names it: `sms-gateway` in `/in/sms/sms-gateway/…`.
    public var door: String { rawValue.replacing("_", with: "-") }

    /// The transport whose address has this part; nil for anything else.
    public init?(door: String) {
        guard let transport = Self.allCases.first(where: { $0.door == door }) else { return nil }
        self = transport
    }

    /// Where a phone or an SMS service posts the texts of one route: `/in/sms/twilio/<key>`.
    ///
    /// - Parameter key: The route's address; letters, digits, `-` and `_`.
    public func path(forKey key: String) -> String { "/in/sms/\(door)/\(key)" }
}
