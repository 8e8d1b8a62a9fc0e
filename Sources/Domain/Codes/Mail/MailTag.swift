/// An element's start tag, with the attributes that say how it looks.
struct MailTag {
    /// In lower case.
    let name: String
    let attributes: [String: String]

    static let attributesOfLooks: Set = ["bgcolor", "color", "hidden", "size", "style"]

    /// Elements without content: they have no end tag.
    var isVoid: Bool { Self.voids.contains(name) }
    /// Elements that begin and end a line.
    var isBlock: Bool { Self.isBlock(name) }
    /// Elements that begin and end a word: table cells.
    static func isCell(_ name: String) -> Bool { name == "td" || name == "th" }

    static func isBlock(_ name: String) -> Bool { blocks.contains(name) }

    /// Whether an open element of this name ends, by HTML's rules, where the new one begins.
    func ends(_ open: String) -> Bool {
        switch open {
        case "p": isBlock
        case "li": name == "li"
        case "td", "th": Self.isCell(name) || name == "tr"
        case "tr": name == "tr"
        default: false
        }
    }

    private static let voids: Set = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]

    private static let blocks: Set = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
        "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
        "main",
        "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
    ]
}
