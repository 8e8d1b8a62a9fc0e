/// A deliverable-looking e-mail address, lower-cased: ASCII, one `@`, a domain with a dot (a part of RFC 5321, on purpose).
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    public let text: String

    /// Spaces around it are dropped; anything that is not an address is nil.
    public init?(_ text: String) {
        let bare = TextRules.trimmed(text).lowercased()
        let parts = bare.split(separator: "@", omittingEmptySubsequences: false)
        guard bare.utf8.count <= 254, parts.count == 2, Self.isLocal(parts[0]), Self.isDomain(parts[1]) else {
            return nil
        }
        self.text = bare
    }

    /// The same, naming the field of the form or the API when it is not an address.
    public init(_ text: String, field: String) throws(TextError) {
        guard let address = EmailAddress(text) else { throw .notAnAddress(field: field) }
        self = address
    }

    public var description: String { text }

    private static func isLocal(_ part: Substring) -> Bool {
        let dots = part.split(separator: ".", omittingEmptySubsequences: false)
        return (1...64).contains(part.utf8.count) && dots.allSatisfy { !$0.isEmpty }
            && part.utf8.allSatisfy { isAlphanumeric($0) || ".!#$%&'*+/=?^_`{|}~-".utf8.contains($0) }
    }

    private static func isDomain(_ part: Substring) -> Bool {
        let labels = part.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy(isLabel)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
            && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (48...57).contains(byte)
    }
}
