/// The address between angle brackets in `MAIL FROM:<…>` and `RCPT TO:<…>` (RFC 5321, section 4.1.2).
enum MailPath {
    /// Reads the path behind a keyword; source routes are dropped, as the standard asks.
    ///
    /// - Returns: The address as written, empty for `<>`, and what follows the bracket.
    static func read(
        _ argument: Substring, after keyword: String
    ) throws(SMTPRefusal) -> (address: String, rest: Substring) {
        guard argument.prefix(keyword.count).uppercased() == keyword else { throw SMTPRefusal(.malformed) }
        // A blank after the colon is wrong and common.
        let path = argument.dropFirst(keyword.count).drop { $0 == " " }
        guard path.first == "<", let end = end(of: path) else { throw SMTPRefusal(.malformedAddress) }
        let rest = path[path.index(after: end)...]
        guard rest.isEmpty || rest.first == " " else { throw SMTPRefusal(.malformedAddress) }
        let address = withoutRoute(path[..<end].dropFirst())
        guard address.utf8.allSatisfy({ $0 < 0x80 }) else { throw SMTPRefusal(.nonASCIIAddress) }
        guard address.isEmpty || isAddress(address) else { throw SMTPRefusal(.malformedAddress) }
        return (String(address), rest)
    }

    /// The closing bracket: the first outside of a quoted local part.
    private static func end(of path: Substring) -> Substring.Index? {
        var isQuoted = false
        var isEscaped = false
        for index in path.indices {
            switch path[index] {
            case _ where isEscaped: isEscaped = false
            case "\\" where isQuoted: isEscaped = true
            case "\"": isQuoted.toggle()
            case ">" where !isQuoted: return index
            default: break
            }
        }
        return nil
    }

    /// `@one,@two:name@domain` → `name@domain`.
    private static func withoutRoute(_ path: Substring) -> Substring {
        guard path.first == "@", let colon = path.firstIndex(of: ":") else { return path }
        return path[path.index(after: colon)...]
    }

    static func isAddress(_ address: Substring) -> Bool {
        if address.lowercased() == "postmaster" { return true }
        guard address.utf8.count <= 254, let at = address.lastIndex(of: "@") else { return false }
        return isLocal(address[..<at]) && isDomain(address[address.index(after: at)...])
    }

    private static func isLocal(_ part: Substring) -> Bool {
        guard (1...64).contains(part.utf8.count) else { return false }
        if part.first == "\"" { return part.count >= 2 && part.last == "\"" }
        return part.utf8.allSatisfy { isAlphanumeric($0) || ".!#$%&'*+/=?^_`{|}~-".utf8.contains($0) }
    }

    private static func isDomain(_ part: Substring) -> Bool {
        guard (1...253).contains(part.utf8.count) else { return false }
        if part.first == "[" { return part.last == "]" }
        return part.utf8.allSatisfy { isAlphanumeric($0) || ".-_".utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
    }
}
