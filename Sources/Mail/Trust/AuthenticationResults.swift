/// One `Authentication-Results` field (RFC 8601), as far as it speaks of DKIM.
struct AuthenticationResults: Sendable, Equatable {
    /// Lower-case.
    let server: String
    /// It says something about DKIM, good or bad.
    let speaksOfDKIM: Bool
    /// Domains whose signature passed, lower-case.
    let passed: Set<String>

    /// Reads the field's value; nil when it names no server.
    init?(_ value: String) {
        let statements = Self.split(Self.withoutComments(value), at: ";")
        // The server's name may be followed by a version.
        guard let server = statements.first?.split(separator: " ").first, !server.isEmpty else { return nil }
        self.server = Self.unquoted(server).lowercased()
        var speaksOfDKIM = false
        var passed: Set<String> = []
        for statement in statements.dropFirst() {
            let words = Self.properties(statement)
            guard let result = words.first, Self.isDKIM(result.name) else { continue }
            speaksOfDKIM = true
            guard result.value == "pass", let domain = Self.domain(words.dropFirst()) else { continue }
            passed.insert(domain)
        }
        self.speaksOfDKIM = speaksOfDKIM
        self.passed = passed
    }

    /// What the server of this name found; nothing when it found nothing. Others are not listened to.
    ///
    /// - Parameter onTop: Only the first field of all counts.
    static func dkimDomains(in headers: HeaderBlock, of server: String, onTop: Bool = false) -> Set<String> {
        let values = headers.values(of: "authentication-results")
        // Below the server's own stand those that came with the message, and may claim its name.
        return values.prefix(onTop ? 1 : values.count).lazy.compactMap(AuthenticationResults.init)
            .first { $0.server == server.lowercased() && $0.speaksOfDKIM }?.passed ?? []
    }

    /// `dkim` or `dkim/1`.
    private static func isDKIM(_ method: String) -> Bool { method == "dkim" || method.hasPrefix("dkim/") }

    /// `header.d`, or the domain of `header.i` where a server writes that alone.
    private static func domain(_ words: ArraySlice<(name: String, value: String)>) -> String? {
        let domain =
            words.first { $0.name == "header.d" }?.value
            ?? words.first { $0.name == "header.i" }?.value.split(separator: "@").last.map(String.init)
        return domain.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// `dkim=pass header.d=example.com` → pairs in lower case; blanks around `=` are allowed.
    private static func properties(_ statement: String) -> [(name: String, value: String)] {
        var words: [(name: String, value: String)] = []
        for word in spaced(statement) {
            let parts = split(word, at: "=", most: 1)
            guard parts.count == 2 else { continue }
            words.append((parts[0].lowercased(), unquoted(parts[1][...]).lowercased()))
        }
        return words
    }

    /// Words, where blanks around `=` do not part them.
    private static func spaced(_ statement: String) -> [String] {
        var words: [String] = []
        for word in split(statement.replacing("\t", with: " "), at: " ") where !word.isEmpty {
            if let last = words.last, last.hasSuffix("=") || word.hasPrefix("=") {
                words[words.count - 1] = last + word
            } else {
                words.append(word)
            }
        }
        return words
    }

    /// Comments in parentheses, which nest, become blanks.
    private static func withoutComments(_ value: String) -> String {
        var plain = ""
        var depth = 0
        var isQuoted = false
        var isEscaped = false
        for character in value {
            defer { isEscaped = character == "\\" && !isEscaped }
            if character == "\"", depth == 0, !isEscaped { isQuoted.toggle() }
            if character == "(", !isQuoted, !isEscaped {
                if depth == 0 { plain.append(" ") }
                depth += 1
            } else if character == ")", depth > 0, !isEscaped {
                depth -= 1
            } else if depth == 0 {
                plain.append(character)
            }
        }
        return plain
    }

    /// Parts at a character that stands outside of quotes. A backslash in quotes takes the next character's meaning away:
    /// a sender's own address may end up in a field, and must not end the quotes there.
    private static func split(_ text: String, at separator: Character, most: Int = .max) -> [String] {
        var parts = [""]
        var isQuoted = false
        var isEscaped = false
        for character in text {
            if character == "\"", !isEscaped { isQuoted.toggle() }
            isEscaped = isQuoted && character == "\\" && !isEscaped
            if character == separator, !isQuoted, parts.count <= most {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }

    private static func unquoted(_ word: Substring) -> String {
        word.count >= 2 && word.first == "\"" && word.last == "\"" ? String(word.dropFirst().dropLast()) : String(word)
    }
}
