/// The domain that Tieline's own addresses are under: `codes.example.com`. Mail for it must reach this installation.
public struct MailDomain: Sendable, Hashable, CustomStringConvertible {
    public let text: String

    /// A host name of at least two labels, in any letter case; anything else is nil.
    public init?(_ text: String) {
        let folded = text.lowercased()
        let labels = folded.split(separator: ".", omittingEmptySubsequences: false)
        let isWellFormed = labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        }
        guard labels.count > 1, isWellFormed, folded.utf8.count <= 253 else { return nil }
        self.text = folded
    }

    public var description: String { text }

    /// The whole address of an alias under this domain.
    public func address(of alias: String) -> String { "\(alias)@\(text)" }
}

/// The names that messages are addressed to. 128 random bits each: they cannot be guessed, and say nothing of anybody.
public enum MessageAlias {
    /// What the alias of a code route begins with, that of an email connection, the key of a phone, and the address that
    /// reports about one letter come back to.
    public enum Kind: String, Sendable, CaseIterable { case codes = "c-", bills = "b-", phone = "p-", returns = "r-" }

    /// An alias from random bytes, of which 16 are used: 26 characters of base32 in lower case behind its prefix.
    public static func make(_ kind: Kind, random: [UInt8]) -> String {
        kind.rawValue + base32(Array(random.prefix(16)))
    }

    /// What an envelope's recipient may name: the part before `@` without its sub-address, or the sub-address, for hosted
    /// inboxes (`inbox+c-…@hosted.example`). A bare key stays as it is. Lower-case; nothing that is no alias of ours.
    public static func candidates(in recipient: String) -> [String] {
        let local = recipient.lowercased().split(separator: "@", omittingEmptySubsequences: false).first ?? ""
        return local.split(separator: "+").map(String.init).filter { part in
            Kind.allCases.contains { part.hasPrefix($0.rawValue) } && part.utf8.count == 28
        }
    }

    /// The one of them that reports about a letter come back to.
    public static func returnAlias(in recipient: String) -> String? {
        candidates(in: recipient).first { $0.hasPrefix(Kind.returns.rawValue) }
    }

    /// RFC 4648, section 6, in lower case and without padding.
    private static func base32(_ bytes: [UInt8]) -> String {
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567")
        var text = ""
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(buffer >> UInt32(bits) & 31)])
            }
            buffer &= (1 << UInt32(bits)) - 1
        }
        if bits > 0 { text.append(alphabet[Int(buffer << UInt32(5 - bits) & 31)]) }
        return text
    }
}
