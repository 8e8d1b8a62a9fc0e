public import Domain
public import Foundation

/// A provider's ended runs of one day.
public struct ProviderDayCount: Sendable, Equatable {
    /// Midnight UTC.
    public let day: Date
    /// Ended runs by outcome code.
    public let outcomes: [String: Int]
}

/// How providers have been doing, over the whole installation: counters that grow with every run that ends.
public struct ProviderHealthRepository<Access> {
    let session: any SQLSession
    /// The outcome that means that a run passed.
    private static var passed: String { "signed_in" }

    /// Days with ended runs, oldest first.
    public func days(_ provider: ProviderKey, since: Date) throws(StoreError) -> [ProviderDayCount] {
        let rows = try session.query(
            """
            SELECT day_at, outcome_code, amount FROM provider_day WHERE provider_key = $1 AND day_at >= $2
            ORDER BY day_at, outcome_code
            """, [.text(provider.text), .instant(since)])
        var days: [Date: [String: Int]] = [:]
        for row in rows {
            days[try row.instant("day_at"), default: [:]][try row.text("outcome_code")] = try row.integer("amount")
        }
        return days.sorted { $0.key < $1.key }.map { ProviderDayCount(day: $0.key, outcomes: $0.value) }
    }

    /// When a run last passed.
    public func lastPass(_ provider: ProviderKey) throws(StoreError) -> Date? {
        let row = try session.first(
            "SELECT MAX(last_ended_at) AS latest FROM provider_day WHERE provider_key = $1 AND outcome_code = $2",
            [.text(provider.text), .text(Self.passed)])
        return try row?.optionalInstant("latest")
    }

    /// The median length of the newest passed runs since a moment, 200 at most, in seconds; nil when there is none.
    public func medianSeconds(_ provider: ProviderKey, since: Date) throws(StoreError) -> Double? {
        let seconds = try session.query(
            """
            SELECT started_at, ended_at FROM run
            WHERE provider_key = $1 AND ended_at >= $2 AND outcome_code = $3 AND started_at IS NOT NULL
            ORDER BY ended_at DESC LIMIT 200
            """, [.text(provider.text), .instant(since), .text(Self.passed)]
        ).map { row throws(StoreError) in
            try row.instant("ended_at").timeIntervalSince(row.instant("started_at"))
        }.sorted()
        guard !seconds.isEmpty else { return nil }
        let middle = seconds.count / 2
        return seconds.count.isMultiple(of: 2) ? (seconds[middle - 1] + seconds[middle]) / 2 : seconds[middle]
    }
}

extension ProviderHealthRepository where Access == WriteAccess {
    /// Counts an ended run.
    func count(_ code: String, at provider: ProviderKey, endedAt: Date) throws(StoreError) {
        let day = Date(timeIntervalSince1970: (endedAt.timeIntervalSince1970 / 86_400).rounded(.down) * 86_400)
        try session.execute(
            """
            INSERT INTO provider_day (provider_key, day_at, outcome_code, amount, last_ended_at)
            VALUES ($1, $2, $3, 1, $4)
            ON CONFLICT (provider_key, day_at, outcome_code) DO UPDATE SET
                amount = provider_day.amount + 1, last_ended_at = excluded.last_ended_at
            """, [.text(provider.text), .instant(day), .text(code), .instant(endedAt)])
    }
}
