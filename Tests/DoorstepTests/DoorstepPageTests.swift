import Domain
import Foundation
import Templates
import Testing

@testable import Doorstep
@testable import UseCases

@Suite("Customer pages")
struct DoorstepPageTests {
    typealias Sample = DoorstepSample

    let library: TemplateLibrary

    init() throws { library = try TemplateLibrary(folders: [DoorstepFiles.views]) }

    @Test("no template lets a value leave its place")
    func escaping() throws {
        #expect(try TemplateAudit.leakingTemplates(of: library) == [])
    }

    @Test(
        "a page has one heading, a title without a secret, landmarks and its language",
        arguments: DoorstepGallery.entries)
    func skeleton(_ entry: DoorstepGalleryEntry) throws {
        let html = try render(entry.page)
        #expect(count("<h1", in: html) == 1)
        #expect(count("<main", in: html) == 1)
        #expect(html.contains("<html lang=\"\(entry.language.rawValue)\">"))
        let title = try #require(html.firstMatch(of: /<title>([^<]+) · [^<]+<\/title>/)?.1)
        #expect(!title.trimmingCharacters(in: .whitespaces).isEmpty)
        #expect(!title.contains(Sample.token))
        #expect(!html.contains("{"), "a place was not filled")
    }

    @Test("a template asks for nothing its page does not have", arguments: DoorstepGallery.entries)
    func names(_ entry: DoorstepGalleryEntry) throws {
        let unknown = try TemplateAudit.unknownNames(of: type(of: entry.page).template, in: library, with: entry.page)
        #expect(unknown == [])
    }

    @Test("no id stands twice, and every label and description leads to one", arguments: DoorstepGallery.entries)
    func identifiers(_ entry: DoorstepGalleryEntry) throws {
        let html = try render(entry.page)
        let ids = html.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        for use in html.matches(of: /\s(?:for|aria-labelledby|aria-describedby)="([^"]+)"/) {
            for id in use.1.split(separator: " ") { #expect(ids.contains(String(id)), "\(id)") }
        }
        for anchor in html.matches(of: /href="#([^"]+)"/) { #expect(ids.contains(String(anchor.1)), "\(anchor.1)") }
    }

    @Test("nothing runs or styles inline, and nothing comes from elsewhere", arguments: DoorstepGallery.entries)
    func contentPolicy(_ entry: DoorstepGalleryEntry) throws {
        let html = try render(entry.page)
        #expect(html.firstMatch(of: /<script(?![^>]*\ssrc=)/) == nil)
        #expect(!html.contains("<style"))
        #expect(html.firstMatch(of: /\s(?:style|on\w+)="/) == nil)
        #expect(html.firstMatch(of: /(?:src|action)="(?:https?:)?\/\//) == nil)
        #expect(html.contains("<meta name=\"referrer\" content=\"no-referrer\">"))
    }

    @Test("a page with its files stays under 100 kB", arguments: DoorstepGallery.entries)
    func weight(_ entry: DoorstepGalleryEntry) throws {
        let files = ["doorstep.css", "doorstep.js"].map { DoorstepFiles.assets.appending(path: $0) }
        let shared = try files.reduce(0) { try $0 + Data(contentsOf: $1).count }
        #expect(try render(entry.page).utf8.count + shared < 100_000)
    }

    @Test("every template is rendered by some page here")
    func complete() {
        let rendered = Set(DoorstepGallery.entries.map { type(of: $0.page).template })
        let partials: Set<String> = [
            "account-list", "code-prompt", "doorstep", "facts", "faults", "field", "progress-steps", "scope",
            "term",
        ]
        #expect(rendered.union(partials) == Set(library.names))
    }

    @Test(
        "what a page says differs between the languages", arguments: Set(DoorstepGallery.entries.map(\.name)).sorted())
    func languages(_ name: String) throws {
        let headings = try DoorstepGallery.entries.filter { $0.name == name }.map { entry in
            try #require(try render(entry.page).firstMatch(of: /<h1[^>]*>(.*?)<\/h1>/)?.1)
        }
        #expect(headings.count == 2 && headings[0] != headings[1])
    }

    // MARK: What stands where

    @Test("the first page says who asks, what, how long and who is behind it, in this order, before it wants an answer")
    func order() throws {
        let html = String(try render(named: "ask").split(separator: "<body")[1])
        let parts = [
            "Acme Solar</span></p>", "asks for your permission to read your bills and usage from Sandbox Harbor",
            "Your bills",
            "How much you used", "Account and meter numbers", "For 3 years, until November 26, 2029", "12 Main Street",
            "+1 541 555 0100", ">Continue<", ">Decline<", "You can stop this at any time.",
        ]
        let places = try parts.map { try #require(html.range(of: $0)?.lowerBound, "\($0)") }
        #expect(places == places.sorted())
        #expect(html.contains("name=\"term\" value=\"3y\" checked"))
        #expect(html.contains("data-seen=\"/r/\(Sample.token)/seen\""))
    }

    @Test("beside the fields stands who asks, for which utility, what is done with it and how to take it back")
    func trust() throws {
        let html = try render(named: "sign-in")
        for part in [
            "Who asks", "Sandbox Harbor, at harbor.sandbox.example", "kept encrypted", "How to take it back",
            "This is not my utility",
        ] {
            #expect(html.contains(part), "\(part)")
        }
    }

    @Test("a refused password is told first, and its page for another try has the title it is known by")
    func invalidLogin() throws {
        let told = try render(named: "invalid-login")
        #expect(told.contains("<title>Invalid login · Acme Solar</title>"))
        #expect(told.contains(">Click here to try again</a>"))
        let again = try render(named: "update-login")
        #expect(again.contains("<title>Update login credentials · Acme Solar</title>"))
        #expect(again.contains("One try left before Sandbox Harbor locks this account."))
    }

    @Test("a secret is never shown again")
    func secrets() throws {
        let html = try render(named: "sign-in-wrong")
        #expect(html.contains("value=\"paula\""))
        let password = try #require(html.firstMatch(of: /<input id="password"[^>]*>/)?.0)
        #expect(password.contains("type=\"password\" value=\"\""))
        #expect(html.contains("<title>Error: Sign in to Sandbox Harbor"))
    }

    @Test("a preview leads nowhere and does nothing")
    func preview() throws {
        let html = try render(named: "ask-preview")
        #expect(html.firstMatch(of: /<(?:a|form)[^>]*\s(?:href|action|method)="(?!#)/) == nil)
        #expect(!html.contains("<script"))
        #expect(!html.contains("data-seen"))
        #expect(count("<button", in: html) == count(" disabled>", in: html))
    }

    @Test("a language that was chosen is carried along, and each page can be read in the other one")
    func carried() throws {
        let reader = Sample.reader(.spanish, page: "/decline", isChosen: true)
        let html = try render(DoorstepPages(Sample.view([Sample.item(1, .consent)]), reader: reader).decline())
        #expect(html.contains("action=\"/r/\(Sample.token)/decline?lang=es\""))
        #expect(html.contains("href=\"/r/\(Sample.token)/decline?lang=en\" lang=\"en\""))
    }

    @Test("the page of another language keeps the words of the last step apart from it")
    func notices() {
        for notice in DoorstepNotice.allCases {
            #expect(notice.text(.english) != notice.text(.spanish))
        }
    }

    @Test("the way back goes where the organization's list allows, without saying from where")
    func wayBack() throws {
        let html = try render(named: "receipt-back")
        #expect(
            html.contains(
                "href=\"https://app.acme-solar.example/done?state=1\" rel=\"noreferrer\">Go back to Acme Solar<"))
    }

    @Test("before a revocation stands exactly what is deleted")
    func revocation() throws {
        let html = try render(named: "control-revoke")
        for part in [
            "Your sign-in for Sandbox Harbor is deleted", "Every bill, reading and account number", "cannot be undone",
        ] {
            #expect(html.contains(part), "\(part)")
        }
    }

    @Test("a hostile name stays a name", arguments: DoorstepLanguage.allCases)
    func hostile(_ language: DoorstepLanguage) throws {
        let brand = Sample.brand(TemplateAudit.canary, color: "#fff;}*{")
        let view = Sample.view([Sample.item(1, .consent, utility: TemplateAudit.canary)], brand: brand)
        let html = try render(DoorstepPages(view, reader: Sample.reader(language)).current())
        #expect(!TemplateAudit.leaks(html))
        #expect(!html.contains("/brand/"))
    }

    // MARK: For people

    /// Writes every page to the folder named by `TIELINE_GALLERY`, for people who want to look at them.
    @Test(
        "the gallery can be written to a folder",
        .enabled(if: ProcessInfo.processInfo.environment["TIELINE_GALLERY"] != nil))
    func gallery() throws {
        let path = try #require(ProcessInfo.processInfo.environment["TIELINE_GALLERY"])
        let folder = URL(filePath: path)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for entry in DoorstepGallery.entries {
            let name = "\(entry.name)-\(entry.language.rawValue).html"
            try render(entry.page).write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        let color = try #require(BrandColor("0b7a4b"))
        try BrandStylesheet.text(color).write(
            to: folder.appending(path: "0b7a4b.css"), atomically: true, encoding: .utf8)
        let yellow = try #require(BrandColor("ffdd00"))
        try BrandStylesheet.text(yellow).write(
            to: folder.appending(path: "ffdd00.css"), atomically: true, encoding: .utf8)
    }

    private func render(_ page: any DoorstepPage) throws -> String {
        try library.render(type(of: page).template, page)
    }

    private func render(named name: String) throws -> String {
        let entry = try #require(DoorstepGallery.entries.first { $0.name == name && $0.language == .english })
        return try render(entry.page)
    }

    private func count(_ text: String, in html: String) -> Int { html.components(separatedBy: text).count - 1 }
}
