import Domain
import Testing

@testable import Connectors

@Suite("Recognising pages")
struct MatchingTests {
    private func facts(
        _ text: String = "", showing selectors: Set<String> = [],
        at address: String = "https://sample.example/login?x=1",
        status: Int? = 200
    ) -> PageFacts {
        PageFacts(
            address: address, status: status, title: "Sample",
            frames: [FrameFacts(text: "menu", visible: []), FrameFacts(text: text, visible: selectors)])
    }

    @Test("phrases match whatever case, spacing and quotes the portal uses, in any frame")
    func phrases() throws {
        let when = Recogniser.text(["doesn't match our records"])
        #expect(when.match(facts("Sorry: that DOESN\u{2019}T \n match\u{a0}our   records.")) != nil)
        #expect(when.match(facts("matches our records")) == nil)
        #expect(try #require(when.match(facts("doesn't match our records"))).phrase == "doesn't match our records")
    }

    @Test("words that prove an outcome beat the form they stand on")
    func outcomeBeatsForm() throws {
        let recipe = try SampleRecipe.recipe()
        let both = facts("Your entry does not match our records", showing: ["form#login"])
        let found = try #require(recipe.recognise(both))
        #expect(found.page.name == "rejected")
        #expect(found.match.words == "text \"does not match our records\"")
        #expect(recipe.recognise(facts(showing: ["form#login"]))?.page.name == "login")
        #expect(recipe.recognise(facts("Welcome to something new")) == nil)
    }

    @Test("all parts must match, and the words of the match name them")
    func allParts() throws {
        let recipe = try SampleRecipe.recipe()
        let home = facts(showing: [".accounts"], at: "https://sample.example/account/list#top")
        #expect(recipe.recognise(home)?.match.words == "address /account* and selector .accounts")
        #expect(recipe.recognise(facts(showing: [".accounts"])) == nil)
    }

    @Test("status, title, any and not look where they should")
    func otherRecognisers() {
        #expect(Recogniser.status([503, 502]).match(facts(status: 502))?.words == "status 502")
        #expect(Recogniser.status([503]).match(facts(status: nil)) == nil)
        #expect(Recogniser.title(["sample"]).match(facts()) != nil)
        let any = Recogniser.any([.text(["nothing"]), .selector(["#b"])])
        #expect(any.match(facts(showing: ["#b"]))?.words == "selector #b")
        #expect(
            Recogniser.all([.selector(["#b"]), .not(.text(["busy"]))]).match(facts("Busy", showing: ["#b"])) == nil)
    }

    @Test("an address pattern matches the path alone")
    func addresses() {
        #expect(TextShape.matches("/a/*/c", "/a/b/c"))
        #expect(!TextShape.matches("/a/*/c", "/a/b/c/d"))
        #expect(!TextShape.matches("/a*a", "/a"))
        #expect(TextShape.matches("*", ""))
        #expect(AddressParts("https://u:p@h.example:1/p/q?token=1#f").withoutQuery == "https://h.example:1/p/q")
        #expect(AddressParts("https://h.example").path == "/")
        #expect(AddressParts("about:blank").path == "about:blank")
    }

    @Test("a shape takes the wanted part out of a text")
    func shapes() throws {
        let end = try #require(TextShape("* – {} (*)"))
        #expect(end.wanted(in: "Jan 1 – Jan 31 (31 days)") == "Jan 31")
        #expect(end.wanted(in: "Jan 1 to Jan 31") == nil)
        #expect(try #require(TextShape("Account {}")).wanted(in: "Account  12-3") == "12-3")
        #expect(TextShape("none") == nil)
        #expect(TextShape("{}{}") == nil)
        #expect(TextShape("*{}") == nil)
    }

    @Test(
        "dates are read as the portal writes them",
        arguments: [
            ("MM/dd/yyyy", "12/31/2025", "2025-12-31"), ("M/d/yyyy", "2/3/2026", "2026-02-03"),
            ("MMM d, yyyy", "Feb 29, 2024", "2024-02-29"), ("MMMM d, yyyy", "September 1, 2025", "2025-09-01"),
            ("dd.MM.yyyy", "01.10.2025", "2025-10-01"), ("yyyy-MM-dd", "2025-10-01", "2025-10-01"),
            ("MMM d, yyyy", "Sept. 9, 2025", "2025-09-09"),
        ])
    func dates(_ shape: String, _ text: String, _ date: String) throws {
        #expect(try #require(DateShape(shape)).date(in: text) == date)
    }

    @Test(
        "what names no day is no date",
        arguments: [
            ("MM/dd/yyyy", "02/29/2025"), ("MM/dd/yyyy", "13/01/2025"), ("MM/dd/yyyy", "01/01/2025 "),
            ("MMM d, yyyy", "Foo 1, 2025"), ("yyyy-MM-dd", "25-01-01"), ("MMM d, yyyy", ""),
        ])
    func noDates(_ shape: String, _ text: String) throws {
        #expect(try #require(DateShape(shape)).date(in: text) == nil)
    }

    @Test(
        "amounts are read in minor units",
        arguments: [
            ("$1,234.56", 123_456), ("-$12.00", -1_200), ("(3.5)", -350), ("USD 7", 700), ("12.00 CR", -1_200),
            ("\u{2212}$0.01", -1),
        ] as [(String, Int64)])
    func amounts(_ text: String, _ units: Int64) {
        #expect(
            MoneyText.money(in: text, currency: "USD", decimalMark: ".")
                == Money(minorUnits: units, currency: "USD"))
    }

    @Test("what is not one amount is none", arguments: ["", "due", "$1.2.3", "$1.234", "3 of 4", "$.", "1-2"])
    func noAmounts(_ text: String) {
        #expect(MoneyText.money(in: text, currency: "USD", decimalMark: ".") == nil)
    }

    @Test("the decimal mark and the currency's digits are respected")
    func otherMoney() {
        #expect(MoneyText.money(in: "1.234,56 €", currency: "EUR", decimalMark: ",")?.minorUnits == 123_456)
        #expect(MoneyText.money(in: "¥1,200", currency: "JPY", decimalMark: ".")?.minorUnits == 1_200)
    }
}
