import Foundation
import Glibc

/// The folder that holds everything one Chromium writes: its empty profile, its temporary files. Deleted with it.
struct ProfileFolder: Sendable {
    let path: String
    /// Locked for as long as we live: what a killed process left behind is known by its lock being free.
    private let lock: Int32

    private static let prefix = "tieline-browser-"

    /// Makes a folder only we may read in the system's temporary folder, and removes those of dead processes.
    init() throws(BrowserError) {
        Self.sweep()
        var template = Array("\(Self.parent)/\(Self.prefix)XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .launchFailed(code: errno) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        lock = Self.takeLock(of: path, creating: true) ?? -1
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

    /// Blocks up to a second.
    func remove() {
        Self.remove(path)
        _ = close(lock)
    }

    /// Dying processes may still write for a moment, so the removal is tried again.
    private static func remove(_ path: String) {
        for _ in 0..<50 {
            // `try?`: whether the folder is gone is asked of the file system, not of the error.
            try? FileManager.default.removeItem(atPath: path)
            guard FileManager.default.fileExists(atPath: path) else { return }
            usleep(20_000)
        }
    }

    private static func sweep() {
        // `try?`: a temporary folder that cannot be listed fails right after, when ours is made.
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        where name.hasPrefix(prefix) {
            guard let lock = takeLock(of: "\(parent)/\(name)", creating: false) else { continue }
            remove("\(parent)/\(name)")
            _ = close(lock)
        }
    }

    /// Nil when the lock is held by a living process, or not made yet.
    private static func takeLock(of folder: String, creating: Bool) -> Int32? {
        let file = open("\(folder)/tieline.lock", O_RDWR | O_CLOEXEC | (creating ? O_CREAT : 0), 0o600)
        guard file >= 0 else { return nil }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            _ = close(file)
            return nil
        }
        return file
    }
}
