import Foundation
import Templates
import Testing

@Suite("Template library") struct TemplateLibraryTests {
    @Test("a page is rendered inside its layout, with partials and sections")
    func renders() throws {
        try withTemplates([
            "layout": "<title>{{$title}}Tieline{{/title}}</title>{{$main}}{{/main}}",
            "page":
                "{{<layout}}{{$title}}{{name}}{{/title}}{{$main}}{{#rows}}{{>parts/row}}{{/rows}}{{/main}}{{/layout}}",
            "parts/row": "<li>{{label}}{{#isOld}} old{{/isOld}}</li>",
        ]) { library in
            let rows = [Row(label: "a", isOld: true), Row(label: "b", isOld: false)]
            let page = try library.render("page", Page(name: "Pat & Co", rows: rows))
            #expect(page == "<title>Pat &amp; Co</title><li>a old</li><li>b</li>")
            #expect(library.names == ["layout", "page", "parts/row"])
        }
    }

    @Test("a quote joined to a combining mark is escaped in the page, in blocks, in block defaults and in partials")
    func escapesScalars() throws {
        try withTemplates([
            "layout": #"<a title="{{name}}">{{$main}}<b title="{{name}}"></b>{{/main}}</a>"#,
            "default": "{{<layout}}{{/layout}}",
            "page": #"{{<layout}}{{$main}}<i title="{{name}}">{{>parts/row}}</i>{{/main}}{{/layout}}"#,
            "parts/row": #"<u title="{{name}}">{{#rows}}<s title="{{label}}">{{.}}</s>{{/rows}}</u>"#,
        ]) { library in
            let evil = "\"\u{301} onfocus=alert(1) <\u{301}script>'\u{200D}&"
            for name in library.names {
                let page = try library.render(name, Page(name: evil, rows: [Row(label: evil, isOld: false)]))
                let quotes = page.unicodeScalars.filter { $0 == "\"" }.count
                #expect(quotes == page.components(separatedBy: "title=").dropFirst().count * 2)
                #expect(!page.unicodeScalars.contains("'"))
                #expect(!page.contains("<\u{301}"))
                #expect(page.contains("&quot;\u{301} onfocus"))
            }
            #expect(try TemplateAudit.leakingTemplates(of: library).isEmpty)
        }
    }

    @Test(
        "a template that could let a value out is refused with its line",
        arguments: [
            ("<p>\n{{{name}}}</p>", 2, "a value may not be printed unescaped"),
            ("{{& name}}", 1, "a value may not be printed unescaped"),
            ("{{=<% %>=}}", 1, "delimiters may not be changed"),
            ("{{% CONTENT_TYPE:TEXT}}", 1, "the content type is set by the loader"),
            ("{{>*name}}", 1, "a value may not choose a template"),
            ("<a href={{name}}>", 1, "an attribute with a value stands in double quotes"),
            ("<a href=/x/{{name}}>", 1, "an attribute with a value stands in double quotes"),
            ("<a href='{{name}}'>", 1, "an attribute with a value stands in double quotes"),
            ("<a {{name}}=\"x\">", 1, "a value may not name a tag or an attribute"),
            ("<{{name}}>", 1, "a value may not name a tag or an attribute"),
            ("<p>\n<script>\nlet x = \"{{name}}\"</script>", 3, "a value may not stand in <script>"),
            ("<style>a{{name}}</style>", 1, "a value may not stand in <style>"),
            ("<a onclick=\"{{name}}\">", 1, "a value may not stand in the attribute onclick"),
            ("<a style=\"{{name}}\">", 1, "a value may not stand in the attribute style"),
            ("<p>\n{{>nowhere}}", 2, "there is no template named nowhere"),
        ])
    func refuses(text: String, line: Int, problem: String) throws {
        try withFolder(["page": text]) { folder in
            let path = folder.appending(path: "page.mustache").path()
            #expect(throws: TemplateError.malformed(path: path, line: line, problem: problem)) {
                try TemplateLibrary(folders: [folder])
            }
        }
    }

    @Test(
        "ordinary markup is accepted",
        arguments: [
            #"<option value="{{name}}"{{#isOn}} selected{{/isOn}}>{{name}}</option>"#,
            #"<a class="row {{#isOn}}on{{/isOn}}" href="/c?q={{name}}&amp;x='{{name}}'" hidden>it's {{name}}</a>"#,
            #"<script src="{{name}}" defer></script><p>{{name}}</p><style>a{}</style>{{name}}"#,
            #"<!-- it's <b --> {{name}} <br/> <input value="{{name}}"/>{{name}}"#,
            #"<svg viewBox="0 0 9 9"><rect x="{{name}}" y='1' width=3 height="2"/><title>{{name}}</title></svg>"#,
            "{{! a comment }}a < b {{#isOn}}{{^isOff}}x{{/isOff}}{{/isOn}}",
        ])
    func accepts(text: String) throws {
        try withTemplates(["page": text]) { library in
            #expect(library.names == ["page"])
        }
    }

    @Test("a section that is not closed is refused with its line")
    func parseErrors() throws {
        try withFolder(["page": "<p>\n{{#rows}}<p>{{/row}}"]) { folder in
            let error = #expect(throws: TemplateError.self) { try TemplateLibrary(folders: [folder]) }
            guard case .malformed(_, let line, _) = error else {
                Issue.record("not a malformed template: \(String(describing: error))")
                return
            }
            #expect(line == 2)
        }
    }

    @Test("a missing folder, an empty one, a doubled name and an unknown template are errors")
    func missing() throws {
        let nowhere = URL(filePath: "/nowhere/views")
        #expect(throws: TemplateError.missingFolder(path: "/nowhere/views")) { try TemplateLibrary(folders: [nowhere]) }
        try withFolder([:]) { folder in
            #expect(throws: TemplateError.emptyFolder(path: folder.standardizedFileURL.path())) {
                try TemplateLibrary(folders: [folder])
            }
        }
        try withFolder(["page": "x"]) { folder in
            #expect(throws: TemplateError.duplicateName("page")) { try TemplateLibrary(folders: [folder, folder]) }
            #expect(throws: TemplateError.unknownTemplate(name: "other")) {
                try TemplateLibrary(folders: [folder]).render("other", 1)
            }
        }
    }

    @Test("in development a changed file is rendered anew; otherwise it is not")
    func reloads() throws {
        try withFolder(["page": "old"]) { folder in
            let live = try TemplateLibrary(folders: [folder], reloads: true)
            let fixed = try TemplateLibrary(folders: [folder])
            let file = folder.appending(path: "page.mustache")
            try "new".write(to: file, atomically: true, encoding: .utf8)
            let later = Date(timeIntervalSince1970: 4_000_000_000)
            try FileManager.default.setAttributes([.modificationDate: later], ofItemAtPath: file.path())
            #expect(try live.render("page", 1) == "new")
            #expect(try fixed.render("page", 1) == "old")
        }
    }
}

@Suite("Template audit") struct TemplateAuditTests {
    @Test("a bare delimiter of the canary is found, an escaped one is not")
    func leaks() {
        let leaking = ["\"\u{301}", "<\u{301}", "'\u{200D}", ">"].map { "<p>cnry\($0)</p>" }
        let escaped = "<p>cnry&quot;\u{301} cnry&lt; cnry&#39;</p>"
        #expect(leaking.allSatisfy(TemplateAudit.leaks))
        #expect(!TemplateAudit.leaks(escaped))
    }

    @Test("a name that the view model does not have is found, also inside a list")
    func unknownNames() throws {
        let text = "{{name}}{{nmae}}{{#rows}}{{label}}{{lable}}{{name}}{{#isOld}}x{{/isOld}}{{/rows}}"
        try withTemplates(["page": text]) { library in
            let page = Page(name: "a", rows: [Row(label: "b", isOld: true)])
            let unknown = try TemplateAudit.unknownNames(of: "page", in: library, with: page)
            #expect(unknown == ["lable", "nmae"])
        }
    }
}

private struct Page {
    let name: String
    let rows: [Row]
}

private struct Row {
    let label: String
    let isOld: Bool
}

private func withTemplates(_ texts: [String: String], _ body: (TemplateLibrary) throws -> Void) throws {
    try withFolder(texts) { try body(TemplateLibrary(folders: [$0])) }
}

private func withFolder(_ texts: [String: String], _ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "templates-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }  // a folder left behind harms nobody
    for (name, text) in texts {
        let file = folder.appending(path: name + ".mustache")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }
    try body(folder)
}
