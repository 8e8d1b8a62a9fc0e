import Domain
import Foundation
import UseCases

/// Days as a row of bars, drawn by the server: colour and height both say how a day went, and a sentence says it too.
struct StatusStrip: Sendable {
    let id: String
    let title: String
    /// The drawing's width in its own units, ten a day.
    let width: Int
    let cells: [Cell]
    let from: String
    let to: String
    /// What the picture shows, in words.
    let text: String

    struct Cell: Sendable {
        let tone: String
        let x: Int
        let y: Int
        let height: Int
        let label: String
    }

    /// A connection's last days: the status each one ended with. Trouble stands taller than calm.
    init(_ days: [StatusDay]) {
        id = "strip"
        title = "Status of the last \(days.count) days"
        width = max(1, days.count * 10)
        cells = days.enumerated().map { index, day in
            let tone = day.status.map { StatusMark.tone(of: $0) } ?? "none"
            let height = Self.height(of: tone)
            return Cell(
                tone: tone, x: index * 10, y: 28 - height, height: height,
                label: "\(CalendarWords.day(day.day)): \(day.status?.entry.displayName ?? "not there yet")")
        }
        from = days.first.map { CalendarWords.day($0.day) } ?? ""
        to = "Today"
        let known = days.compactMap(\.status)
        let good = known.count { $0 == .connected }
        text =
            known.isEmpty
            ? "Nothing is known yet."
            : "Connected at the end of \(good) of \(counted(known.count, "day"))."
    }

    /// A utility's last days: the share of checks its site let through. Days without checks are a thin line.
    init(_ days: [ProviderDay], of provider: String, id: String) {
        self.id = id
        title = "\(provider): the last \(days.count) days"
        width = max(1, days.count * 10)
        let loads = days.map { SiteLoad($0.outcomes) }
        cells = zip(days, loads).enumerated().map { index, pair in
            let (day, load) = pair
            let height = load.share.map { max(4, Int(($0 * 28).rounded())) } ?? 2
            return Cell(
                tone: load.tone, x: index * 10, y: 28 - height, height: height,
                label: "\(CalendarWords.day(day.day)): \(load.sentence)")
        }
        from = days.first.map { CalendarWords.day($0.day) } ?? ""
        to = "Today"
        let total = SiteLoad(checks: loads.map(\.checks).reduce(0, +), troubled: loads.map(\.troubled).reduce(0, +))
        text = total.sentence.prefix(1).uppercased() + total.sentence.dropFirst() + "."
    }

    private static func height(of tone: String) -> Int {
        switch tone {
        case "good": 16
        case "you", "customer": 28
        case "utility": 22
        case "waiting": 8
        default: 2
        }
    }
}

/// How many checks met a site in trouble; a refused password is not the site's trouble.
private struct SiteLoad {
    let checks: Int
    let troubled: Int

    /// Outcomes that say that the site, or our way through it, did not work.
    private static let trouble: Set<String> = ["site_down", "page_changed", "blocked_by_provider", "crashed"]

    init(checks: Int, troubled: Int) {
        self.checks = checks
        self.troubled = troubled
    }

    init(_ outcomes: [String: Int]) {
        checks = outcomes.values.reduce(0, +)
        troubled = outcomes.filter { Self.trouble.contains($0.key) }.values.reduce(0, +)
    }

    /// 0 … 1, nil without checks.
    var share: Double? { checks == 0 ? nil : Double(checks - troubled) / Double(checks) }

    var tone: String {
        guard let share else { return "none" }
        return share >= 0.95 ? "good" : "utility"
    }

    var sentence: String {
        guard checks > 0 else { return "no checks" }
        return troubled == 0
            ? "\(counted(checks, "check")), none met trouble" : "\(troubled) of \(counted(checks, "check")) met trouble"
    }
}
