/// The stable name of a provider in the catalogue, equal to its folder's name: `sandbox-harbor`.
public struct ProviderKey: Hashable, Sendable, Codable, CustomStringConvertible {
    public let text: String

    /// Lower-case letters, digits and hyphens, 2 to 64 characters, starting with a letter; anything else is nil.
    public init?(_ text: String) {
        guard (2...64).contains(text.utf8.count), let first = text.utf8.first, (97...122).contains(first),
            text.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
        else { return nil }
        self.text = text
    }

    public var description: String { text }
}
