import Foundation
import Providers
import Testing

/// A copy of the sandbox's Harbor in a temporary folder, with some of its lines changed.
struct ScratchProvider {
    let root: String
    var path: String { root + "/city-power" }

    init(spoiling changes: [String: String] = [:]) throws {
        let files = FileManager.default
        root = files.temporaryDirectory.appendingPathComponent("providers-\(UUID().uuidString)").path
        try files.createDirectory(atPath: root, withIntermediateDirectories: true)
        try files.copyItem(atPath: ProviderCatalogue.bundled + "/sandbox-harbor", toPath: path)
        var text = try recipe
        for (part, other) in changes {
            try #require(text.contains(part) || part == other, "the recipe lacks \(part)")
            text = text.replacing(part, with: other)
        }
        try text.write(toFile: path + "/recipe.yaml", atomically: true, encoding: .utf8)
    }

    var recipe: String { get throws { try String(contentsOfFile: path + "/recipe.yaml", encoding: .utf8) } }

    /// The line, counted from 1, on which the part first stands.
    func line(of part: String) throws -> Int {
        let lines = try recipe.split(separator: "\n", omittingEmptySubsequences: false)
        return try #require(lines.firstIndex { $0.contains(part) }) + 1
    }

    /// `try?`: a folder that is gone already is what was wanted.
    func remove() { try? FileManager.default.removeItem(atPath: root) }
}
