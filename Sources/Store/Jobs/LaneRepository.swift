public import Foundation

/// How hard each provider (or other kind of work) may be asked, by all processes together.
public struct LaneRepository<Access> {
    let session: any SQLSession
}

extension LaneRepository where Access == WriteAccess {
    /// Makes a lane or changes its limits.
    /// - Parameters:
    ///   - concurrency: Jobs at the same time, at least 1.
    ///   - spacingMicroseconds: Between two starts; 0 for none.
    public func put(_ name: String, concurrency: Int, spacingMicroseconds: Int64) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO lane (name, concurrency, spacing, opens_at, last_start_at) VALUES ($1, $2, $3, 0, 0)
            ON CONFLICT (name) DO UPDATE SET concurrency = excluded.concurrency, spacing = excluded.spacing
            """, [.text(name), .count(concurrency), .integer(spacingMicroseconds)])
    }

    /// Starts nothing in the lane before a moment; a later one that was said before stays.
    public func slow(_ name: String, until: Date) throws(StoreError) {
        try session.execute(
            "UPDATE lane SET opens_at = $2 WHERE name = $1 AND opens_at < $2", [.text(name), .instant(until)])
    }
}
