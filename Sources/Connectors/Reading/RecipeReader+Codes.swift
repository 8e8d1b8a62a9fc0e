import Domain
import Foundation

/// What `codes:` says of a portal's one-time codes.
struct CodeSection {
    let habits: CodeHabits
    let trustCookies: [String]
}

/// The section `codes:`, and the pages that ask for codes.
extension RecipeReader {
    func codes(_ root: RecipeMap) -> CodeSection? {
        let keys = [
            "channels", "mail_senders", "text_senders", "shape", "lifetime_s", "trust_days", "trust_cookies",
        ]
        guard let map = root.map("codes", allowed: keys),
            map.requiredNode("channels", example: "[email, sms]") != nil
        else { return nil }
        let channels = (map.texts("channels") ?? []).compactMap { channel($0, in: map, at: map.line(of: "channels")) }
        let habits = CodeHabits(
            channels: channels, mailSenders: mailSenders(map), textSenders: map.texts("text_senders") ?? [],
            shape: shape(map), lifetime: TimeInterval(map.integer("lifetime_s", in: 30...86_400) ?? 600),
            trustDays: map.integer("trust_days", in: 1...3_650))
        return CodeSection(habits: habits, trustCookies: map.texts("trust_cookies") ?? [])
    }

    private func channel(_ word: String, in map: RecipeMap, at line: Int) -> CodeChannel? {
        if let channel = CodeChannel(rawValue: word) { return channel }
        let words = RecipeMap.list(CodeChannel.allCases.map(\.rawValue))
        notes.add("\"\(word)\" in \(map.name) is no channel; it takes \(words)", at: line)
        return nil
    }

    private func mailSenders(_ map: RecipeMap) -> [String] {
        let senders = (map.texts("mail_senders") ?? []).map { $0.lowercased() }
        for sender in senders where !Self.isSender(sender) {
            notes.add(
                "mail sender \"\(sender)\" must be a domain like city-water.example or a whole address",
                at: map.line(of: "mail_senders"))
        }
        return senders
    }

    private static func isSender(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count <= 2, !parts.contains(""), !text.contains(" "), let domain = parts.last else { return false }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && !labels.contains("")
    }

    private func shape(_ codes: RecipeMap) -> CodeShape {
        guard let map = codes.map("shape", allowed: ["length", "numeric"]) else { return .usual }
        let lengths = map.integers("length", in: 3...12) ?? []
        if lengths.count > 2 || lengths != lengths.sorted() {
            notes.add("length in \(map.name) must be one number, or the least and the most", at: map.line(of: "length"))
            return .usual
        }
        let usual = CodeShape.usual.length
        let length = (lengths.first ?? usual.lowerBound)...(lengths.last ?? usual.upperBound)
        return CodeShape(length: length, isNumeric: flag(map, "numeric"))
    }

    // MARK: - Pages

    func asksChannel(_ map: RecipeMap) -> PageMeaning? {
        guard let list = map.map("asks_channel", allowed: CodeChannel.allCases.map(\.rawValue)) else { return nil }
        if list.keys.isEmpty {
            notes.add("\(list.name) is empty; write email: \"#by-email\"", at: list.line)
        }
        let elements = list.keys.compactMap { entry -> ChannelElement? in
            guard let channel = CodeChannel(rawValue: entry.key) else { return nil }
            return list.optionalText(entry.key).map { ChannelElement(channel: channel, selector: $0) }
        }
        return .asksChannel(elements)
    }

    func asksCode(_ map: RecipeMap) -> PageMeaning? {
        guard let form = map.map("asks_code", allowed: ["channel", "destination_from", "resend"]) else { return nil }
        return .asksCode(
            CodeForm(
                channel: form.choice("channel", of: CodeChannel.self),
                destinationFrom: form.optionalText("destination_from"), resend: form.optionalText("resend")))
    }

    func codeRefused(_ map: RecipeMap) -> PageMeaning? {
        map.choice("code_refused", of: RefusalWord.self).map { .codeRefused($0.verdict) }
    }

    /// Pages that ask for codes belong together, and need to know what is sent over what.
    func check(_ pages: [RecipePage], fit codes: CodeHabits?, of root: RecipeMap) {
        guard let list = root.map("pages", allowed: []) else { return }
        let forms = pages.contains { $0.means.codeForm != nil }
        let choices = pages.contains { !$0.means.channelElements.isEmpty }
        for page in pages {
            let line = list.line(of: page.name)
            if page.means.isAboutCodes, !root.has("codes") {
                notes.add("page \(page.name) needs the section codes; write codes: { channels: [email] }", at: line)
            }
            if page.means.isAboutCodes, !forms {
                notes.add("page \(page.name) is about codes, but no page means asks_code", at: line)
            }
            for channel in page.means.channels where codes?.channels.contains(channel) == false {
                notes.add("page \(page.name) names \(channel.rawValue), which the channels of codes lack", at: line)
            }
            if let codes, codes.channels.count > 1, !choices, let form = page.means.codeForm, form.channel == nil {
                notes.add("page \(page.name) must name its channel, since no page means asks_channel", at: line)
            }
        }
    }
}

/// What a portal may say against a code.
private enum RefusalWord: String, CaseIterable {
    case rejected, expired

    var verdict: CodeVerdict {
        switch self {
        case .rejected: .rejected
        case .expired: .expired
        }
    }
}

extension PageMeaning {
    /// The form for a code, when the page is one.
    var codeForm: CodeForm? {
        if case .asksCode(let form) = self { form } else { nil }
    }

    /// The channels to choose from, when the page lets choose.
    var channelElements: [ChannelElement] {
        if case .asksChannel(let elements) = self { elements } else { [] }
    }

    fileprivate var channels: [CodeChannel] {
        channelElements.map(\.channel) + (codeForm?.channel.map { [$0] } ?? [])
    }

    fileprivate var isAboutCodes: Bool {
        switch self {
        case .asksChannel, .asksCode, .codeRefused: true
        default: false
        }
    }
}
