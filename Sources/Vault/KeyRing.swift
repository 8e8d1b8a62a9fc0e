import Crypto
import Domain
public import Foundation

/// The key-encryption keys of an installation, and the one key that fingerprints are made with.
///
/// New data keys are wrapped under the newest key; older ones stay so that what they wrapped still opens. The fingerprint
/// key never changes: a secret that was refused before a rotation is recognised after it.
public struct KeyRing: Sendable {
    /// One key-encryption key.
    struct Entry: Sendable {
        let id: String
        let key: Secret<SymmetricKey>
        /// RFC 3339; for people, no rule reads it.
        let created: String
    }

    private let older: [Entry]
    let newest: Entry
    let fingerprintKey: Entry

    init(older: [Entry], newest: Entry, fingerprintKey: Entry) {
        self.older = older
        self.newest = newest
        self.fingerprintKey = fingerprintKey
    }

    /// A ring with one new random key and a new fingerprint key.
    public init(createdAt now: Date) {
        older = []
        newest = Entry.random(createdAt: now, avoiding: [])
        fingerprintKey = Entry(
            id: Entry.fingerprintWord, key: Secret(SymmetricKey(size: .bits256)), created: newest.created)
    }

    /// Oldest first.
    var entries: [Entry] { older + [newest] }

    /// The key that new data keys are wrapped under.
    public var currentKeyID: String { newest.id }

    /// Every key's id, oldest first.
    public var keyIDs: [String] { entries.map(\.id) }

    /// This ring with a new random key, which becomes the current one.
    public func adding(at now: Date) -> KeyRing {
        let entry = Entry.random(createdAt: now, avoiding: Set(keyIDs))
        return KeyRing(older: entries, newest: entry, fingerprintKey: fingerprintKey)
    }
}

extension KeyRing: CustomStringConvertible, CustomReflectable {
    public var description: String { "KeyRing(\(keyIDs.joined(separator: ", ")))" }
    public var customMirror: Mirror { Mirror(self, children: ["keyIDs": keyIDs]) }
}

extension KeyRing.Entry {
    /// What the line of the fingerprint key begins with, in place of an id.
    static let fingerprintWord = "fingerprint"

    /// A new key whose id is `k` and eight hex digits.
    static func random(createdAt now: Date, avoiding taken: Set<String>) -> Self {
        var id: String
        repeat {
            id = "k" + String(UInt32.random(in: 0x1000_0000 ... .max), radix: 16)
        } while taken.contains(id)
        return Self(id: id, key: Secret(SymmetricKey(size: .bits256)), created: now.formatted(.iso8601))
    }
}
