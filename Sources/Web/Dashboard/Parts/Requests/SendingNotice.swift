import Domain
import Foundation
import HTTPKit
import UseCases

/// How many people were written to, told on the list that follows. Travels in the address as numbers, so that nothing else can
/// be said.
struct SendingNotice: Sendable, Equatable {
    let sent: Int
    let held: Int

    init(sent: Int, held: Int) {
        self.sent = sent
        self.held = held
    }

    /// Nil when the address says nothing of it.
    init?(_ query: Form) {
        guard let sent = Int(query.raw("sent")), let held = Int(query.raw("held")), (0...1000).contains(sent),
            (0...1000).contains(held)
        else { return nil }
        self.init(sent: sent, held: held)
    }

    var address: String { "/requests?filter=\(sent == 0 && held > 0 ? "held" : "open")&sent=\(sent)&held=\(held)" }

    /// - Parameters:
    ///   - end: Until when they can answer.
    ///   - sendsMail: Whether a mail server is configured.
    func sentence(until end: String?, sendsMail: Bool = true) -> String {
        let waiting =
            held == 0 ? nil : "\(people(held)) \(held == 1 ? "is" : "are") asked as soon as the incident is over."
        guard sent > 0 else { return waiting ?? "Nobody was written to." }
        guard sendsMail else {
            return "\(counted(sent, "request")) opened. No mail server is configured, so nothing was sent: "
                + "pass the links on yourself."
        }
        return [
            "Sent to \(people(sent)).", end.map { "They can answer until \($0)." }, waiting,
        ].compactMap(\.self).joined(separator: " ")
    }

    private func people(_ count: Int) -> String {
        count == 1 ? "1 person" : "\(count.formatted(.number.locale(.product))) people"
    }
}

extension SendingNotice {
    /// The notice above the list that shows the newest of them first.
    func notice(_ page: RequestPage, sendsMail: Bool, in zone: ZoneName) -> Notice {
        let end = page.rows.first?.expiresAt.map { CalendarWords.day($0, in: zone) }
        return Notice(text: sentence(until: end, sendsMail: sendsMail), isRefusal: !sendsMail && sent > 0)
    }
}
