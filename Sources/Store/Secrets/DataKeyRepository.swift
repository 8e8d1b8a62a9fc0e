public import Ports

/// A wrapped data key with whom it belongs to (a connection's bare UUID).
public struct StoredDataKey: Sendable, Equatable {
    public let owner: String
    public let key: WrappedKey
}

/// Wrapped data keys, one per owner.
public struct DataKeyRepository<Access> {
    let session: any SQLSession

    public func find(owner: String) throws(StoreError) -> WrappedKey? {
        try session.first("SELECT * FROM data_key WHERE owner = $1", [.text(owner)]).map(StoredDataKey.init(row:))?.key
    }

    /// For rotation: keys that are wrapped under another key-encryption key than this one.
    public func all(notUnder keyID: String, limit: Int) throws(StoreError) -> [StoredDataKey] {
        try session.query(
            "SELECT * FROM data_key WHERE key_id <> $1 ORDER BY owner LIMIT $2", [.text(keyID), .count(limit)]
        ).map(StoredDataKey.init(row:))
    }
}

extension DataKeyRepository where Access == WriteAccess {
    /// - Throws: `.notUnique` when the owner has one.
    public func put(_ key: WrappedKey, owner: String) throws(StoreError) {
        try session.execute(
            "INSERT INTO data_key (owner, key_id, wrapped) VALUES ($1, $2, $3)",
            [.text(owner), .text(key.keyID), .blob(key.bytes)])
    }

    /// Puts the same key, wrapped anew, in the place of exactly the old wrapping.
    /// - Returns: False when it was replaced or destroyed meanwhile; then nothing changed.
    @discardableResult
    public func replace(owner: String, _ old: WrappedKey, with new: WrappedKey) throws(StoreError) -> Bool {
        try session.execute(
            "UPDATE data_key SET key_id = $4, wrapped = $5 WHERE owner = $1 AND key_id = $2 AND wrapped = $3",
            [.text(owner), .text(old.keyID), .blob(old.bytes), .text(new.keyID), .blob(new.bytes)]) == 1
    }

    public func destroy(owner: String) throws(StoreError) {
        try session.execute("DELETE FROM data_key WHERE owner = $1", [.text(owner)])
    }
}

extension StoredDataKey {
    init(row: SQLRow) throws(StoreError) {
        try self.init(
            owner: row.text("owner"), key: WrappedKey(keyID: row.text("key_id"), bytes: row.blob("wrapped")))
    }
}
