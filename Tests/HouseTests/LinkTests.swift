import Foundation
import Testing

@Suite("Documents")
struct LinkTests {
    @Test("every relative link of the documents leads somewhere")
    func links() throws {
        let link = try NSRegularExpression(pattern: #"\]\(([^)#\s]+)(#[^)]*)?\)"#)
        var documents = [House.root.appending(path: "README.md")]
        let docs = House.root.appending(path: "docs")
        if let walk = FileManager.default.enumerator(at: docs, includingPropertiesForKeys: nil) {
            documents += walk.compactMap { $0 as? URL }.filter { $0.pathExtension == "md" }
        }
        for document in documents {
            let text = try String(contentsOf: document, encoding: .utf8)
            for match in link.matches(in: text, range: NSRange(text.startIndex..., in: text)) {
                guard let range = Range(match.range(at: 1), in: text) else { continue }
                let target = String(text[range])
                guard !target.contains("://"), !target.hasPrefix("mailto:") else { continue }
                let file = document.deletingLastPathComponent().appending(path: target)
                #expect(
                    FileManager.default.fileExists(atPath: file.path()),
                    "\(document.lastPathComponent) links to \(target), which is not there")
            }
        }
    }

    @Test("the README's commands are targets of the Makefile")
    func commands() throws {
        let readme = try String(contentsOf: House.root.appending(path: "README.md"), encoding: .utf8)
        let makefile = try String(contentsOf: House.root.appending(path: "Makefile"), encoding: .utf8)
        let command = try NSRegularExpression(pattern: #"make ([a-z]+)"#)
        for match in command.matches(in: readme, range: NSRange(readme.startIndex..., in: readme)) {
            guard let range = Range(match.range(at: 1), in: readme) else { continue }
            #expect(makefile.contains("\n\(readme[range]):"), "make \(readme[range]) does not exist")
        }
    }

    @Test("every group of tests is run by make test")
    func groups() throws {
        let script = try String(contentsOf: House.root.appending(path: "scripts/test"), encoding: .utf8)
        for group in Set(try House.files(in: "Tests").map(\.room)) where group.hasSuffix("Tests") {
            #expect(script.firstMatch(of: try Regex("['|]\(group)['|]")) != nil, "scripts/test leaves \(group) out")
        }
    }
}
