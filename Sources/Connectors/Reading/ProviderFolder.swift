public import Domain
import Foundation

/// A provider's folder on disk: `recipe.yaml`, `pages/` with saved pages, `README.md`. Its name is the provider's key.
public struct ProviderFolder: Sendable {
    public let key: ProviderKey
    public let path: String
    private static let sizeLimit = 256 << 10

    /// Nil when the folder's name is no provider key.
    public init?(path: String) {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        guard let key = ProviderKey(url.lastPathComponent) else { return nil }
        self.key = key
        self.path = url.path
    }

    public func recipe(_ settings: RecipeSettings) throws(RecipeError) -> Recipe {
        try RecipeReader.read(try text(of: "recipe.yaml", upTo: Self.sizeLimit), key: key, settings: settings)
    }

    /// Mistakes of the folder around the recipe: fixtures and README that are not there.
    public func missingParts(_ recipe: Recipe) -> [RecipeProblem] {
        let fixtures = recipe.fixtures.filter { !has($0.file) }.map {
            RecipeProblem(line: $0.line, message: "the file \($0.file) does not exist; save the page there")
        }
        guard has("README.md") else {
            let problem = RecipeProblem(
                line: 1, message: "README.md does not exist; write what is special about the portal")
            return [problem] + fixtures
        }
        return fixtures
    }

    /// A saved page.
    func page(_ fixture: RecipeFixture) throws(RecipeError) -> String {
        try text(of: fixture.file, upTo: 4 << 20)
    }

    private func has(_ file: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(file)") }

    private func text(of file: String, upTo limit: Int) throws(RecipeError) -> String {
        let full = "\(path)/\(file)"
        guard let handle = FileHandle(forReadingAtPath: full) else { throw .unreadable(file: full) }
        // Closing what was only read loses nothing.
        defer { try? handle.close() }
        // An empty file reads as nothing.
        let bytes = (try? handle.read(upToCount: limit + 1)) ?? Data()
        guard bytes.count <= limit, let text = String(bytes: bytes, encoding: .utf8)
        else { throw .unreadable(file: full) }
        return text
    }
}
