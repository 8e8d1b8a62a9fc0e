/// How the text of an element is shown, as far as it tells shown from hidden and plain from bold or large.
struct MailLook {
    private var isHidden = false
    private var isTiny = false
    private var isBold = false
    private var isLarge = false
    private var color: String?
    private var background: String?

    /// Hidden text is a preheader, or a trap.
    var isShown: Bool { !isHidden && !isTiny && (color == nil || color != background) }
    var isEmphasised: Bool { isBold || isLarge }

    /// The look inside an element that stands in this one.
    func inside(_ tag: MailTag) -> MailLook {
        var look = self
        switch tag.name {
        case "b", "strong", "h1", "h2", "h3", "big": look.isBold = true
        case "select", "template", "datalist", "object", "svg": look.isHidden = true
        default: break
        }
        if tag.attributes["hidden"] != nil { look.isHidden = true }
        if let color = tag.attributes["color"] { look.color = MailColor(color)?.hex }
        if let background = tag.attributes["bgcolor"] { look.background = MailColor(background)?.hex }
        if tag.name == "font", let size = tag.attributes["size"] {
            look.isLarge = ["5", "6", "7", "+2", "+3"].contains(size)
        }
        if let style = tag.attributes["style"] { look.apply(style) }
        return look
    }

    private mutating func apply(_ style: String) {
        var isFlat = false
        var isClipped = false
        for declaration in style.lowercased().split(separator: ";") {
            guard let colon = declaration.firstIndex(of: ":") else { continue }
            let name = TextRules.trimmed(String(declaration[..<colon]))
            let value = TextRules.trimmed(
                String(declaration[declaration.index(after: colon)...]).replacing("!important", with: ""))
            apply(name, value)
            if name == "max-height" || name == "height" { isFlat = MailLength(value)?.isNothing ?? isFlat }
            if name == "overflow" { isClipped = value == "hidden" }
        }
        if isFlat, isClipped { isHidden = true }
    }

    private mutating func apply(_ name: String, _ value: String) {
        switch (name, value) {
        case ("display", "none"), ("visibility", "hidden"), ("visibility", "collapse"), ("mso-hide", "all"):
            isHidden = true
        case ("opacity", _): if Double(value).map({ $0 <= 0.05 }) ?? false { isHidden = true }
        case ("font-size", _): apply(size: value)
        case ("font-weight", _): isBold = value.hasPrefix("bold") || (Int(value).map { $0 >= 600 } ?? false)
        case ("font", _):
            for part in value.split(separator: " ") { apply(fontPart: String(part)) }
        case ("color", _): color = MailColor(value)?.hex ?? color
        case ("background-color", _): background = MailColor(value)?.hex ?? background
        case ("background", _), ("background-image", _): apply(background: value)
        default: break
        }
    }

    private mutating func apply(size value: String) {
        guard let length = MailLength(value) else { return }
        if !length.isRelative || length.isTiny { isTiny = length.isTiny }
        isLarge = length.isLarge
    }

    /// Shorthand: `bold 24px/30px Arial`.
    private mutating func apply(fontPart part: String) {
        if part == "bold" || part == "bolder" { isBold = true }
        let size = part.prefix { $0 != "/" }
        if size.last == "%" || size.last?.isLetter ?? false || part.contains("/") || size == "0" {
            apply(size: String(size))
        }
    }

    /// Behind a picture no colour is known.
    private mutating func apply(background value: String) {
        if value.contains("url(") || value.contains("gradient(") {
            background = nil
        } else if let color = MailColor(value)
            ?? value.split(separator: " ").lazy.compactMap({ MailColor(String($0)) }).first
        {
            background = color.hex
        }
    }
}
