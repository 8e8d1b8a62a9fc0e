/// Follows the markup of a template far enough to say where its values land. Escaped text is safe between tags and in
/// attributes in double quotes, and nowhere else.
struct MarkupScanner {
    private enum Place {
        case text, tag, doubleQuoted, singleQuoted, unquoted, comment
        /// Inside `<script>` or `<style>`, until its end tag.
        case rawText(element: String)
    }

    private var place = Place.text
    private var tagName = ""
    private var attribute = ""
    private var previous: Character = " "

    /// The first tag whose value lands where escaping does not protect.
    static func firstStrayValue(in text: String, tags: [MustacheTag]) -> (line: Int, problem: String)? {
        var scanner = MarkupScanner()
        var rest = text.startIndex
        for tag in tags {
            scanner.read(text[rest..<tag.range.lowerBound])
            if tag.isValue, let problem = scanner.problem { return (tag.line, problem) }
            if tag.isValue { scanner.readValue() }
            rest = tag.range.upperBound
        }
        return nil
    }

    private var problem: String? {
        switch place {
        case .text, .comment: nil
        case .doubleQuoted:
            attribute.lowercased().hasPrefix("on") || attribute.lowercased() == "style"
                ? "a value may not stand in the attribute \(attribute)" : nil
        case .singleQuoted: "an attribute with a value stands in double quotes"
        case .tag where previous == "=", .unquoted: "an attribute with a value stands in double quotes"
        case .tag: "a value may not name a tag or an attribute"
        case .rawText(let element): "a value may not stand in <\(element)>"
        }
    }

    private mutating func readValue() { previous = "x" }

    private mutating func read(_ markup: Substring) {
        var rest = markup
        while let next = rest.first {
            step(next, rest: rest)
            previous = next
            rest = rest.dropFirst()
        }
    }

    private mutating func step(_ next: Character, rest: Substring) {
        switch place {
        case .text:
            if rest.hasPrefix("<!--") {
                place = .comment
            } else if next == "<" {
                tagName = String(rest.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "/" })
                place = .tag
                attribute = ""
            }
        case .comment:
            if rest.hasPrefix("-->") { place = .text }
        case .rawText(let element):
            if rest.lowercased().hasPrefix("</\(element)") { place = .tag }
        case .tag:
            stepInTag(next)
        case .doubleQuoted:
            if next == "\"" { leaveAttribute() }
        case .singleQuoted:
            if next == "'" { leaveAttribute() }
        case .unquoted:
            if next.isWhitespace { leaveAttribute() }
            if next == ">" { leaveTag() }
        }
    }

    private mutating func stepInTag(_ next: Character) {
        switch next {
        case "\"" where previous == "=": place = .doubleQuoted
        case "'" where previous == "=": place = .singleQuoted
        case ">": leaveTag()
        case "=": break
        case _ where next.isWhitespace: attribute = ""
        case _ where previous == "=": place = .unquoted
        default: attribute.append(next)
        }
    }

    private mutating func leaveAttribute() {
        place = .tag
        attribute = ""
    }

    private mutating func leaveTag() {
        let element = tagName.lowercased()
        place = element == "script" || element == "style" ? .rawText(element: element) : .text
        tagName = ""
    }
}
