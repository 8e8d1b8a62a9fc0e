import Foundation
import Testing

@Suite("Shortcuts")
struct ShortcutTests {
    /// What may stand in the sources only with a trailing `// allowed: reason`.
    static let shortcuts: [(name: String, pattern: String)] = [
        ("try!", #"\btry!"#),
        ("as!", #"\bas!"#),
        ("print(", #"(?<![\w.])print\("#),
        ("fatalError(", #"\bfatalError\("#),
        ("Task.detached", #"\bTask\.detached\b"#),
        ("nonisolated(unsafe)", #"nonisolated\(unsafe\)"#),
        ("Date()", #"\bDate\(\)"#),
        ("Date.now", #"\bDate\.now\b"#),
        ("Thread.sleep", #"\bThread\.sleep"#),
    ]

    @Test("a shortcut carries its reason", arguments: shortcuts.map(\.name))
    func shortcut(name: String) throws {
        let pattern = try #require(Self.shortcuts.first { $0.name == name }?.pattern)
        let expression = try NSRegularExpression(pattern: pattern)
        for file in try House.files(in: "Sources") {
            for (number, line) in file.lines.enumerated() {
                let code = line.trimmingCharacters(in: .whitespaces)
                guard !code.hasPrefix("//"), !code.contains("// allowed: ") else { continue }
                let range = NSRange(code.startIndex..., in: code)
                #expect(
                    expression.firstMatch(in: code, range: range) == nil,
                    "\(file.path):\(number + 1) says \(name) without // allowed: reason")
            }
        }
    }

    @Test("@unchecked Sendable is proven by the comment above it")
    func unchecked() throws {
        for file in try House.files(in: "Sources") {
            let lines = file.lines
            for (number, line) in lines.enumerated() where line.contains("@unchecked Sendable") {
                let above = lines[max(0, number - 6)..<number].contains { $0.contains("//") }
                #expect(above || line.contains("//"), "\(file.path):\(number + 1) does not say why it is safe")
            }
        }
    }

    @Test("no type is named after nothing in particular")
    func names() throws {
        let vague = try NSRegularExpression(
            pattern: #"\b(?:struct|class|enum|actor|protocol)\s+\w*(?:Manager|Helper|Util|Utils|Impl|DTO)\b"#)
        for file in try House.files(in: "Sources") {
            let range = NSRange(file.text.startIndex..., in: file.text)
            #expect(vague.firstMatch(in: file.text, range: range) == nil, "\(file.path) has a vague type name")
            let name = file.path.split(separator: "/").last.map(String.init) ?? ""
            #expect(
                !["Models.swift", "Constants.swift", "Extensions.swift", "Utils.swift", "Helpers.swift"].contains(name),
                "\(file.path) is named after a kind of thing")
        }
    }
}
