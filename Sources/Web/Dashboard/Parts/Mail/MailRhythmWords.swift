import Foundation
import UseCases

extension ForwardingDetail {
    /// Whether bills stay out for longer than is usual.
    func isSilent(at now: Date) -> Bool { silentAt.map { $0 <= now } ?? false }

    /// How long ago the last bill came, and what is usual: “No bill for 38 days; usually every 30.”
    func rhythmSentence(at now: Date) -> String {
        guard let lastBillAt else { return "No bill has come yet." }
        let days = max(0, Int(now.timeIntervalSince(lastBillAt) / 86_400))
        if isSilent(at: now) {
            return "No bill for \(counted(days, "day"))" + (usualDays.map { "; usually every \($0)." } ?? ".")
        }
        let last = days == 0 ? "The last bill came today" : "The last bill came \(counted(days, "day")) ago"
        return last + (usualDays.map { "; usually every \($0) days." } ?? ". What is usual shows after the third.")
    }
}
