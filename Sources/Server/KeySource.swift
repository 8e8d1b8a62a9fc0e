import Domain
import Foundation
import Ports
public import Store
import Vault

/// Where the key ring comes from, and whether it is the right one.
public enum KeySource {
    /// The setting that holds the check value, in the store.
    private static let checkName = "key_check"

    static func ring(_ settings: Settings) throws(VaultError) -> KeyRing {
        guard let command = settings.keyCommand else { return try KeyRing.load(from: settings.keyFile.path()) }
        let words = command.split(separator: " ").map(String.init)
        return try KeyRing.load(fromCommand: words.first ?? command, arguments: Array(words.dropFirst()))
    }

    /// Refuses a ring that is not the data's own; a store without data takes this one.
    static func check(_ ring: KeyRing, against storage: any Storage) async throws {
        let check = KeyCheck(ring)
        guard let stored = try await storage.read({ try $0.settings.get(checkName) }) else {
            let value = check.value
            return try await storage.write { try $0.settings.set(checkName, value) }
        }
        try check.verify(stored)
    }

    /// Stores the check anew, under the ring's current key: from then on the older keys may leave the ring.
    public static func renewCheck(_ settings: Settings, in storage: any Storage) async throws {
        let value = KeyCheck(try ring(settings)).value
        try await storage.write { try $0.settings.set(checkName, value) }
    }

    /// Stops a command before it writes: the data of a store that has some must be the ring's own.
    public static func requireRight(_ settings: Settings, for storage: any Storage) async throws {
        guard try await storage.schemaStatus().applied > 0 else { return }
        guard let stored = try await storage.read({ try $0.settings.get(checkName) }) else { return }
        try KeyCheck(ring(settings)).verify(stored)
    }

    /// What is wrong between ring and data, in words, or nil; writes nothing.
    static func complaint(_ ring: KeyRing, about storage: any Storage) async -> String? {
        do {
            guard let stored = try await storage.read({ try $0.settings.get(checkName) }) else { return nil }
            try KeyCheck(ring).verify(stored)
            return nil
        } catch {
            return (error as? any ExplainedError)?.advice
        }
    }

    /// Adds a key to the file and makes it the current one; processes that run read it as they meet it.
    ///
    /// - Returns: The new key's id.
    public static func rotate(_ settings: Settings) throws -> String {
        guard settings.keyCommand == nil else {
            throw SettingsError(problems: [
                "The keys come from \(Setting.keyCommand.variable). Add a key there, then run: tieline keys rewrap"
            ])
        }
        let ring = try ring(settings).adding(at: SystemClock().now())
        try ring.replace(fileAt: settings.keyFile.path())
        return ring.currentKeyID
    }

    /// Makes the first key file.
    public static func create(_ settings: Settings) throws {
        try FileManager.default.createDirectory(
            at: settings.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let hasKeys = FileManager.default.fileExists(atPath: settings.keyFile.path())
        guard hasKeys || !FileManager.default.fileExists(atPath: DataFolder.database(settings).path()) else {
            throw SettingsError(problems: [
                "There is a database in \(settings.data.path()) but no key file. Restore its key file from your backup."
            ])
        }
        _ = try KeyRing.create(at: settings.keyFile.path(), now: SystemClock().now())
    }
}
