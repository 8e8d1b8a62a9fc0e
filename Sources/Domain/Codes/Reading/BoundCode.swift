/// A domain-bound code (WICG, "Origin-bound one-time codes delivered via SMS"): the message's last line says which site
/// may have it, as in `@example.com #123456` or, for a frame of another site, `@example.com #123456 @login.example`.
struct BoundCode: Equatable {
    let host: String
    let embeddedHost: String?
    /// Verbatim; may hold letters.
    let code: String

    /// Nil when the last line is of any other form. Line ends after it do not count.
    init?(lastOf lines: [String]) {
        let isBlank = { (line: String) in line.utf8.allSatisfy { $0 == 32 || $0 == 9 } }
        guard let last = lines.last(where: { !isBlank($0) }) else { return nil }
        self.init(line: last)
    }

    init?(line: String) {
        var rest = Substring(line)
        guard rest.popFirst() == "@", let host = Self.run(of: &rest), rest.popFirst() == " ", rest.popFirst() == "#",
            let code = Self.run(of: &rest)
        else { return nil }
        self.host = host
        self.code = code
        let isEmbedded = rest.popFirst() == " " && rest.popFirst() == "@"
        embeddedHost = isEmbedded ? Self.run(of: &rest) : nil
    }

    /// Whether the page that asks belongs to the site that the code is bound to; with an embedded host, whether the frame
    /// that asks belongs to that one and the page around it to the first.
    func isMeant(for expectation: CodeExpectation) -> Bool {
        guard let embeddedHost else { return SiteDomain.areSame(host, expectation.frameHost) }
        return SiteDomain.areSame(embeddedHost, expectation.frameHost) && SiteDomain.areSame(host, expectation.host)
    }

    /// Takes the next characters up to whitespace; nil when there is none.
    private static func run(of rest: inout Substring) -> String? {
        let run = rest.prefix { !$0.isWhitespace }
        rest = rest[run.endIndex...]
        return run.isEmpty ? nil : String(run)
    }
}
