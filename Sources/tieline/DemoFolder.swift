import Foundation

/// The demo's data folder.
struct DemoFolder {
    let path: String

    /// Deletes a demo's files; refuses a folder that holds anything else, or a running installation's.
    func clear() throws {
        let files = FileManager.default
        guard files.fileExists(atPath: path) else { return }
        let names = try files.contentsOfDirectory(atPath: path)
        let own: Set = ["tieline.db", "tieline.db-wal", "tieline.db-shm", "keys", "browser"]
        let strange = names.filter { !own.contains($0) }.sorted()
        guard strange.isEmpty else {
            throw PlainError(
                "\(path) also holds \(strange[0]), so it was left alone. Choose another folder with --data.")
        }
        try files.removeItem(atPath: path)
    }
}
