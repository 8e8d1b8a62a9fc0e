import Domain

/// A letter as HTML for mail programs: one document with its styles in place, nothing from elsewhere, no picture but the logo
/// that travels in the message.
///
/// Written here and not in a template: mail programs want colours in `style` attributes, where templates let no value in.
/// Everything that comes from outside passes `escaped`; colours are values of `BrandColor`.
enum LetterMarkup {
    /// Filters take little HTML with a picture in it for an advertisement: up to 3200 bytes, says SpamAssassin
    /// (`HTML_IMAGE_ONLY_32`). A letter that is shorter goes without its logo.
    private static let leastWithPicture = 3300

    static func html(_ draft: LetterDraft) -> String {
        let html = html(draft, logo: draft.logo)
        return draft.logo != nil && html.utf8.count < leastWithPicture ? self.html(draft, logo: nil) : html
    }

    private static func html(_ draft: LetterDraft, logo: String?) -> String {
        let body =
            ([top(draft, logo: logo), paragraph(draft.hello)] + draft.lead.map { paragraph($0) } + [
                items(draft), note(draft),
            ]
            + [button(draft)] + draft.about.map { paragraph($0) } + [foot(draft)]).filter { !$0.isEmpty }
        return """
            <!doctype html>
            <html lang="\(draft.language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
            <title>\(escaped(draft.subject))</title>
            <style>
            @media (prefers-color-scheme: dark) {
            body, .paper { background: #131518 !important; color: #e9ebed !important; }
            .ink { color: #e9ebed !important; }
            .soft, .soft a { color: #a5acb4 !important; }
            .line { border-color: #2c3137 !important; }
            }
            </style>
            </head>
            <body class="paper" style="margin: 0; padding: 0; background: #ffffff; color: #191c1f;">
            <div class="paper" style="\(sheet)">
            \(body.joined(separator: "\n"))
            </div>
            </body>
            </html>

            """
    }

    private static let sheet = """
        max-width: 560px; margin: 0 auto; padding: 24px 20px 40px; background: #ffffff; color: #191c1f; \
        \(font) overflow-wrap: anywhere;
        """

    /// Said where text stands, too: some mail programs hand nothing down.
    private static let font = """
        font-family: system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; font-size: 17px; \
        line-height: 1.5;
        """

    /// The logo beside the name, so that nothing is missing where pictures are not shown.
    private static func top(_ draft: LetterDraft, logo: String?) -> String {
        let table = """
            width: 100%; margin: 0 0 28px; border-top: 4px solid \(draft.color.css); border-collapse: collapse; \
            border-spacing: 0;
            """
        let name =
            "padding: 14px 0 0; vertical-align: middle; text-align: left; color: #191c1f; font-weight: 600; \(font)"
        let picture = logo.map { source in
            """
            <td style="width: 1%; padding: 14px 12px 0 0; vertical-align: middle; white-space: nowrap;">\
            <img src="\(escaped(source))" alt="" height="40" style="\(image)"></td>
            """
        }
        return """
            <table role="presentation" style="\(table)"><tr>
            \(picture ?? "")<td class="ink" style="\(name)">\(escaped(draft.organization))</td>
            </tr></table>
            """
    }

    private static let image = "display: block; height: 40px; width: auto; max-width: 200px; border: 0; outline: none;"

    private static func paragraph(_ text: String) -> String {
        "<p class=\"ink\" style=\"margin: 0 0 16px; color: #191c1f; \(font)\">\(escaped(text))</p>"
    }

    private static func items(_ draft: LetterDraft) -> String {
        guard !draft.items.isEmpty else { return "" }
        let lines = draft.items.map { "<li style=\"margin: 0 0 6px;\">\(escaped($0))</li>" }
        return "<ul style=\"margin: 0 0 16px; padding: 0 0 0 20px;\">\n\(lines.joined(separator: "\n"))\n</ul>"
    }

    private static func note(_ draft: LetterDraft) -> String {
        guard let note = draft.note else { return "" }
        let style = "margin: 0 0 16px; padding: 2px 0 2px 14px; border-left: 3px solid #83898f;"
        let paragraphs = note.paragraphs.map { "<p style=\"margin: 4px 0 0;\">\(escaped($0))</p>" }
        return """
            <div class="line" style="\(style)">
            <p class="soft" style="margin: 0; color: #555c63;">\(escaped(note.heading))</p>
            \(paragraphs.joined(separator: "\n"))
            </div>
            """
    }

    private static func button(_ draft: LetterDraft) -> String {
        let style = """
            display: inline-block; padding: 13px 24px; border-radius: 6px; background: \(draft.color.css); \
            color: \(draft.color.ink.css); font-weight: 600; text-decoration: none;
            """
        guard let target = draft.link else { return "" }
        // In previews there is a text in the place of the link.
        guard let link = webAddress(target) else {
            return """
                <p style="margin: 28px 0;"><span style="\(style)">\(escaped(draft.button))</span></p>
                <p class="soft" style="margin: 0 0 28px; color: #555c63; font-size: 14px;">\(escaped(target))</p>
                """
        }
        return """
            <p style="margin: 28px 0 12px;"><a href="\(link)" style="\(style)">\(escaped(draft.button))</a></p>
            <p class="soft" style="margin: 0 0 28px; color: #555c63; font-size: 14px;">\(escaped(draft.addressHint))<br>
            <a href="\(link)" style="color: #555c63;">\(link)</a></p>
            """
    }

    private static func foot(_ draft: LetterDraft) -> String {
        let style =
            "margin: 28px 0 0; padding: 16px 0 0; border-top: 1px solid #e2e2dc; color: #555c63; font-size: 14px;"
        let trust = draft.trust.map { "<p style=\"margin: 0 0 10px;\">\(escaped($0))</p>" }
        let sender = draft.sender.map(escaped).joined(separator: "<br>\n")
        return """
            <div class="soft line" style="\(style)">
            \(trust.joined(separator: "\n"))
            <p style="margin: 16px 0 0;">\(sender)</p>
            </div>
            """
    }

    /// The link, fit for an attribute; nil for what is no web address.
    private static func webAddress(_ link: String) -> String? {
        guard link.hasPrefix("https://") || link.hasPrefix("http://"),
            link.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return escaped(link)
    }

    /// By scalar: a quote followed by a mark that joins it is still a quote.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
