import Domain
import HTTPKit
import Testing
import UseCases

@Suite("Form") struct FormTests {
    @Test("names and values are decoded in order, repeats and empty ones included")
    func decoding() throws {
        let form = try Form(encoded: "a=1&b=x+y%2B%C3%A9&a=2&c&=d&&e==")
        #expect(form.all("a") == ["1", "2"])
        #expect(form.raw("a") == "1")
        #expect(form.raw("b") == "x y+é")
        #expect(form.flag("c") && form.raw("c").isEmpty)
        #expect(form.raw("") == "d")
        #expect(form.raw("e") == "=")
        #expect(!form.flag("nothing") && form.raw("nothing").isEmpty)
    }

    @Test(
        "broken percent sequences, bytes that are no text, NUL and floods are refused",
        arguments: ["a=%", "a=%4", "a=%zz", "a=%+1", "a=%ff", "%C3=1", "a=%00", String(repeating: "a=1&", count: 501)])
    func malformed(text: String) {
        #expect(throws: Problem.malformedForm) { try Form(encoded: text) }
    }

    @Test("encoding and decoding are inverse")
    func roundTrip() throws {
        let text = "päth/?&=+%\u{0}\u{1F600} ~-._"
        let decoded = FormEncoding.decoded("x=" + FormEncoding.encoded(text))
        #expect(decoded?.first?.value == text)
    }

    @Test("all complaints are collected, and the raw text stays for redisplay")
    func complaints() throws {
        var form = try Form(encoded: "name=++&age=abc&note=a%07b&long=\(String(repeating: "x", count: 21))&role=king")
        #expect(form.text("name", orSay: "Enter a name.").isEmpty)
        #expect(form.optionalInteger("age", in: 1...9, orSay: "Enter a number.") == nil)
        #expect(form.optionalText("note") == nil)
        #expect(form.text("long", orSay: "Enter it.", limit: 20).isEmpty)
        #expect(form.optionalChoice("role", as: Size.self) == nil)
        #expect(form.choice("size", as: Size.self, orSay: "Choose a size.") == nil)
        #expect(form.secret("password", orSay: "Enter the password.").exposed.isEmpty)
        let codes = form.problems.map { "\($0.field) \($0.code)" }
        #expect(
            codes == [
                "name missing", "age not_a_number", "note control_character", "long too_long", "role unknown_choice",
                "size missing", "password missing",
            ])
        #expect(form.raw("age") == "abc")
        #expect(throws: Problem.invalidFields(form.problems)) { try form.throwIfWrong() }
    }

    @Test("good values come through: trimmed text, untrimmed secrets, blank optionals as nil")
    func values() throws {
        var form = try Form(encoded: "name=+Pat+&age=&count=7&password=+x+&size=small&agree=on")
        #expect(form.text("name", orSay: "?") == "Pat")
        #expect(form.optionalInteger("age", in: 1...9, orSay: "?") == nil)
        #expect(form.optionalInteger("count", in: 1...9, orSay: "?") == 7)
        #expect(form.secret("password", orSay: "?").exposed == " x ")
        #expect(form.choice("size", as: Size.self, orSay: "?") == .small)
        #expect(form.flag("agree"))
        try form.throwIfWrong()
    }

    private enum Size: String { case small, large }
}
