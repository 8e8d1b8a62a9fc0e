/// A path on this very site with its query, safe to redirect to.
public struct LocalPath: Sendable, Equatable, CustomStringConvertible {
    public let text: String

    /// Nil for anything that a browser could read as another site: no scheme, no `//`, no backslash, only printable ASCII.
    public init?(_ text: String) {
        guard text.hasPrefix("/"), !text.hasPrefix("//"), text.utf8.count <= 2000,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return nil }
        self.text = text
    }

    public var description: String { text }
}
