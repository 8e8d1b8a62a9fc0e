public import Foundation

/// When a request that nobody answered is sent again.
public struct ReminderPolicy: Sendable, Equatable, Codable {
    /// After so many days each, ascending; empty: never.
    public var days: [Int]
    /// Nobody is written to from this hour of his day on …
    public var quietFrom: Int
    /// … until this one.
    public var quietUntil: Int

    public init(days: [Int] = [2, 5, 10], quietFrom: Int = 20, quietUntil: Int = 8) {
        self.days = days
        self.quietFrom = quietFrom
        self.quietUntil = quietUntil
    }

    public static let usual = ReminderPolicy()

    /// The moment of the next reminder; nil when all were sent.
    ///
    /// - Parameter sent: how many went out already.
    public func next(after start: Date, sent: Int, in zone: TimeZone) -> Date? {
        guard days.indices.contains(sent) else { return nil }
        return awake(at: start.addingTimeInterval(Double(days[sent]) * 86_400), in: zone)
    }

    /// The moment of the reminder after one that goes out now; nil when it was the last. Counted from now, so that those
    /// which were missed do not come in a burst.
    ///
    /// - Parameter sent: how many went out, this one included.
    public func following(_ sent: Int, at now: Date, in zone: TimeZone) -> Date? {
        guard sent >= 1, days.indices.contains(sent) else { return nil }
        return awake(at: now.addingTimeInterval(Double(days[sent] - days[sent - 1]) * 86_400), in: zone)
    }

    /// The same moment, or the end of the quiet hours that it falls into, by the clock on the customer's wall.
    public func awake(at moment: Date, in zone: TimeZone) -> Date {
        guard quietFrom != quietUntil else { return moment }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let hour = calendar.component(.hour, from: moment)
        let isQuiet =
            quietFrom < quietUntil
            ? (quietFrom..<quietUntil).contains(hour) : hour >= quietFrom || hour < quietUntil
        guard isQuiet else { return moment }
        let end = DateComponents(hour: quietUntil, minute: 0, second: 0)
        return calendar.nextDate(after: moment, matching: end, matchingPolicy: .nextTime) ?? moment
    }

    /// The last day on which one is sent; 0 when none is.
    public var lastDay: Int { days.max() ?? 0 }
}
