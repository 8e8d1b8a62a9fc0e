import Domain
import Testing

@Suite("Texts from outside")
struct TextTests {
    @Test(
        "a user name is masked in the middle",
        arguments: [
            ("paula.winter@example.com", "pa…@example.com"), ("pw@example.com", "p…@example.com"),
            ("p@example.com", "…@example.com"), ("pwinter77", "pw…77"), ("winter", "wi…"), ("ab", "a…"), ("a", "…"),
            ("", "…"), ("@handle99", "@h…99"),
        ])
    func loginHint(_ username: String, hint: String) {
        #expect(LoginHint.masking(username) == hint)
    }

    @Test("a credential is kept exactly as given")
    func credential() throws {
        let text = " pâss wörd\u{200D}🔑 "
        #expect(try CredentialText(Secret(text), field: "password").secret.exposed == text)
        let longest = String(repeating: "x", count: 512)
        #expect(try CredentialText(Secret(longest), field: "password").secret.exposed == longest)
    }

    @Test(
        "an unusable credential names its field and never itself",
        arguments: [
            ("", TextError.empty(field: "password")),
            (String(repeating: "x", count: 513), .tooLong(field: "password", limit: 512)),
            ("e" + String(repeating: "\u{301}", count: 512), .tooLong(field: "password", limit: 512)),
            ("a\nb", .controlCharacters(field: "password")), ("a\u{0}b", .controlCharacters(field: "password")),
            ("a\u{2028}b", .controlCharacters(field: "password")), ("a\u{7F}", .controlCharacters(field: "password")),
        ])
    func refusedCredential(_ text: String, error: TextError) {
        #expect(throws: error) { try CredentialText(Secret(text), field: "password") }
        #expect(error.field == "password")
        #expect(text.isEmpty || !error.advice.contains(text))
    }

    @Test("a line is trimmed, then held to the same rules")
    func line() throws {
        #expect(try TextRules.checkedLine("  Harbor Bakery\n", field: "name") == "Harbor Bakery")
        #expect(throws: TextError.empty(field: "name")) { try TextRules.checkedLine(" \t ", field: "name") }
        #expect(throws: TextError.controlCharacters(field: "name")) {
            try TextRules.checkedLine("a\tb", field: "name")
        }
    }

    @Test(
        "a name that hides something is refused, and told what to do",
        arguments: [
            "Ana\u{202E}arevir", "Ana \u{202A}Rivera", "\u{2066}Ana\u{2069}", "Ana\u{200E}", "Ana\u{200F}",
            "A\u{200B}na",
            "\u{FEFF}Ana", "An\u{AD}a", "Ana\u{2060}", "A\u{200D}na", "A\u{200C}na", "\u{200D}", "\u{3164}", "\u{2800}",
            "Ana\u{E0041}", "An\u{34F}a", "Ana \u{FE0F}Rivera", "Ana\u{FFF9}", "\u{61C}Ana", "\u{180E}\u{1160}",
        ])
    func hidden(_ text: String) {
        let error = TextError.invisibleCharacters(field: "name")
        #expect(throws: error) { try TextRules.checkedLine(text, field: "name") }
        #expect(error.advice.contains("type it anew"))
    }

    @Test(
        "names of every script pass as they are",
        arguments: [
            "Ana Rivera", "Jürgen Böhm", "Jürgen", "O’Brien & Sons", "山田 太郎", "葛\u{E0100}城", "محمد رضا",
            "می\u{200C}خواهم", "क\u{94D}\u{200D}ष", "യു\u{D7B}\u{200D}", "👩\u{200D}🔧 Repairs", "❤\u{FE0F} Bakery", "№ 5",
            "שלום",
        ])
    func visible(_ text: String) throws {
        #expect(try TextRules.checkedLine(text, field: "name") == text)
    }

    @Test("an address is lower-cased and trimmed")
    func address() {
        #expect(EmailAddress(" Paula.Winter+bills@Example.COM ")?.text == "paula.winter+bills@example.com")
    }

    @Test(
        "what is not an address is refused",
        arguments: [
            "", "paula", "@example.com", "paula@", "paula@example", "a@b@example.com", "a b@example.com",
            "paula@-example.com", "paula@example..com", "paula@exam_ple.com", ".p@example.com", "p.@example.com",
            "paula@exämple.com", "paula@example.com\u{0}", "pa\nula@example.com",
            String(repeating: "x", count: 65) + "@example.com",
            "x@" + String(repeating: "abcdefgh.", count: 30) + "example.com",
        ])
    func notAnAddress(_ text: String) {
        #expect(EmailAddress(text) == nil)
        #expect(throws: TextError.notAnAddress(field: "email")) { try EmailAddress(text, field: "email") }
    }
}
