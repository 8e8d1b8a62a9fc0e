/// What one look at a page saw. Plain data, so that recognising needs no browser.
struct PageFacts: Sendable, Equatable {
    /// Absolute address of the main document.
    let address: String
    /// HTTP status of the main document, nil when it came from no server.
    let status: Int?
    let title: String
    /// The main frame first.
    let frames: [FrameFacts]

    /// The path of the address, `/` at least; no query, no fragment.
    var path: String { AddressParts(address).path }

    /// The host of the address, lower-case, without its port; empty when it has none.
    var host: String { AddressParts(address).host }

    /// The text of the element asked for by its selector, from the first frame that shows any.
    func label(_ selector: String) -> String? {
        frames.lazy.compactMap { $0.labels[selector] }.first { !$0.isEmpty }
    }

    func shows(_ selector: String) -> Bool { frames.contains { $0.visible.contains(selector) } }

    func says(_ phrase: String) -> Bool {
        let folded = FoldedText.fold(phrase)
        return frames.contains { $0.text.contains(folded) }
    }

    func isTitled(_ phrase: String) -> Bool { FoldedText.fold(title).contains(FoldedText.fold(phrase)) }

    /// The first frame in which the element is visible.
    func frame(showing selector: String) -> Int? { frames.firstIndex { $0.visible.contains(selector) } }
}

struct FrameFacts: Sendable, Equatable {
    /// Visible text, folded.
    let text: String
    /// The selectors asked for that have a visible element here.
    let visible: Set<String>
    /// Texts of the elements asked for by `label_from` and `destination_from`.
    let labels: [String: String]

    init(text: String, visible: Set<String>, labels: [String: String] = [:]) {
        self.text = FoldedText.fold(text)
        self.visible = visible
        self.labels = labels
    }
}

/// Text as phrases are compared: lower-case, any run of white space one space, typographic quotes plain.
enum FoldedText {
    static func fold(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        var pendingSpace = false
        for scalar in text.lowercased().unicodeScalars {
            if scalar.properties.isWhitespace {
                pendingSpace = !folded.isEmpty
                continue
            }
            if pendingSpace { folded.append(" ") }
            pendingSpace = false
            folded.append(plain(scalar))
        }
        return String(folded)
    }

    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "\u{2018}", "\u{2019}": "'"
        case "\u{201C}", "\u{201D}": "\""
        default: scalar
        }
    }
}

/// Scheme, host and path of an address as the flight recorder may keep them.
struct AddressParts: Equatable {
    /// `https://portal.example`, empty when the address has no host.
    let origin: String
    let path: String

    init(_ address: String) {
        let bare = address.prefix { $0 != "?" && $0 != "#" }
        guard let scheme = bare.firstRange(of: "://") else {
            origin = ""
            path = String(bare)
            return
        }
        let afterScheme = bare[scheme.upperBound...]
        let authority = afterScheme.prefix { $0 != "/" }
        // A user name or password inside an address is never kept.
        let host = authority.split(separator: "@").last ?? ""
        let rest = String(afterScheme.dropFirst(authority.count))
        origin = "\(bare[..<scheme.lowerBound])://\(host)"
        path = rest.isEmpty ? "/" : rest
    }

    var withoutQuery: String { origin + path }

    /// The host alone, lower-case; an IPv6 address keeps its brackets.
    var host: String {
        let authority = origin.firstRange(of: "://").map { origin[$0.upperBound...] } ?? ""
        let end = authority.firstRange(of: "]")?.upperBound ?? authority.firstIndex(of: ":") ?? authority.endIndex
        return authority[..<end].lowercased()
    }
}
