public import Foundation

/// When people hear that an authorization will end: 30, 7 and 1 days before, each once (law, edge 64).
public enum ExpiryNotices {
    /// In days before the end, the earliest first.
    public static let days = [30, 7, 1]

    /// The notice that is due now: only the most urgent one, however many passed unseen; nil when none is.
    ///
    /// - Parameter given: the last one that was given. A notice that would have come before the consent itself is none.
    public static func due(before end: Date, grantedAt: Date, given: Int?, at now: Date) -> Int? {
        guard now < end else { return nil }
        return days.last {
            now >= moment($0, before: end) && isOwed($0, before: end, grantedAt: grantedAt, given: given)
        }
    }

    /// The moment of the next notice that was not given yet; nil when all were.
    public static func next(before end: Date, grantedAt: Date, given: Int?) -> Date? {
        days.first { isOwed($0, before: end, grantedAt: grantedAt, given: given) }.map { moment($0, before: end) }
    }

    private static func isOwed(_ day: Int, before end: Date, grantedAt: Date, given: Int?) -> Bool {
        given.map { day < $0 } ?? true && moment(day, before: end) > grantedAt
    }

    private static func moment(_ day: Int, before end: Date) -> Date { end.addingTimeInterval(-Double(day) * 86_400) }
}
