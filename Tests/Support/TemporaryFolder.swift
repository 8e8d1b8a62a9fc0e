public import Foundation

/// One folder for everything that this test process leaves on disk; removed when it exits.
public enum TemporaryFolder {
    private static let root: URL = {
        let url = FileManager.default.temporaryDirectory.appending(path: "tieline-tests-\(getpid())")
        atexit { try? FileManager.default.removeItem(at: TemporaryFolder.root) }  // nothing left to do when it fails
        return url
    }()

    /// A new, empty folder.
    public static func make() throws -> URL {
        let url = root.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }
}
