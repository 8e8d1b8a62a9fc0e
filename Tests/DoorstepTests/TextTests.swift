import Domain
import Foundation
import Templates
import Testing

@testable import Doorstep

@Suite("Texts")
struct TextTests {
    /// Every text of a language by its path: `ask.authorize`, `term.days.one`.
    static func table(_ value: Any, _ path: String = "") -> [String: String] {
        if let text = value as? String { return [path: text] }
        return Mirror(reflecting: value).children.reduce(into: [:]) { texts, child in
            guard let name = child.label, name != "language" else { return }
            texts.merge(table(child.value, path.isEmpty ? name : "\(path).\(name)")) { own, _ in own }
        }
    }

    static let english = table(DoorstepTexts.of(.english))
    static let spanish = table(DoorstepTexts.of(.spanish))

    /// What is the same in both: a word of both languages, a place alone.
    static let shared: Set<String> = ["page.error", "accounts.gas"]

    @Test("both languages have every text")
    func complete() {
        #expect(Set(Self.english.keys) == Set(Self.spanish.keys))
        #expect(Self.english.count > 250)
        for (path, text) in Self.english.merging(Self.spanish, uniquingKeysWith: { own, _ in own }) {
            #expect(!text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty, "\(path)")
            #expect(!text.contains("\n"), "\(path) has a line break")
        }
    }

    @Test("a text is translated, not copied")
    func translated() {
        for (path, text) in Self.english where !Self.shared.contains(path) {
            #expect(Self.spanish[path] != text, "\(path)")
        }
    }

    @Test("a text has the same places in both languages")
    func places() {
        for (path, text) in Self.english {
            #expect(Self.places(of: text) == Self.places(of: Self.spanish[path] ?? ""), "\(path)")
        }
    }

    private static func places(of text: String) -> Set<String> {
        Set(text.matches(of: /\{([a-z]+)\}/).map { String($0.1) })
    }

    @Test(
        "the English status texts are the law's, the Spanish ones name the utility as they do",
        arguments: ConnectionStatus.allCases)
    func statuses(_ status: ConnectionStatus) {
        #expect(DoorstepTexts.of(.english).status.template(status) == StatusTable[status].customerTemplate)
        #expect(!DoorstepTexts.of(.spanish).status.text(status, utility: "Harbor").contains("{"))
    }

    @Test("nobody is blamed, and nothing speaks of errors or failures of the reader")
    func noBlame() {
        let blaming = ["your fault", "you failed", "you must", "illegal", "su culpa", "usted debe"]
        for text in Self.english.values.map({ $0.lowercased() }) + Self.spanish.values.map({ $0.lowercased() }) {
            for word in blaming { #expect(!text.contains(word), "\(text)") }
        }
    }

    @Test("a value that looks like a place stays as it is")
    func filling() {
        #expect("{a} and {b}".filled(["a": "{b}", "b": "B"]) == "{b} and B")
        #expect("{unknown} {".filled(["a": "A"]) == "{unknown} {")
        #expect("{".filled(["a": "A"]) == "{")
    }

    @Test("no template holds a word of its own")
    func templates() throws {
        for file in try FileManager.default.contentsOfDirectory(
            at: DoorstepFiles.views, includingPropertiesForKeys: nil)
        {
            var text = try String(contentsOf: file, encoding: .utf8)
            text = text.replacing(/\{\{[^}]*\}\}/, with: "")
            for spoken in text.matches(of: /\s(?:title|alt|placeholder|aria-label|value)="([^"]*[A-Za-z][^"]*)"/) {
                Issue.record("\(file.lastPathComponent) says \(spoken.1)")
            }
            let bare = text.replacing(/<[^>]*>/, with: "").replacing("&middot;", with: "")
            #expect(bare.firstMatch(of: /\p{L}/) == nil, "\(file.lastPathComponent) says \(bare)")
        }
    }

    @Test("dates and lists are written as the reader writes them, in his zone")
    func formats() throws {
        let zone = try #require(TimeZone(identifier: "America/New_York"))
        let date = Date(timeIntervalSince1970: 1_795_665_600)
        let english = ReaderFormat(language: .english, zone: zone)
        let spanish = ReaderFormat(language: .spanish, zone: zone)
        #expect(english.day(date) == "November 25, 2026")
        #expect(spanish.day(date) == "25 de noviembre de 2026")
        #expect(ReaderFormat(language: .english, zone: .gmt).day(date) == "November 26, 2026")
        #expect(english.list(["A", "B", "C"]) == "A, B, and C")
        #expect(spanish.list(["A", "B"]) == "A y B")
        #expect(english.length(500) == "8 min 20 s")
    }

    @Test("an end at midnight is told as the day before")
    func lastDay() throws {
        let zone = try #require(ZoneName("America/New_York"))
        let day = try #require(CalendarDay("2027-03-14"))
        let end = try #require(AuthorizationTerm.until(day).end(from: .distantPast, in: zone.zone))
        #expect(ReaderFormat(language: .english, zone: zone.zone).lastDay(end) == "March 14, 2027")
    }
}
