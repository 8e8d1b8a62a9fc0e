public import Foundation

/// How often bills are mailed for a connection, and when their absence says something.
public enum MailRhythm {
    /// Before anything is learned: two months and a bit, as slow as utilities commonly bill.
    static let assumedGap: TimeInterval = 62 * 86_400
    /// How many arrivals are looked back at.
    public static let memory = 13
    /// Mails of one bill may come on several days.
    private static let sameBill: TimeInterval = 3 * 86_400

    /// The usual time between two bills, in seconds: the median of the gaps; nil before the third bill.
    /// - Parameter arrivals: when mails with a document came, oldest first.
    public static func usualGap(of arrivals: [Date]) -> TimeInterval? {
        let bills = bills(of: arrivals)
        let gaps = zip(bills, bills.dropFirst()).map { $1.timeIntervalSince($0) }.sorted()
        return gaps.count < 2 ? nil : gaps[(gaps.count - 1) / 2]
    }

    /// When silence becomes trouble: a quarter of the usual time later than usual, and at least five days; nil before the
    /// first bill. A monthly bill is missed after 38 days.
    public static func silentAt(after arrivals: [Date]) -> Date? {
        guard let last = arrivals.last else { return nil }
        let gap = usualGap(of: arrivals) ?? assumedGap
        return last.addingTimeInterval(gap + max(5 * 86_400, gap / 4))
    }

    private static func bills(of arrivals: [Date]) -> [Date] {
        arrivals.reduce(into: []) { bills, next in
            if let last = bills.last, next.timeIntervalSince(last) < sameBill { return }
            bills.append(next)
        }
    }
}

/// What a mail system writes when it may not forward.
public enum BounceNotice {
    /// From a mail system, with a permanent refusal in it: `5.7.520` is what Microsoft 365 says where forwarding is
    /// switched off.
    public static func isRefusal(_ message: InboundMessage) -> Bool {
        let local = message.sender.split(separator: "@").first.map { $0.lowercased() } ?? ""
        guard ["mailer-daemon", "postmaster"].contains(local) || local.hasPrefix("microsoftexchange") else {
            return false
        }
        // A report says outright what was done, in any language.
        if let report = message.report { return report.action == .failed }
        return ["5.7.520", "550 5.", "554 5.", "undeliverable"].contains { mark in
            message.text.lowercased().contains(mark) || message.subject?.lowercased().contains(mark) == true
        }
    }
}
