/// The link in Gmail's confirmation that says yes.
enum ForwardingLink {
    private static let hosts = ["mail-settings.google.com", "mail.google.com"]
    private static let path = "/mail/vf-"

    /// The only such link in some texts or HTML; nil when they hold none or different ones.
    static func only(in texts: [String]) -> String? {
        let found = texts.reduce(into: Set<String>()) { found, text in found.formUnion(links(in: text)) }
        return found.count == 1 ? found.first : nil
    }

    private static func links(in text: String) -> Set<String> {
        var found: Set<String> = []
        var rest = Array(text.utf8.prefix(MailText.sourceLimit))[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "h")) {
            rest = rest[start...]
            guard rest.starts(with: "https://".utf8) else {
                rest = rest.dropFirst()
                continue
            }
            let address = rest.prefix { $0 > 32 && $0 < 127 && !"\"'<>`\\".utf8.contains($0) }
            rest = rest[address.endIndex...]
            guard address.count <= 2048 else { continue }
            let end = address.lastIndex { !".,;:!?)".utf8.contains($0) } ?? address.startIndex
            let link = HTMLCharacters.decoded(address[...end])
            if confirms(link) { found.insert(link) }
        }
        return found
    }

    /// One of the two hosts, the path of the yes, and nothing behind it that could lead to another path.
    private static func confirms(_ link: String) -> Bool {
        let prefix = hosts.lazy.map { "https://" + $0 + path }.first { link.hasPrefix($0) }
        guard let prefix, link.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else { return false }
        let token = link.dropFirst(prefix.count)
        let detours = ["/", "\\", "..", "#", "%2e", "%2f", "%5c", "%25"]
        let lowercased = token.lowercased()
        return !token.isEmpty && !detours.contains { lowercased.contains($0) }
    }
}
