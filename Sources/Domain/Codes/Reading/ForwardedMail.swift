/// A mail that a person or a rule forwarded: its own header lines, quoted in the text, and what stands below them. All
/// above, the forwarder's own words, is full of numbers that are no codes, and so are the header lines.
struct ForwardedMail {
    let subject: String?
    let body: ArraySlice<String>

    /// Nil when no header block is quoted. A mail that was forwarded twice is read from its innermost block.
    init?(in lines: [String]) {
        guard var block = HeaderBlock(first: lines[...]) else { return nil }
        while let inner = HeaderBlock(atTop: block.below) { block = inner }
        subject = block.subject
        body = block.below
    }
}

/// Quoted header lines: `From: …` first, then at least two more, as Gmail, Outlook and Apple Mail write them.
private struct HeaderBlock {
    let subject: String?
    let below: ArraySlice<String>

    init?(first lines: ArraySlice<String>) {
        for index in lines.indices {
            guard let block = HeaderBlock(startingAt: index, of: lines) else { continue }
            self = block
            return
        }
        return nil
    }

    /// The block that follows when nothing but blank lines and the forwarder's rule (`-----`) stand above it.
    init?(atTop lines: ArraySlice<String>) {
        let top = lines.prefix(8).firstIndex { HeaderLine($0)?.field == .from }
        guard let top, lines[..<top].allSatisfy(Self.isRule) else { return nil }
        self.init(startingAt: top, of: lines)
    }

    private init?(startingAt start: Int, of lines: ArraySlice<String>) {
        guard HeaderLine(lines[start])?.field == .from else { return nil }
        var index = start + 1
        var count = 1
        var subject: String?
        var field = HeaderLine.Field.from
        while index < lines.endIndex {
            if let line = HeaderLine(lines[index]) {
                count += 1
                field = line.field
                if field == .subject { subject = line.value }
            } else if !Self.continues(lines[index], after: lines[index - 1], of: field) {
                break
            }
            index += 1
        }
        guard count >= 3 else { return nil }
        self.subject = subject
        below = lines[index...]
    }

    /// Long header lines go on in the next one, indented; lists of recipients also after a comma.
    private static func continues(_ line: String, after previous: String, of field: HeaderLine.Field) -> Bool {
        guard let first = line.utf8.first, line.utf8.contains(where: { $0 > 32 }) else { return false }
        return first == 32 || first == 9 || (field == .other && previous.hasSuffix(","))
    }

    private static func isRule(_ line: String) -> Bool {
        let bare = HeaderLine.unquoted(line)
        return bare.isEmpty || bare.hasPrefix("---") || bare.hasPrefix("___") || bare.hasSuffix(":")
    }
}

/// One quoted header line in English, Spanish, French or German.
private struct HeaderLine {
    enum Field { case from, subject, other }

    let field: Field
    let value: String

    init?(_ line: String) {
        let bare = Self.unquoted(line)
        guard let colon = bare.unicodeScalars.prefix(24).firstIndex(of: ":") else { return nil }
        let name = bare[..<colon].lowercased().filter { $0 != "*" }
        guard let field = Self.fields[TextRules.trimmed(name)] else { return nil }
        self.field = field
        value = TextRules.trimmed(String(bare[bare.unicodeScalars.index(after: colon)...].drop { $0 == "*" }))
    }

    /// Without the marks of quoting and of bold type.
    static func unquoted(_ line: String) -> Substring {
        Substring(line.unicodeScalars.drop { $0 == ">" || $0 == " " || $0 == "*" || $0 == "\t" || $0 == "\u{A0}" })
    }

    private static let fields: [String: Field] = [
        "from": .from, "von": .from, "de": .from,
        "subject": .subject, "betreff": .subject, "asunto": .subject, "objet": .subject,
        "date": .other, "sent": .other, "to": .other, "cc": .other, "reply-to": .other,
        "datum": .other, "gesendet": .other, "an": .other,
        "fecha": .other, "enviado": .other, "enviado el": .other, "para": .other,
        "envoyé": .other, "envoye": .other, "à": .other,
    ]
}
