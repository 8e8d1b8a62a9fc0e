import Domain
import Foundation
import UseCases

/// One utility: how its site has been doing, its incidents, and what Tieline knows of it.
struct ProviderPage: Page {
    static let template = "provider"

    let shell: Shell
    let title: String
    let name: String
    let siteAddress: String
    let hero: StatusHero
    let strip: StatusStrip
    let facts: [Fact]
    let incidents: Incidents?

    struct Incidents: Sendable {
        let rows: [Row]

        struct Row: Sendable {
            let status: String
            let opened: Moment
            let closed: Moment?
            let lasted: String
        }
    }

    init(_ detail: ProviderDetail, viewer: Viewer) {
        let health = detail.health
        shell = viewer.shell(at: .providers)
        title = health.provider.name
        name = health.provider.name
        siteAddress = health.provider.address
        hero = StatusHero(health, viewer: viewer)
        strip = StatusStrip(health.days, of: health.provider.name, id: "days")
        facts = Self.facts(health, viewer: viewer)
        incidents =
            detail.incidents.isEmpty
            ? nil
            : Incidents(
                rows: detail.incidents.map { incident in
                    Incidents.Row(
                        status: incident.status.entry.displayName, opened: viewer.moment(incident.openedAt),
                        closed: incident.closedAt.map(viewer.moment),
                        lasted: CalendarWords.length(
                            (incident.closedAt ?? viewer.now).timeIntervalSince(incident.openedAt)))
                })
    }

    private static func facts(_ health: ProviderHealth, viewer: Viewer) -> [Fact] {
        let provider = health.provider
        return [
            Fact(label: "Sign-in page", text: provider.address),
            Fact(label: "Checks that passed, 24 h", text: health.lastDay.words),
            Fact(label: "Checks that passed, 7 days", text: health.lastWeek.words),
            Fact(label: "A check takes", text: health.medianSeconds.map(CalendarWords.length) ?? "not known yet"),
            Fact(
                label: "Last passed check", moment: health.lastPassAt.map(viewer.moment),
                text: health.lastPassAt == nil ? "never" : nil),
            Fact(
                label: "Locks an account",
                text: provider.lockoutLimit.map { "after \(counted($0, "wrong password"))" } ?? "not known"),
            Fact(
                label: "Pace",
                text: "\(counted(provider.pace.concurrency, "check")) at a time, "
                    + "\(CalendarWords.length(Double(provider.pace.spacingMilliseconds) / 1000)) apart"),
            Fact(label: "Time zone", text: provider.timeZone),
        ]
    }
}

extension PassRate {
    /// `97 % of 120`.
    fileprivate var words: String { ended == 0 ? "none ran" : "\(percent) of \(ended)" }
}

extension StatusHero {
    /// A provider's state, with the way to its connections.
    fileprivate init(_ health: ProviderHealth, viewer: Viewer) {
        let mark = SiteMark(health)
        let name = health.provider.name
        let list = Link(
            label: "Show its \(counted(health.connections, "connection"))",
            address: "/connections?filter=all&provider=\(health.provider.key.text)", isQuiet: true)
        let cause: String
        var details: [Detail] = []
        if let incident = health.incident {
            cause = "Many connections of \(name) fail alike, so the trouble is the site’s or ours."
            details = [
                Detail(lead: "The incident is open since", moment: viewer.moment(incident.openedAt), trail: "."),
                Detail(
                    lead: "Nobody is blamed and customers are not written to. Checks slow down; the incident closes by "
                        + "itself when they pass."),
            ]
        } else if health.provider.isRetired {
            cause = "\(name) takes no new connections."
        } else {
            cause = "\(health.connected) of \(counted(health.connections, "connection")) work."
        }
        self.init(tone: mark.tone, who: mark.word, cause: cause, details: details, links: [list], posts: [])
    }
}
