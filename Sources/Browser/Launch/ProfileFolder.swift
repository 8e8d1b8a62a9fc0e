import Foundation
import Glibc

/// The folder that holds everything one Chromium writes: its empty profile, its temporary files. Deleted with it.
struct ProfileFolder: Sendable {
    let path: String

    /// Makes a folder only we may read in the system's temporary folder.
    init() throws(BrowserError) {
        var template = Array("\(Self.parent)/tieline-browser-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .launchFailed(code: errno) }
        path = template.withUnsafeBufferPointer {
            String(decoding: UnsafeRawBufferPointer($0).dropLast(), as: UTF8.self)
        }
        writePreferences()
    }

    private static var parent: String {
        let folder = FileManager.default.temporaryDirectory.path
        return folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    }

    /// Chromium must not load pages ahead of a click: speculative requests pass by the request gate.
    private func writePreferences() {
        let preferences: JSON = [
            "net": ["network_prediction_options": 2],
            "credentials_enable_service": false,
            "profile": ["password_manager_enabled": false],
            "autofill": ["profile_enabled": false, "credit_card_enabled": false],
        ]
        let folder = "\(path)/Default"
        _ = mkdir(folder, 0o700)
        _ = FileManager.default.createFile(atPath: "\(folder)/Preferences", contents: Data(preferences.bytes))
    }

    /// Dying processes may still write for a moment, so the removal is tried again for up to a second. Blocks.
    func remove() {
        for _ in 0..<50 {
            // `try?`: whether the folder is gone is asked of the file system, not of the error.
            try? FileManager.default.removeItem(atPath: path)
            guard FileManager.default.fileExists(atPath: path) else { return }
            usleep(20_000)
        }
    }
}
