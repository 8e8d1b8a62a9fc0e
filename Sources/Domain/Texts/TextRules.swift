/// What is wrong with a text that a person or a client gave. Names the field, never the text.
public enum TextError: ExplainedError, Sendable, Equatable {
    case empty(field: String)
    /// Longer than `limit` Unicode scalars.
    case tooLong(field: String, limit: Int)
    case controlCharacters(field: String)
    /// Characters that turn the direction of what follows, or that cannot be seen at all.
    case invisibleCharacters(field: String)
    case notAnAddress(field: String)

    /// The field at fault, as the form or the API names it.
    public var field: String {
        switch self {
        case .empty(let field), .tooLong(let field, _), .controlCharacters(let field),
            .invisibleCharacters(let field), .notAnAddress(let field):
            field
        }
    }

    /// Stable, for clients and metrics.
    public var code: String {
        switch self {
        case .empty: "empty"
        case .tooLong: "too_long"
        case .controlCharacters: "control_characters"
        case .invisibleCharacters: "invisible_characters"
        case .notAnAddress: "not_an_address"
        }
    }

    /// What to do, for the person at the field.
    public var advice: String {
        switch self {
        case .empty: "Enter a value."
        case .tooLong(_, let limit): "Use at most \(limit) characters."
        case .controlCharacters: "Remove line breaks and other invisible characters."
        case .invisibleCharacters:
            "There are characters in it that cannot be seen. Delete the text and type it anew instead of pasting it."
        case .notAnAddress: "Enter an e-mail address such as name@example.com."
        }
    }

    public var isRetryable: Bool { false }
    public var level: ErrorLevel { .info }
}

/// The rules that every text from outside passes before it is kept.
public enum TextRules {
    /// The text itself, when it is not empty, not longer than the limit (Unicode scalars) and without control characters.
    public static func checked(_ text: String, field: String, limit: Int) throws(TextError) -> String {
        guard !text.isEmpty else { throw .empty(field: field) }
        guard text.unicodeScalars.count <= limit else { throw .tooLong(field: field, limit: limit) }
        guard !text.unicodeScalars.contains(where: isControl) else { throw .controlCharacters(field: field) }
        return text
    }

    /// The same for one line that people read (a name, a title): spaces around it do not belong to it, and everything in
    /// it can be seen, so that no name reads as another one.
    public static func checkedLine(_ text: String, field: String, limit: Int = 200) throws(TextError) -> String {
        let line = try checked(trimmed(text), field: field, limit: limit)
        guard !hidesSomething(line) else { throw .invisibleCharacters(field: field) }
        return line
    }

    /// The text without the spaces and line ends around it.
    static func trimmed(_ text: String) -> String {
        let inner = text.drop(while: \.isWhitespace)
        guard let last = inner.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(inner[...last])
    }

    /// Marks of direction, characters without width, fillers. Joiners and variation selectors shape the character before
    /// them in scripts and emoji that need them; after a space, a Latin letter or nothing they only hide.
    private static func hidesSomething(_ line: String) -> Bool {
        var before: Unicode.Scalar?
        for scalar in line.unicodeScalars {
            if isInvisible(scalar), !(isShaping(scalar) && before.map(canBeShaped) ?? false) { return true }
            before = scalar
        }
        return false
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        // Blank braille is a picture of nothing; annotation marks are format characters that Unicode does not call ignorable.
        scalar.properties.isDefaultIgnorableCodePoint || scalar == "\u{2800}"
            || ("\u{FFF9}"..."\u{FFFB}").contains(scalar)
    }

    private static func isShaping(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{200C}" || scalar == "\u{200D}" || scalar.properties.isVariationSelector
    }

    private static func canBeShaped(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.properties.isWhitespace && (!isInvisible(scalar) || isShaping(scalar))
            && !(scalar.properties.isAlphabetic && scalar.value < 0x250)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
