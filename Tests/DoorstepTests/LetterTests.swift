import Domain
import Foundation
import Ports
import Testing

@testable import Doorstep

@Suite("Letters")
struct LetterTests {
    static let kinds = LetterKind.allCases.flatMap { kind in DoorstepLanguage.allCases.map { (kind, $0) } }

    @Test("a letter names both sides, has one link, and says how to check it", arguments: kinds)
    func whole(_ kind: LetterKind, _ language: DoorstepLanguage) throws {
        let content = Letters.content(kind, language)
        let letter = try LetterWriter().write(content)
        #expect(letter.subject.contains("Acme Solar") || letter.subject.contains("Sandbox Harbor"))
        #expect(letter.subject.count < 100)
        for form in [letter.text, Letters.plain(letter.html)] {
            for part in [
                "Acme Solar", "Paula Winter", content.link ?? "Acme Solar", "+1 555 0100", "Springfield, OR 97477",
            ] {
                #expect(form.contains(part), "\(part)")
            }
            #expect(form.components(separatedBy: "https://").count == (kind.hasLink ? 2 : 1))
        }
        #expect(letter.text.contains(DoorstepTexts.of(language).letter.noPassword) || letter.text.contains("\n"))
        if kind.asks {
            #expect(
                letter.text.replacing("\n", with: " ").contains(
                    language == .english ? "December 3, 2026" : "3 de diciembre de 2026"))
        }
    }

    @Test("both forms of a letter say the same", arguments: kinds)
    func forms(_ kind: LetterKind, _ language: DoorstepLanguage) throws {
        let letter = try LetterWriter().write(Letters.content(kind, language, count: 3))
        let text = Set(Letters.words(letter.text))
        for word in Letters.words(Letters.plain(letter.html)) where !["-", ">"].contains(word) {
            #expect(text.contains(word) || letter.html.contains(DoorstepTexts.of(language).letter.address), "\(word)")
        }
    }

    @Test("no line of text is wider than 76 columns but for the link", arguments: kinds)
    func width(_ kind: LetterKind, _ language: DoorstepLanguage) throws {
        let letter = try LetterWriter().write(Letters.content(kind, language, name: Letters.hostile, count: 3))
        for line in letter.text.split(separator: "\n") where !line.hasPrefix("https://") {
            #expect(LetterText.width(String(line)) <= 76, "\(line)")
        }
    }

    @Test("nothing that a name holds leaves its place", arguments: kinds)
    func hostile(_ kind: LetterKind, _ language: DoorstepLanguage) throws {
        let letter = try LetterWriter().write(
            Letters.content(kind, language, name: Letters.hostile, organization: Letters.hostile, count: 2))
        #expect(!letter.subject.contains { $0.isNewline })
        #expect(!letter.subject.unicodeScalars.contains("\u{202E}"))
        #expect(!letter.html.contains("<script"))
        #expect(!letter.html.contains("<img"))
        #expect(letter.html.firstMatch(of: /<[^>]*onfocus/) == nil)
        #expect(!letter.text.contains("\nBcc:"))
        #expect(letter.html.components(separatedBy: "<h1").count == 1)
    }

    @Test("a colour that is none is Tieline's own")
    func color() throws {
        let letter = try LetterWriter().write(Letters.content(.request, .english, color: "red;} body{display:none"))
        #expect(letter.html.contains("background: #2447c0"))
        #expect(!letter.html.contains("display:none"))
    }

    @Test(
        "the button can be read on every brand's colour",
        arguments: ["#ffff00", "#000000", "#777777", "#ff0000", "#2447c0", "#00ff88"])
    func contrast(_ color: String) throws {
        let brand = try #require(BrandColor(color))
        #expect(brand.contrast(with: brand.ink) >= 4.5)
        #expect(brand.readable(on: .white).contrast(with: .white) >= 4.5)
        let dark = try #require(BrandColor("131518"))
        #expect(brand.readable(on: dark).contrast(with: dark) >= 4.5)
        let text = BrandStylesheet.text(brand)
        #expect(text.contains("--accent: light-dark(#"))
    }

    @Test("several matters are one letter with a line for each")
    func several() throws {
        let letter = try LetterWriter().write(Letters.content(.request, .english, count: 3))
        #expect(letter.subject == "Acme Solar asks for your help: Sandbox Harbor, Sandbox Metro, and Sandbox Valley")
        #expect(letter.text.contains("- Sandbox Metro: renew your permission"))
        #expect(letter.html.components(separatedBy: "<li").count == 4)
    }

    @Test("a preview's link is a text and no link")
    func preview() throws {
        var content = Letters.content(.request, .english)
        content = Letters.content(.request, .english, link: "The link stands here.")
        let letter = try LetterWriter().write(content)
        #expect(!letter.html.contains("<a "))
        #expect(letter.html.contains("The link stands here."))
        #expect(letter.text.contains("The link stands here."))
    }

    @Test("the HTML is a whole document with everything in place", arguments: kinds)
    func document(_ kind: LetterKind, _ language: DoorstepLanguage) throws {
        let html = try LetterWriter().write(Letters.content(kind, language)).html
        #expect(html.hasPrefix("<!doctype html>\n<html lang=\"\(language.rawValue)\">"))
        #expect(html.contains("<title>"))
        for outside in ["<img", "<link", "<script", "@import", "url("] { #expect(!html.contains(outside)) }
        #expect(html.utf8.count < 12_000)
    }

    @Test("the logo comes out of the message itself, or not at all; the text says the same without it")
    func logo() throws {
        let plain = try LetterWriter().write(Letters.content(.request, .english))
        let inside = try LetterWriter().write(Letters.content(.request, .english, logo: "cid:logo.1@acme.example"))
        #expect(inside.text == plain.text)
        #expect(inside.html.contains("<img src=\"cid:logo.1@acme.example\" alt=\"\""))
        #expect(Letters.words(Letters.plain(inside.html)) == Letters.words(Letters.plain(plain.html)))
        let outside = try LetterWriter().write(Letters.content(.request, .english, logo: "https://x.example/l.png"))
        #expect(outside.html == plain.html)
    }

    @Test(
        "a letter with its logo is long enough not to be taken for an advertisement, or goes without", arguments: kinds)
    func length(_ kind: LetterKind, _ language: DoorstepLanguage) throws {
        let source = "cid:logo.let_0192b7c0@acme.example"
        let usual = try LetterWriter().write(Letters.content(kind, language, logo: source))
        #expect(usual.html.contains("<img") == kind.hasLink && (usual.html.utf8.count > 3200 || !kind.hasLink))
        let short = try LetterWriter().write(
            LetterContent(
                kind: kind, language: language, organization: "A", brand: Brand(), logo: source, recipient: "B",
                matters: [LetterContent.Matter(utility: "C", ask: .repair, endsAt: nil)], note: nil, link: nil,
                linkEndsAt: nil, zone: .gmt))
        #expect(!short.html.contains("<img") || short.html.utf8.count > 3200)
    }

    @Test("a confirmation names the utility that was revoked", arguments: DoorstepLanguage.allCases)
    func revoked(_ language: DoorstepLanguage) throws {
        let letter = try LetterWriter().write(Letters.content(.revoked, language))
        let text = letter.text.replacing("\n", with: " ")
        #expect(text.contains("Sandbox Harbor") && letter.html.contains("Sandbox Harbor"))
    }

    /// Writes every letter to the folder named by `TIELINE_GALLERY`.
    @Test(
        "letters can be written to a folder",
        .enabled(if: ProcessInfo.processInfo.environment["TIELINE_GALLERY"] != nil))
    func gallery() throws {
        let path = try #require(ProcessInfo.processInfo.environment["TIELINE_GALLERY"])
        let folder = URL(filePath: path)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (kind, language) in Self.kinds {
            for count in [1, 3] {
                let letter = try LetterWriter().write(Letters.content(kind, language, count: count))
                let name = "letter-\(kind.rawValue)-\(count)-\(language.rawValue)"
                try letter.html.write(to: folder.appending(path: "\(name).html"), atomically: true, encoding: .utf8)
                try "Subject: \(letter.subject)\n\n\(letter.text)".write(
                    to: folder.appending(path: "\(name).txt"), atomically: true, encoding: .utf8)
            }
        }
    }
}

/// What the letters of these tests are about.
enum Letters {
    static let now = Date(timeIntervalSince1970: 1_795_723_200)
    static let hostile =
        "Zo\u{202E}e \"><script>alert(1)</script>\r\nBcc: x@example.com 山田太郎株式会社" + String(repeating: "ß", count: 90)
        + "\"\u{301} onfocus=x"

    static func content(
        _ kind: LetterKind, _ language: DoorstepLanguage, name: String = "Paula Winter",
        organization: String = "Acme Solar", color: String? = "#0b7a4b", logo: String? = nil, count: Int = 1,
        link: String = "https://tieline.example/r/Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6"
    ) -> LetterContent {
        let asks: [RequestAsk] = [kind == .renewal ? .reauthorize : .repair, .reauthorize, .authorize]
        let utilities = ["Sandbox Harbor", "Sandbox Metro", "Sandbox Valley"]
        return LetterContent(
            kind: kind, language: language, organization: organization,
            brand: Brand(
                name: organization, color: color, contact: "+1 555 0100",
                postalAddress: "12 Main Street\nSpringfield, OR 97477", replyTo: nil),
            logo: logo, recipient: name,
            matters: zip(utilities, asks).prefix(count).map {
                LetterContent.Matter(utility: $0.0, ask: $0.1, endsAt: now.addingTimeInterval(30 * 86_400))
            },
            note: "We need the October bill for your offer.\nThank you!", link: kind.hasLink ? link : nil,
            linkEndsAt: now.addingTimeInterval(7 * 86_400), zone: .gmt)
    }

    /// The words of an HTML document, as a reader sees them.
    static func plain(_ html: String) -> String {
        let body = html.components(separatedBy: "<body").last ?? ""
        return "<body".appending(body).replacing(/<[^>]*>/, with: " ").replacing("&#39;", with: "'")
            .replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
    }

    static func words(_ text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
