import Domain
import Foundation
import Testing

@Suite("The code in a message")
struct CodeExtractorTests {
    private let scene = CodeScene()

    private func found(in text: String, subject: String? = nil) -> CodeScene.Finding {
        scene.finding(scene.mail(text, subject: subject))
    }

    // MARK: What only we know

    @Test("a message that was there or was sent before the request is too old")
    func tooOld() {
        let text = "Your code is 482913."
        #expect(scene.finding(scene.mail(text, after: -1)) == .tooOld)
        #expect(scene.finding(scene.mail(text, after: 90, sentAfter: -31)) == .tooOld)
        #expect(scene.finding(scene.mail(text, after: 90, sentAfter: -30)) == .code("482913"))
        #expect(scene.finding(scene.mail(text, after: 0)) == .code("482913"))
    }

    @Test("an old message is too old before anything else is looked at")
    func oldAndForeign() {
        let text = "Your code is 482913.\n@elsewhere.example #482913"
        #expect(scene.finding(scene.mail(text, after: -1)) == .tooOld)
    }

    @Test("texts are known by number, short code or name")
    func textSenders() {
        #expect(scene.habits.areKnown(toComeFrom: scene.text("x", from: "+15550100199")))
        #expect(scene.habits.areKnown(toComeFrom: scene.text("x", from: "(555) 010-0199")))
        #expect(scene.habits.areKnown(toComeFrom: scene.text("x", from: " LakeGas ")))
        #expect(!scene.habits.areKnown(toComeFrom: scene.text("x", from: "+15550100198")))
        #expect(!scene.habits.areKnown(toComeFrom: scene.text("x", from: "")))
    }

    @Test(
        "mails are known by address or domain, never by a look-alike",
        arguments: [
            ("a@lakeshoregas.example", true), ("a@mail.lakeshoregas.example", true), ("a@xlakeshoregas.example", false),
            ("a@lakeshoregas.example.evil.example", false), ("lakeshoregas.example", false),
            ("codes@post.example", true),
            ("other@post.example", false), ("a@lakeshoregas.example@evil.example", false), ("", false),
        ])
    func mailSenders(_ sender: String, isKnown: Bool) {
        let habits = CodeHabits(channels: [.email], mailSenders: ["lakeshoregas.example", "codes@post.example"])
        #expect(habits.areKnown(toComeFrom: scene.mail("x", from: sender)) == isKnown)
    }

    @Test("a stranger's message needs a word that says what the number is")
    func stranger() {
        #expect(scene.finding(scene.mail("482913", from: "a@stranger.example")) == .noCode)
        #expect(scene.finding(scene.mail("Your code is 482913.", from: "a@stranger.example")) == .code("482913"))
        #expect(scene.finding(scene.mail("Your code is 482913.", from: "a@stranger.example", after: 601)) == .noCode)
    }

    @Test("a text of an unknown sender counts only when it is bound to the site", arguments: [[], ["LAKEGAS"]])
    func unknownText(senders: [String]) {
        var scene = scene
        scene.habits = CodeHabits(channels: [.sms], textSenders: senders)
        let bank = "+15550100198"
        #expect(scene.finding(scene.text("Your code is 482913.", from: bank)) == .foreign)
        #expect(scene.finding(scene.text("Your code.\n@lakeshoregas.example #482913", from: bank)) == .code("482913"))
        #expect(scene.finding(scene.text("Your code.\n@bank.example #482913", from: bank)) == .foreign)
    }

    @Test("the word is waived only for the single number of a prompt answer, in the shape that is known")
    func waiver() {
        #expect(found(in: "482913") == .code("482913"))
        #expect(found(in: "482913 or 118264") == .noCode)
        #expect(scene.finding(scene.mail("482913", after: 601)) == .noCode)
        var shaped = scene
        shaped.seenShape = CodeShape(length: 6...6, isNumeric: true)
        #expect(shaped.finding(shaped.mail("482913")) == .code("482913"))
        #expect(shaped.finding(shaped.mail("48291")) == .noCode)
    }

    @Test("of two candidates the one in the provider's usual shape wins; without that knowledge neither does")
    func shape() {
        let text = "Your code: 482913. Your other code: 7741."
        #expect(found(in: text) == .ambiguous)
        var seen = scene
        seen.seenShape = CodeShape(length: 6...6, isNumeric: true)
        #expect(seen.finding(seen.mail(text)) == .code("482913"))
        var told = scene
        told.habits = CodeHabits(
            channels: [.email], mailSenders: ["lakeshoregas.example"], shape: CodeShape(length: 4...4, isNumeric: true))
        #expect(told.finding(told.mail(text)) == .code("7741"))
    }

    @Test("the same code twice is one candidate, and subject and body together decide between two")
    func agreement() {
        #expect(found(in: "Code 482913. Again: your code is 482-913.") == .code("482913"))
        let text = "Your code is 482913. The code 118264 was yesterday's."
        #expect(found(in: text) == .ambiguous)
        #expect(found(in: text, subject: "482913 is your code") == .code("482913"))
    }

    @Test("a code that stands only in the subject is found")
    func subject() {
        #expect(found(in: "See the subject of this mail.", subject: "118264 is your sign-in code") == .code("118264"))
        #expect(found(in: "118264", subject: "Your verification code") == .code("118264"))
    }

    // MARK: Forms

    @Test(
        "codes are read in all their forms, and given as the portal wants them",
        arguments: [
            ("Code: 0042", "0042"), ("Code: 00421", "00421"), ("code 739 204", "739204"), ("code 739-204", "739204"),
            ("code 8 1 5 0 3 2", "815032"), ("code\n8\n1\n5\n0", "8150"), ("code G-412157", "G-412157"),
            ("code b7k4q2", "b7k4q2"), ("code B7K-4Q2", "B7K4Q2"), ("code (482913)", "482913"),
            ("code=482913", "482913"),
            ("code:482913", "482913"), ("Code: “482913”.", "482913"), ("code *482913*", "482913"),
            ("code **482913**", "482913"), ("code ４８２９１３", "482913"), ("code 48\u{AD}29\u{200B}13", "482913"),
            ("code\u{A0}482\u{2011}913", "482913"), ("<#>482913 is your code", "482913"), ("CODE 48213!", "48213"),
        ])
    func forms(_ text: String, code: String) {
        #expect(found(in: text) == .code(code))
    }

    @Test(
        "what only looks like a code is none, even from the provider that was just asked",
        arguments: [
            "Your code expires on 2026-03-02.", "Verify before 03/15/2026.", "Verify by 3-15-2026.",
            "Verification visit scheduled 20260318.", "Access between 0800 and 1200.", "Log in from 0800 to 1200.",
            "Access 0800-1200 today.", "Your code was sent at 14:35.", "Verify by 1030am.",
            "Verify your payment of $ 1840 now.", "Verify 1840 USD.", "Confirm $1,840.55.", "Confirm 1840 € today.",
            "Verification call: 800 555 0142", "Verify at (800) 555-0142.", "Security line 555-0142.",
            "Access line +49 30 1234567.", "Security line 800.555.0142", "© 2026 Lakeshore Gas Security",
            "Security notice. Copyright 2026", "Password changed March 3, 2026.", "Access Springfield, IL 62701",
            "Access in ZIP 62701", "Access in ZIP code 62701", "Verification for account 48213", "Verify acct. 482131",
            "Verify account number: 482131", "Verify the card ending in 4821", "Verify meter 00482913",
            "Verify bill no. 48213", "Confirm invoice #48213", "Confirm invoice # 48213", "Confirm order 771332",
            "Your confirmation number is 882731", "Security reference: 882731", "Confirm request 774411",
            "Verify ticket 20260303-77120", "Confirm 48213 kWh", "Confirm 48213 gallons",
            "Verify at https://lakeshoregas.example/v?code=84920175", "Verify www.lakeshoregas.example/84920",
            "Verify lakeshoregas.example/code=84920", "Verify 84920175@lakeshoregas.example",
            "2-step verification is on", "Two-factor login within 24-hours", "Code valid 10min", "Code valid 30MINS",
            "Promo code SAVE20", "Your promo code is 482913", "Area code 21755", "Log in to Energy2Go",
            "Access 98point6",
            "Security desk: 1200 N Main St", "code ****4821", "code 123 456 789", "code 1 2 3 4 5 6 7 8 9",
            "code 123456789", "code 123", "code #482913", "password.", "",
        ])
    func throwAways(_ text: String) {
        #expect(found(in: text) == .noCode)
    }

    @Test(
        "such numbers beside the code do not disturb it",
        arguments: [
            "Sign in to your account. 482913 is your verification code.", "Your account code is 482913.",
            "Use this code to sign in to your account: 482913", "LOG IN 48291 NOW WITH THIS CODE",
            "Code 482913. Lakeshore Gas, 1200 N Main St, Springfield, IL 62701. © 2026. Call 800 555 0142.",
            "482913 is your code for account 48213, order #77123.", "Here is your code (valid 10 minutes): 482913",
            "Log in to Energy2Go with code 482913", "Your PIN for 2026 is 2019",
        ])
    func beside(_ text: String) {
        let code = text.contains("482913") ? "482913" : text.contains("48291 ") ? "48291" : "2019"
        #expect(found(in: text) == .code(code))
    }

    @Test("a word-like code is taken when the provider's codes are known to look like that")
    func wordLike() {
        #expect(found(in: "Your code is abcd1234") == .noCode)
        var known = scene
        known.seenShape = CodeShape(length: 8...8, isNumeric: false)
        #expect(known.finding(known.mail("Your code is abcd1234")) == .code("abcd1234"))
    }

    @Test("only the beginning of the body is looked at")
    func beginning() {
        let filler = String(repeating: "word ", count: 120)
        #expect(found(in: filler + "Your code is 482913.") == .noCode)
        let invisible = String(repeating: "\u{34F}\u{200C}\u{A0}\u{2007}", count: 2000)
        #expect(found(in: invisible + "Your code is 482913.") == .code("482913"))
    }

    // MARK: Mails

    @Test("of a forwarded mail only its subject and its own text count")
    func forwarded() {
        let gmail = """
            FYI, code 111111 was mine.

            ---------- Forwarded message ---------
            From: Lakeshore Gas <no-reply@lakeshoregas.example>
            Date: Tue, Mar 3, 2026 at 9:15 AM
            Subject: 118264 is your sign-in code
            To: Pat <pat@example.com>,
             Sam <222222@example.com>

            Your sign-in code is 118264.
            """
        #expect(found(in: gmail, subject: "Fwd: code 333333") == .code("118264"))
        #expect(found(in: gmail.replacing("\n", with: "\r\n"), subject: "Fwd") == .code("118264"))
        let outlook = """
            ________________________________
            Von: Lakeshore Gas
            Gesendet: Dienstag, 3. März 2026 09:15
            Betreff: Ihr Code
            Ihr Code: 118264
            """
        #expect(found(in: outlook, subject: "WG: 444444 Code") == .code("118264"))
        let twice = """
            > From: Sam
            > Date: 3 March, code 555555
            > Subject: Fwd: code 666666

            Begin forwarded message:

            > From: Lakeshore Gas
            > Subject: Your code
            > To: Sam

            > 118264
            """
        #expect(found(in: twice) == .code("118264"))
    }

    @Test("two lines that look like headers are no forwarded mail")
    func notForwarded() {
        #expect(found(in: "Your code 482913\nFrom: Lakeshore Gas\nTo: you") == .code("482913"))
    }

    @Test("HTML is read when there is hardly any plain text, and bold words count more")
    func html() {
        let html = """
            <div style="display:none">Your code is 111111</div><p>Your code is <b>482913</b> not the code 118264, <i>ok</i>.
            """
        #expect(scene.finding(scene.mail("View online", html: html)) == .ambiguous)
        let bold = "<p>Your sign-in code: <b>482913</b></p><p>Please ask at our desk, room 118264.</p>"
        #expect(scene.finding(scene.mail("", html: bold)) == .code("482913"))
        #expect(scene.finding(scene.mail("", html: bold.replacing("b>", with: "i>"))) == .ambiguous)
        #expect(scene.finding(scene.mail("Code 482913", html: "<img alt='Code 111111'>")) == .code("482913"))
        let plain = "Your sign-in code is 482913."
        #expect(scene.finding(scene.mail(plain, html: "<p>Your code is 111111</p>")) == .code("482913"))
    }
}
