import Foundation
import Templates
import Testing

@testable import Web

@Suite("Pages")
struct PageTests {
    /// Loaded once: each page of the gallery is a case of each test.
    private static let loaded = Result { try TemplateLibrary(folders: [WebFiles.views]) }

    let library: TemplateLibrary

    init() throws { library = try Self.loaded.get() }

    @Test("no template lets a value leave its place")
    func escaping() throws {
        #expect(try TemplateAudit.leakingTemplates(of: library) == [])
    }

    @Test("a page has one heading, a title, landmarks and a way past the navigation", arguments: Gallery.entries)
    func skeleton(_ entry: GalleryEntry) throws {
        let html = try render(entry.page)
        #expect(count("<h1", in: html) == 1)
        #expect(html.contains("<html lang=\"en\">"))
        #expect(html.contains("<main id=\"main\""))
        #expect(count("<main", in: html) == 1)
        let title = try #require(html.firstMatch(of: /<title>([^<]+) · Tieline<\/title>/)?.1)
        #expect(!title.trimmingCharacters(in: .whitespaces).isEmpty)
    }

    @Test("a template asks for nothing its page does not have", arguments: Gallery.entries)
    func names(_ entry: GalleryEntry) throws {
        let unknown = try TemplateAudit.unknownNames(
            of: type(of: entry.page).template, in: library, with: entry.page)
        #expect(unknown == [])
    }

    @Test("no id stands twice on a page, and every label and description leads to one", arguments: Gallery.entries)
    func identifiers(_ entry: GalleryEntry) throws {
        let html = try render(entry.page)
        let ids = html.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        let uses = html.matches(of: /\s(?:for|aria-labelledby|aria-describedby|list|form)="([^"]+)"/)
        for id in uses.flatMap({ $0.1.split(separator: " ") }) { #expect(ids.contains(String(id)), "\(id)") }
    }

    @Test("nothing on a page runs or styles inline, and nothing comes from elsewhere", arguments: Gallery.entries)
    func contentPolicy(_ entry: GalleryEntry) throws {
        let html = try render(entry.page)
        #expect(html.firstMatch(of: /<script(?![^>]*\ssrc=)/) == nil)
        #expect(!html.contains("<style"))
        #expect(html.firstMatch(of: /\s(?:style|on\w+)="/) == nil)
        #expect(
            html.firstMatch(
                of:
                    /(?:src|href|action)="(?:https?:)?\/\/(?!my\.valleygas\.example|mail-settings\.google\.com\/mail\/vf-)/
            ) == nil)
    }

    @Test("a page with its stylesheet and script stays under 100 kB", arguments: Gallery.entries)
    func weight(_ entry: GalleryEntry) throws {
        let files = ["tieline.css", "tieline.js"].map { WebFiles.assets.appending(path: $0) }
        let shared = try files.reduce(0) { try $0 + Data(contentsOf: $1).count }
        #expect(try render(entry.page).utf8.count + shared < 100_000)
    }

    @Test("every template is rendered by some page here")
    func complete() {
        let rendered = Set(Gallery.entries.map { type(of: $0.page).template })
        let partials: Set<String> = [
            "authorization-rows", "authorization-section", "choice", "code-form", "code-place", "code-section",
            "confirmation", "copy", "countdown", "doorway",
            "facts", "faults",
            "field", "guide", "hero", "ledger", "logo", "mail-files", "mail-forwarding", "mail-section", "mail-trial",
            "mailboxes", "mark", "moment", "rehearsal", "run-progress",
            "exact", "pager", "plan-rows", "reading", "request-message", "request-rows", "spark",
            "strip", "tabs", "trust", "workbench",
        ]
        #expect(rendered.union(partials) == Set(library.names))
    }

    /// Writes every page to the folder named by `TIELINE_GALLERY`, for people who want to look at them.
    @Test(
        "the gallery can be written to a folder",
        .enabled(if: ProcessInfo.processInfo.environment["TIELINE_GALLERY"] != nil))
    func gallery() throws {
        let path = try #require(ProcessInfo.processInfo.environment["TIELINE_GALLERY"])
        let folder = URL(filePath: path)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for entry in Gallery.entries {
            try render(entry.page).write(
                to: folder.appending(path: "\(entry.name).html"), atomically: true, encoding: .utf8)
        }
    }

    private func render(_ page: any Page) throws -> String { try library.render(type(of: page).template, page) }

    private func count(_ text: String, in html: String) -> Int { html.components(separatedBy: text).count - 1 }
}
