/// What is wrong with a text that a person or a client gave. Names the field, never the text.
public enum TextError: ExplainedError, Sendable, Equatable {
    case empty(field: String)
    /// Longer than `limit` Unicode scalars.
    case tooLong(field: String, limit: Int)
    case controlCharacters(field: String)
    case notAnAddress(field: String)

    /// The field at fault, as the form or the API names it.
    public var field: String {
        switch self {
        case .empty(let field), .tooLong(let field, _), .controlCharacters(let field), .notAnAddress(let field): field
        }
    }

    /// Stable, for clients and metrics.
    public var code: String {
        switch self {
        case .empty: "empty"
        case .tooLong: "too_long"
        case .controlCharacters: "control_characters"
        case .notAnAddress: "not_an_address"
        }
    }

    /// What to do, for the person at the field.
    public var advice: String {
        switch self {
        case .empty: "Enter a value."
        case .tooLong(_, let limit): "Use at most \(limit) characters."
        case .controlCharacters: "Remove line breaks and other invisible characters."
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

    /// The same for one line that people read (a name, a title): spaces around it do not belong to it.
    public static func checkedLine(_ text: String, field: String, limit: Int = 200) throws(TextError) -> String {
        try checked(trimmed(text), field: field, limit: limit)
    }

    /// The text without the spaces and line ends around it.
    static func trimmed(_ text: String) -> String {
        let inner = text.drop(while: \.isWhitespace)
        guard let last = inner.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(inner[...last])
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
