public import Domain
public import Foundation
import Store

/// A provider of the catalogue with how it has been doing.
public struct ProviderHealth: Sendable, Equatable {
    public let provider: Provider
    /// Connections of this organization, archived ones aside.
    public let connections: Int
    /// Of those, how many work.
    public let connected: Int
    /// Ended runs and passes of the whole installation.
    public let lastDay: PassRate
    public let lastWeek: PassRate
    public let lastPassAt: Date?
    /// Median length of a passed run of the last week, seconds.
    public let medianSeconds: Double?
    /// The last 30 days, oldest first.
    public let days: [ProviderDay]
    public let incident: Incident?
}

public struct PassRate: Sendable, Equatable {
    public let passed: Int
    public let ended: Int

    init(_ days: [ProviderDayCount]) {
        passed = days.map { $0.outcomes["signed_in"] ?? 0 }.reduce(0, +)
        ended = days.flatMap(\.outcomes.values).reduce(0, +)
    }

    /// 0 … 1; nil without runs.
    public var share: Double? { ended == 0 ? nil : Double(passed) / Double(ended) }
}

public struct ProviderDay: Sendable, Equatable {
    /// The day's first instant, UTC.
    public let day: Date
    /// Ended runs by outcome code.
    public let outcomes: [String: Int]
}

/// One provider's page.
public struct ProviderDetail: Sendable, Equatable {
    public let health: ProviderHealth
    /// Newest first.
    public let incidents: [Incident]
}
