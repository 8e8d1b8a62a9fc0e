import Foundation
import Vault

/// The folder that an installation keeps its files in.
enum DataFolder {
    static func database(_ settings: Settings) -> URL { settings.data.appending(path: "tieline.db") }

    /// Makes the folder, readable for its owner only, and a key file where there is neither keys nor data yet.
    static func prepare(_ settings: Settings) throws {
        do {
            try FileManager.default.createDirectory(
                at: settings.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw SettingsError(problems: [
                "The folder \(settings.data.path()) cannot be made. Choose another with --data."
            ])
        }
        let hasKeys = settings.keyCommand != nil || FileManager.default.fileExists(atPath: settings.keyFile.path())
        let hasData = settings.databaseURL != nil || FileManager.default.fileExists(atPath: database(settings).path())
        // Data without its keys must not get new ones: that is for a person to look at.
        if !hasKeys, !hasData { _ = try KeyRing.create(at: settings.keyFile.path(), now: SystemClock().now()) }
    }
}
