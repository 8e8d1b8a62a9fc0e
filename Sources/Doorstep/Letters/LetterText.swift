/// A letter as plain text: short lines, the link on a line of its own.
enum LetterText {
    /// No line is longer, but for a link.
    static let columns = 76

    static func text(_ draft: LetterDraft) -> String {
        var blocks = [wrapped(draft.hello)] + draft.lead.map { wrapped($0) }
        if !draft.items.isEmpty {
            blocks.append(draft.items.map { wrapped($0, first: "- ", rest: "  ") }.joined(separator: "\n"))
        }
        if let note = draft.note {
            let lines = [wrapped(note.heading)] + note.paragraphs.map { wrapped($0, first: "> ", rest: "> ") }
            blocks.append(lines.joined(separator: "\n"))
        }
        if let link = draft.link { blocks.append(wrapped(draft.button + ":") + "\n\n" + link) }
        blocks += draft.about.map { wrapped($0) } + draft.trust.map { wrapped($0) }
        // The usual mark of a signature: what follows is no part of the message.
        blocks.append("-- \n" + draft.sender.map { wrapped($0) }.joined(separator: "\n"))
        return blocks.joined(separator: "\n\n") + "\n"
    }

    /// Words on lines, each line at most so wide; a word that is wider alone is cut.
    static func wrapped(_ text: String, first: String = "", rest: String = "") -> String {
        var lines: [String] = []
        var line = first
        var hasWord = false
        for word in text.split(separator: " ").flatMap({ pieces(of: $0, columns - rest.count) }) {
            if hasWord, width(line) + 1 + width(word) > columns {
                lines.append(line)
                (line, hasWord) = (rest, false)
            }
            line += (hasWord ? " " : "") + word
            hasWord = true
        }
        return (lines + [line]).joined(separator: "\n")
    }

    private static func pieces(of word: Substring, _ limit: Int) -> [String] {
        var pieces: [String] = []
        var piece = ""
        for character in word {
            if width(piece) + width(String(character)) > limit {
                pieces.append(piece)
                piece = ""
            }
            piece.append(character)
        }
        return pieces + [piece]
    }

    /// Columns on a terminal: signs of East Asian scripts and emoji take two.
    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { sum, scalar in
            let isWide =
                (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xA4CF).contains(scalar.value)
                || (0xAC00...0xD7A3).contains(scalar.value) || (0xF900...0xFAFF).contains(scalar.value)
                || (0xFE30...0xFE6F).contains(scalar.value) || (0xFF00...0xFF60).contains(scalar.value)
                || (0x1F300...0x1FAFF).contains(scalar.value) || (0x20000...0x3FFFD).contains(scalar.value)
            return sum + (isWide ? 2 : 1)
        }
    }
}
