/// What the whole installation remembers, as text by name.
public struct SettingRepository<Access> {
    let session: any SQLSession

    public func get(_ name: String) throws(StoreError) -> String? {
        guard let row = try session.first("SELECT value FROM setting WHERE name = $1", [.text(name)]) else {
            return nil
        }
        return try row.text("value")
    }
}

extension SettingRepository where Access == WriteAccess {
    public func set(_ name: String, _ value: String) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO setting (name, value) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, [.text(name), .text(value)])
    }
}
