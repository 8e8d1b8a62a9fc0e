import Foundation
import Testing

@Suite("Statements")
struct StatementTests {
    @Test("SQL stands only in the store and its two drivers")
    func home() throws {
        let statement = try NSRegularExpression(
            pattern: #"(?m)^\s*"?\s*(SELECT\s.+\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|"#
                + #"CREATE\s+(TABLE|INDEX))\b"#)
        for file in try House.files(in: "Sources")
        where !["Store", "StoreSQLite", "StorePostgres"].contains(file.room) {
            let range = NSRange(file.text.startIndex..., in: file.text)
            #expect(statement.firstMatch(in: file.text, range: range) == nil, "\(file.path) holds SQL")
        }
    }

    @Test("pages hold no triple braces")
    func braces() throws {
        for views in ["Sources/Web/Views", "Sources/Doorstep/Views"].map({ House.root.appending(path: $0) }) {
            guard let walk = FileManager.default.enumerator(at: views, includingPropertiesForKeys: nil) else {
                continue
            }
            for case let url as URL in walk where url.pathExtension == "mustache" {
                let text = try String(contentsOf: url, encoding: .utf8)
                #expect(!text.contains("{{{") && !text.contains("{{&"), "\(url.lastPathComponent) does not escape")
            }
        }
    }
}
