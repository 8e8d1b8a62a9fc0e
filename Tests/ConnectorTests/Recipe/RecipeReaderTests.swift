import Domain
import Testing

@testable import Connectors

@Suite("Reading recipe.yaml")
struct RecipeReaderTests {
    @Test("a recipe without mistakes becomes a value")
    func sample() throws {
        let recipe = try SampleRecipe.recipe()
        #expect(recipe.provider.name == "Sample Power")
        #expect(recipe.provider.signInFields.map(\.name) == ["username", "password"])
        #expect(recipe.provider.pace == ProviderPace(concurrency: 2, spacingMilliseconds: 1_000))
        let rejected = try #require(recipe.pages.first { $0.name == "rejected" })
        #expect(rejected.means == .outcome(.passwordRejected(field: .password)))
        #expect(rejected.when == .text(["does not match our records", "wrong password"]))
        #expect(recipe.pages.map(\.priority) == recipe.pages.map(\.priority).sorted(by: >))
        #expect(recipe.bills.dates.date(in: "02/28/2026") == "2026-02-28")
    }

    @Test("the section codes says how codes come, and its cookies stay in the recipe")
    func codes() throws {
        let recipe = try SampleRecipe.recipe()
        let codes = try #require(recipe.provider.codes)
        #expect(codes.channels == [.email, .sms, .totp])
        #expect(codes.mailSenders == ["sample.example", "codes@mail.sample.example"])
        #expect(codes.textSenders == ["+15550142000"])
        #expect(codes.shape == CodeShape(length: 6...6, isNumeric: true))
        #expect(codes.lifetime == 300)
        #expect(codes.trustDays == 30)
        #expect(recipe.trustCookies == ["DEVICE"])
        let range = try SampleRecipe.read(SampleRecipe.replacing("length: 6,", with: "length: [6, 8],"))
        #expect(range.provider.codes?.shape.length == 6...8)
        let plain = SampleRecipe.text.replacing("shape: { length: 6, numeric: true }", with: "trust_days: 7")
            .replacing("  trust_days: 30\n", with: "").replacing("  lifetime_s: 300\n", with: "")
        let usual = try #require(try SampleRecipe.read(plain).provider.codes)
        #expect(usual.shape == .usual)
        #expect(usual.lifetime == CodeHabits(channels: []).lifetime)
        #expect(usual.trustDays == 7)
    }

    @Test("pages about codes say what to choose, to type and to click")
    func codePages() throws {
        let pages = try SampleRecipe.recipe().pages
        let choice = try #require(pages.first { $0.name == "choose_code" })
        let elements = [(CodeChannel.email, "#by-email"), (.sms, "#by-sms"), (.totp, "#by-app")]
        #expect(choice.means == .asksChannel(elements.map { ChannelElement(channel: $0.0, selector: $0.1) }))
        let code = try #require(pages.first { $0.name == "code" })
        #expect(code.means == .asksCode(CodeForm(channel: nil, destinationFrom: "#sent-to", resend: "#resend")))
        #expect(code.steps.first == .check(selector: "#remember"))
        #expect(pages.first { $0.name == "old_code" }?.means == .codeRefused(.expired))
        let probe = try SampleRecipe.recipe().probe
        #expect(
            Set(["#by-email", "#by-sms", "#by-app", "#send", "#resend", "#remember"]).isSubset(of: probe.selectors))
        #expect(probe.labels == ["#question", "#sent-to"])
    }

    /// One mistake, the part of the line it is told at, and words of the message.
    struct Mistake: CustomTestStringConvertible, Sendable {
        let from: String
        let to: String
        let at: String
        /// Lines further down.
        var below = 0
        let says: String
        var testDescription: String { says }
    }

    static let mistakes = [
        Mistake(from: "currency: USD", to: "currency: USD\ncolour: red", at: "colour", says: "unknown key \"colour\""),
        Mistake(from: "currency: USD", to: "currency: usd", at: "currency", says: "three capitals like USD"),
        Mistake(from: "America/New_York", to: "America/Gotham", at: "time_zone", says: "is unknown"),
        Mistake(from: "name: Sample Power\n", to: "", at: "address:", says: "lacks \"name\""),
        Mistake(from: "means: loading", to: "means: waiting", at: "means: waiting", says: "it takes asks_username"),
        Mistake(
            from: "kind: maintenance", to: "kind: tired", at: "kind: tired", says: "it takes http_5xx, timeout"),
        Mistake(
            from: "outcome: site_down", to: "outcome: site_asleep", at: "site_asleep",
            says: "it takes password_rejected"),
        Mistake(
            from: "field: password }", to: "field: password, step: accept_terms }", at: "accept_terms",
            says: "does not belong to the outcome password_rejected"),
        Mistake(
            from: "when: { text: [\"does not match our records\", \"wrong password\"] }",
            to: "when: { selector: \".error\" }", at: "rejected:", says: "must name the portal's words by text"),
        Mistake(
            from: "- { fill: \"#pass\", with: password }\n", to: "\n", at: "do:", says: "must fill in the password"),
        Mistake(
            from: "- { click: \"#go\" }", to: "- { fill: \"#go\", with: username }", at: "do:",
            says: "must send the form"),
        Mistake(
            from: "- { click: \"#no-thanks\" }", to: "- { fill: \"#x\", with: password }", at: "means: nag",
            below: 1, says: "fills in the password, which it does not ask for"),
        Mistake(
            from: "- { click: \"#next\" }", to: "- { click: \"#next\", press: Enter }", at: "press: Enter",
            says: "exactly one of fill, click"),
        Mistake(from: "MM/dd/yyyy", to: "MM/dd", at: "dates:", says: "needs yyyy"),
        Mistake(from: "like: \"{} – *\"", to: "like: \"from\"", at: "like: \"from\"", says: "needs exactly one {}"),
        Mistake(from: "meters: { rows", to: "metres: { rows", at: "metres", says: "unknown key \"metres\""),
        Mistake(
            from: "visit: [{ click", to: "visit: [{ fill: \"#q\", with: username }, { click", at: "visit:",
            says: "must not fill in anything"),
        Mistake(
            from: "address: \"https://sample.example/login\"", to: "address: \"http://sample.example/login\"",
            at: "address:", says: "must begin with https://"),
        Mistake(
            from: "address: \"https://sample.example/login\"", to: "address: \"http://127.0.0.1:80/login\"",
            at: "address:", says: "is inside the private network"),
        Mistake(
            from: "address: \"https://sample.example/login\"", to: "address: \"https://pat:x@sample.example/\"",
            at: "address:", says: "must not hold a user name"),
        Mistake(
            from: "when: { all: [{ address: \"/account*\" }, { selector: \".accounts\" }] }", to: "when: {}",
            at: "when: {}", says: "is empty; it takes address"),
        Mistake(
            from: "[email, sms, totp]", to: "[email, fax]", at: "channels:", says: "\"fax\" in codes in the recipe"),
        Mistake(
            from: "  channels: [email, sms, totp]\n", to: "", at: "codes:", says: "lacks \"channels\""),
        Mistake(
            from: "[email, sms, totp]", to: "[email, totp]", at: "choose_code:", says: "names sms, which the channels"),
        Mistake(
            from: "[Sample.example,", to: "[\"Sample Power\",", at: "mail_senders:", says: "must be a domain like"),
        Mistake(from: "length: 6,", to: "length: [8, 6],", at: "shape:", says: "the least and the most"),
        Mistake(from: "length: 6,", to: "length: 60,", at: "shape:", says: "from 3 to 12"),
        Mistake(from: "numeric: true", to: "numeric: very", at: "shape:", says: "must be true or false"),
        Mistake(from: "lifetime_s: 300", to: "lifetime: 300", at: "lifetime:", says: "unknown key \"lifetime\""),
        Mistake(
            from: "asks_code: { destination_from: \"#sent-to\", resend: \"#resend\" }", to: "asks_code: sms",
            at: "asks_code: sms", says: "must be a mapping with channel, destination_from or resend"),
        Mistake(
            from: "asks_channel: { email: \"#by-email\"", to: "asks_channel: { fax: \"#by-email\"", at: "fax:",
            says: "unknown key \"fax\" in asks_channel"),
        Mistake(
            from: "code_refused: expired", to: "code_refused: accepted", at: "accepted", says: "rejected or expired"),
        Mistake(
            from: "when: { selector: \"#code\", text: \"That code has expired\" }", to: "when: { selector: \"#old\" }",
            at: "old_code:", says: "blames the code"),
        Mistake(
            from: "- { fill: \"#code\", with: code }\n", to: "\n", at: "- { check: \"#remember\" }", below: -1,
            says: "must fill in the code"),
        Mistake(
            from: "means: { code_refused: rejected }",
            to: "means: { code_refused: rejected }\n    do: [{ click: \"#x\" }]",
            at: "do: [{ click: \"#x\" }]", says: "would never happen"),
        Mistake(
            from: "text: \"Go paperless today\"", to: "not: { text: \"x\" }", at: "not: {", says: "say what it is, too"),
    ]

    @Test("a mistake is told with its line and what to write", arguments: mistakes)
    func oneMistake(_ mistake: Mistake) throws {
        let text = try SampleRecipe.replacing(mistake.from, with: mistake.to)
        let line = SampleRecipe.line(of: mistake.at, in: text) + mistake.below
        let problems = SampleRecipe.problems(of: text)
        #expect(
            problems.contains { $0.contains(mistake.says) && $0.hasPrefix("recipe.yaml:\(line): ") },
            "line \(line), told: \(problems)")
    }

    @Test("pages about codes need the section, and each other")
    func codesMissing() throws {
        let text = try SampleRecipe.without("codes:\n", upTo: "pages:\n")
        let problems = SampleRecipe.problems(of: text)
        #expect(problems.count == 4, "\(problems)")
        #expect(problems.allSatisfy { $0.contains("needs the section codes") })
        #expect(problems.first?.hasPrefix("recipe.yaml:\(SampleRecipe.line(of: "choose_code:", in: text)): ") == true)
        let unnamed = try SampleRecipe.without("  choose_code:\n", upTo: "  code:\n")
        #expect(SampleRecipe.problems(of: unnamed).first?.contains("must name its channel") == true)
        let formless = try SampleRecipe.without("  code:\n", upTo: "  wrong_code:\n")
        #expect(SampleRecipe.problems(of: formless).first?.contains("no page means asks_code") == true)
    }

    @Test("all mistakes of a file are told at once, in the order of its lines")
    func allAtOnce() throws {
        let text = try SampleRecipe.replacing("currency: USD", with: "currency: dollars")
            .replacing("means: loading", with: "means: sleeping").replacing("MM/dd/yyyy", with: "soon")
        let problems = SampleRecipe.problems(of: text)
        let lines = try problems.map { problem in
            try #require(problem.split(separator: ":").dropFirst().first.flatMap { Int($0) })
        }
        #expect(problems.count == 3, "\(problems)")
        #expect(lines == lines.sorted())
    }

    @Test("what is not YAML is told with its line")
    func syntax() {
        #expect(SampleRecipe.problems(of: "name: [one\nother: two\n").first?.contains("not valid YAML") == true)
        #expect(SampleRecipe.problems(of: "") == ["recipe.yaml:1: the file is empty"])
        #expect(SampleRecipe.problems(of: "- a\n- b").first?.contains("must be a mapping") == true)
        #expect(SampleRecipe.problems(of: "name: a\nname: b").first?.contains("written twice") == true)
    }

    @Test("a recipe for the sandbox needs the sandbox's address, and takes its loopback address when allowed")
    func sandboxSetting() throws {
        let text = SampleRecipe.text.replacing("https://sample.example", with: "{sandbox}")
        #expect(SampleRecipe.problems(of: text) == ["settingMissing(name: \"sandbox\")"])
        let settings = RecipeSettings(sandbox: "http://127.0.0.1:8090", allowsPrivateAddresses: true)
        #expect(try SampleRecipe.read(text, settings: settings).provider.address == "http://127.0.0.1:8090/login")
    }

    @Test("control characters and over-long texts are refused")
    func characters() throws {
        let text = try SampleRecipe.replacing("name: Sample Power", with: "name: \"Sample\\u0007\"")
        #expect(SampleRecipe.problems(of: text).first?.contains("control characters") == true)
        let long = try SampleRecipe.replacing("Sample Power", with: String(repeating: "x", count: 2_001))
        #expect(SampleRecipe.problems(of: long).first?.contains("too long") == true)
    }

    @Test(
        "private hosts are known in every notation",
        arguments: [
            "localhost", "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "[::1]", "[fd00::1]",
            "[::ffff:10.0.0.1]", "printer.local",
        ])
    func privateHosts(_ host: String) {
        #expect(
            PortalAddress.mistake(in: "https://\(host)/", allowsPrivate: false)?.contains("private network") == true)
        #expect(PortalAddress.mistake(in: "https://\(host)/", allowsPrivate: true) == nil)
    }
}
