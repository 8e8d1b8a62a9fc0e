public import Domain

/// The sealed portal session to start a connection's next run from.
public struct SavedSessionRepository<Access> {
    let session: any SQLSession

    public func find(_ connection: Connection.ID) throws(StoreError) -> [UInt8]? {
        guard
            let row = try session.first(
                "SELECT sealed FROM saved_session WHERE connection_id = $1", [.id(connection)])
        else { return nil }
        return try row.blob("sealed")
    }
}

extension SavedSessionRepository where Access == WriteAccess {
    /// Puts it in the place of the one before.
    public func put(_ connection: Connection.ID, _ sealed: [UInt8]) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO saved_session (connection_id, sealed) VALUES ($1, $2)
            ON CONFLICT (connection_id) DO UPDATE SET sealed = excluded.sealed
            """, [.id(connection), .blob(sealed)])
    }

    public func destroy(_ connection: Connection.ID) throws(StoreError) {
        try session.execute("DELETE FROM saved_session WHERE connection_id = $1", [.id(connection)])
    }
}
