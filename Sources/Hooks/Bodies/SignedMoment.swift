import Foundation

/// The time that stands under a signature: who repeats a request later repeats it too.
enum SignedMoment {
    /// SendGrid repeats a mail for three days. Whether it signs every attempt anew is not documented.
    static let daysOfSendGrid = 3 * 86_400.0 + 3_600
    /// SNS gives up after an hour of attempts at most; some hours more for its queues.
    static let hoursOfSNS = 6 * 3_600.0

    /// - Throws: `.stale` when it is no time, older than `age`, or more than five minutes ahead.
    static func check(
        _ sent: Date?, at now: Date, notOlderThan age: Double = HookRefusal.lifetime
    ) throws(HookRefusal) {
        guard let sent, (-HookRefusal.lifetime...age).contains(now.timeIntervalSince(sent)) else { throw .stale }
    }

    /// Seconds since 1970 in ASCII digits alone. Where a token follows the time under one signature, any other way to write
    /// a number could take the token's beginning for its end.
    static func seconds(_ text: String) -> Date? {
        guard (1...12).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Double(text).map { Date(timeIntervalSince1970: $0) }
    }
}
