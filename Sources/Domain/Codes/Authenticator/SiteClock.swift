public import Foundation

/// A portal's clock, as far as it differs from ours.
public enum SiteClock {
    /// Seconds of difference that are believed. More than that is a cached answer rather than a clock.
    public static let limit: TimeInterval = 90
    /// The `Date` header counts whole seconds.
    static let grain: TimeInterval = 1

    /// Seconds to add to our time to get the portal's; 0 when there is nothing to correct.
    ///
    /// - Parameters:
    ///   - siteTime: From the `Date` header of an answer.
    ///   - moment: When that answer came, by our clock.
    public static func offset(siteTime: Date, at moment: Date) -> TimeInterval {
        let offset = siteTime.timeIntervalSince(moment)
        return abs(offset) > grain && abs(offset) <= limit ? offset : 0
    }
}
