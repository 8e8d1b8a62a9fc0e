import Domain
import Foundation
import UseCases

/// *Utilities*: how each provider's site has been doing.
struct ProvidersPage: Page {
    static let template = "providers"

    let shell: Shell
    let title = "Utilities"
    let lead: String
    let rows: [Row]

    struct Row: Sendable {
        let address: String
        let name: String
        let mark: SiteMark
        let strip: StatusStrip
        let connections: String
        let connectionsAddress: String
        let lastDay: String
        let lastWeek: String
        let median: String
    }

    init(_ providers: [ProviderHealth], viewer: Viewer) {
        let down = providers.count { $0.incident != nil }
        shell = viewer.shell(at: .providers)
        lead =
            down == 0
            ? "\(counted(providers.count, "utility", "utilities")), none with an open incident."
            : "\(down) of \(counted(providers.count, "utility", "utilities")) with an open incident."
        rows = providers.map { health in
            let key = health.provider.key.text
            return Row(
                address: "/providers/\(key)", name: health.provider.name, mark: SiteMark(health),
                strip: StatusStrip(health.days, of: health.provider.name, id: "days-\(key)"),
                connections: "\(health.connected) of \(health.connections)",
                connectionsAddress: "/connections?filter=all&provider=\(key)", lastDay: health.lastDay.percent,
                lastWeek: health.lastWeek.percent,
                median: health.medianSeconds.map(CalendarWords.length) ?? "–")
        }
    }
}

/// How a provider's site is, for the eye and in a word.
struct SiteMark: Sendable {
    let tone: String
    let word: String

    init(_ health: ProviderHealth) {
        if health.provider.isRetired {
            (tone, word) = ("waiting", "Retired")
        } else if let incident = health.incident {
            (tone, word) = ("utility", incident.status.entry.displayName)
        } else if health.lastWeek.ended == 0 {
            (tone, word) = ("waiting", "Not checked lately")
        } else {
            (tone, word) = ("good", "Answering")
        }
    }
}

extension PassRate {
    /// `97 %`, or a dash without checks.
    var percent: String { share.map { "\(Int(($0 * 100).rounded())) %" } ?? "–" }
}
