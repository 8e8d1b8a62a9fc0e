import Foundation

/// The checkout these tests belong to, read as text.
enum House {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// One Swift file of a room: where it lies, and its lines.
    struct File {
        let room: String
        /// Relative to the root.
        let path: String
        let text: String

        var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

        /// The modules imported, without access levels, attributes and kinds.
        var imports: [String] {
            lines.compactMap { line in
                var words = line.split(separator: " ").map(String.init)
                let levels = ["public", "package", "internal"]
                while let first = words.first, first.hasPrefix("@") || levels.contains(first) { words.removeFirst() }
                guard words.first == "import", words.count >= 2 else { return nil }
                let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
                let name = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
                return String(name.prefix { $0 != "." })
            }
        }
    }

    /// Every Swift file below `folder` ("Sources" or "Tests").
    static func files(in folder: String) throws -> [File] {
        let start = root.appending(path: folder)
        guard let walk = FileManager.default.enumerator(at: start, includingPropertiesForKeys: nil) else { return [] }
        return try walk.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map { url in
            let path = String(url.path().dropFirst(root.path().count)).trimmingPrefix("/")
            let parts = path.split(separator: "/")
            return File(
                room: parts.count > 1 ? String(parts[1]) : "", path: String(path),
                text: try String(contentsOf: url, encoding: .utf8))
        }
    }
}
