import Domain
import Foundation
import Testing

@Suite("Documents written from the law")
struct StatusBookTests {
    /// The root of the repository, three folders above this file.
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("the copies on disk are fresh; `make docs` writes them", arguments: StatusBook.files().map(\.path))
    func fresh(_ path: String) throws {
        let text = try #require(StatusBook.files().first { $0.path == path }?.text)
        let file = Self.root.appending(path: path)
        if ProcessInfo.processInfo.environment["TIELINE_WRITE_DOCS"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        // A file that is not there is stale too.
        #expect((try? Data(contentsOf: file)) == Data(text.utf8), "\(path) is stale: run `make docs`")
    }

    @Test("the drawings are well-formed and show every way")
    func wellFormed() throws {
        let drawings = StatusBook.files().filter { $0.path.hasSuffix(".svg") }
        #expect(drawings.count == 3)
        for drawing in drawings {
            #expect(drawing.text.hasPrefix("<svg "))
            #expect(drawing.text.contains("</title>"))
        }
        let drawn = drawings.map {
            $0.text.split(separator: #"class="way""#, omittingEmptySubsequences: false).count - 1
        }
        #expect(drawn.allSatisfy { $0 > 10 })
    }

    @Test("no way leads out of AUTHORIZATION_REVOKED, and one leads into every status")
    func edges() {
        #expect(!StatusAtlas.edges.contains { $0.from == .authorizationRevoked })
        #expect(Set(StatusAtlas.edges.map(\.to)) == Set(ConnectionStatus.allCases))
    }
}
