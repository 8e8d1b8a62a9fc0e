import Foundation
import Mustache

/// One template's text, checked for what would let a value leave its place.
struct TemplateSource {
    /// The path below its folder without the extension: `partials/status`.
    let name: String
    let path: String
    let text: String
    let tags: [MustacheTag]

    init(name: String, path: String, text: String) throws(TemplateError) {
        self.name = name
        self.path = path
        self.text = text
        tags = MustacheTag.all(in: text)
        for tag in tags {
            if let problem = tag.problem { throw .malformed(path: path, line: tag.line, problem: problem) }
        }
        if let stray = MarkupScanner.firstStrayValue(in: text, tags: tags) {
            throw .malformed(path: path, line: stray.line, problem: stray.problem)
        }
    }

    /// The template, compiled from the text with the escaping asked for at its start and in every block: a content type
    /// reaches neither partials nor blocks by itself.
    func compiled() throws(TemplateError) -> MustacheTemplate {
        _ = ScalarEscaping.registered
        let pragma = "{{% CONTENT_TYPE:HTML}}"
        var guarded = pragma
        var rest = text.startIndex
        for tag in tags where tag.kind == "$" {
            guarded += text[rest..<tag.range.upperBound] + pragma
            rest = tag.range.upperBound
        }
        guarded += text[rest...]
        do {
            return try MustacheTemplate(string: guarded)
        } catch let error as MustacheTemplate.ParserError {
            throw .malformed(path: path, line: error.context.lineNumber, problem: "\(error.error)")
        } catch {
            throw .malformed(path: path, line: 1, problem: "\(error)")
        }
    }
}

/// One `{{…}}` of a template.
struct MustacheTag {
    let range: Range<String.Index>
    let line: Int
    /// The character behind the braces, or nil for a plain variable.
    let kind: Character?
    let name: String

    /// Whether the tag prints a value.
    var isValue: Bool { kind == nil }

    static func all(in text: String) -> [MustacheTag] {
        text.matches(of: /\{\{([#^\/>$<!%=&{])?\s*((?:[^}]|\}(?!\}))*?)\s*\}\}/).map { match in
            MustacheTag(
                range: match.range,
                line: text[..<match.range.lowerBound].count { $0.isNewline } + 1,
                kind: match.output.1?.first,
                name: String(match.output.2))
        }
    }

    /// Why the tag may not stand in a template at all.
    var problem: String? {
        switch kind {
        case "{", "&": "a value may not be printed unescaped"
        case "=": "delimiters may not be changed"
        case "%": "the content type is set by the loader"
        case ">" where name.hasPrefix("*"), "<" where name.hasPrefix("*"): "a value may not choose a template"
        default: nil
        }
    }
}
