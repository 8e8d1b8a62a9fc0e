/// A range of addresses: `10.0.0.0/8`, `::1`.
public struct IPRange: Hashable, Sendable {
    private let base: IPAddress
    private let length: Int

    /// Reads an address with or without a prefix length; anything else is nil.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first, let base = IPAddress(first), parts.count <= 2 else { return nil }
        let most = base.bytes.count * 8
        guard let length = parts.count == 2 ? Int(parts[1]) : most, (0...most).contains(length) else { return nil }
        self.base = base
        self.length = length
    }

    public func contains(_ address: IPAddress) -> Bool {
        guard address.bytes.count == base.bytes.count else { return false }
        let whole = length / 8
        guard address.bytes.prefix(whole) == base.bytes.prefix(whole) else { return false }
        let rest = length % 8
        guard rest > 0 else { return true }
        let mask = UInt8.max << (8 - rest)
        return address.bytes[whole] & mask == base.bytes[whole] & mask
    }
}
