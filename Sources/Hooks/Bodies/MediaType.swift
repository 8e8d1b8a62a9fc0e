/// A media type with its parameters (RFC 9110, section 8.3.1), such as `multipart/form-data; boundary=x`.
struct MediaType: Sendable, Equatable {
    /// Lower-case, without parameters; empty when there was none.
    let name: String
    /// Names in lower case, values without quotes.
    let parameters: [String: String]

    init(_ text: String?) {
        var parts = Self.split(text ?? "")
        name = parts.isEmpty ? "" : parts.removeFirst().lowercased()
        var parameters: [String: String] = [:]
        for part in parts {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2 else { continue }
            let name = Self.trimmed(sides[0]).lowercased()
            // The first one counts, whatever follows.
            if parameters[name] == nil { parameters[name] = Self.unquoted(Self.trimmed(sides[1])) }
        }
        self.parameters = parameters
    }

    /// Pieces between semicolons that stand outside quotes.
    private static func split(_ text: String) -> [String] {
        var pieces = [""]
        var isQuoted = false
        var isEscaped = false
        for character in text.prefix(1_000) {
            if character == ";", !isQuoted {
                pieces.append("")
                continue
            }
            if character == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = character == "\\" && isQuoted && !isEscaped
            pieces[pieces.count - 1].append(character)
        }
        return pieces.map { trimmed($0[...]) }
    }

    private static func trimmed(_ text: Substring) -> String {
        let inner = text.drop(while: \.isWhitespace)
        return String(inner.reversed().drop(while: \.isWhitespace).reversed())
    }

    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        var bare = ""
        var isEscaped = false
        for character in text.dropFirst().dropLast() {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                bare.append(character)
                isEscaped = false
            }
        }
        return bare
    }
}
