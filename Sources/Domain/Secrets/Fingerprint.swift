/// A keyed hash (HMAC-SHA-256, lower-case hex, 64 characters) that recognises a secret without holding it.
public struct Fingerprint: Hashable, Sendable {
    public let hex: String

    public init?(hex: String) {
        guard hex.utf8.count == 64, hex.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
            return nil
        }
        self.hex = hex
    }
}
