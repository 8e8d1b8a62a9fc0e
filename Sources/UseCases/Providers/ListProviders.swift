public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// The whole catalogue with its health, by name.
    public func listProviders(by author: Author) async throws -> [ProviderHealth] {
        try author.require(.look)
        let providers = connectors.providers
        return try await storage.read { tx in
            try providers.map { try health(of: $0, for: author, in: tx) }
        }
    }

    /// The catalogue's providers that take new connections, by name or address; all of them for a blank search.
    public func findProviders(_ search: String, by author: Author) async throws -> [Provider] {
        try author.require(.look)
        let wanted = search.trimmingCharacters(in: .whitespaces).lowercased()
        return connectors.providers.filter { provider in
            !provider.isRetired
                && (wanted.isEmpty || provider.name.lowercased().contains(wanted)
                    || provider.address.lowercased().contains(wanted) || provider.key.text.contains(wanted))
        }
    }

    /// One provider's page.
    public func showProvider(_ key: ProviderKey, by author: Author) async throws -> ProviderDetail {
        try author.require(.look)
        guard let provider = connectors.provider(key) else { throw UseCaseError.notFound(.provider) }
        return try await storage.read { tx in
            ProviderDetail(
                health: try health(of: provider, for: author, in: tx),
                incidents: try tx.incidents.recent(key, limit: 20))
        }
    }

    private func health(of provider: Provider, for author: Author, in tx: Reading) throws -> ProviderHealth {
        let today = clock.now().startOfDay
        let days = try tx.providerHealth.days(provider.key, since: today.addingDays(-29))
        let counts = try tx.connections.counts(
            ConnectionQuery(organizationID: author.organizationID, providerKey: provider.key))
        let week = days.filter { $0.day > today.addingDays(-7) }
        return ProviderHealth(
            provider: provider, connections: counts.byFilter[.all] ?? 0, connected: counts.byStatus[.connected] ?? 0,
            lastDay: PassRate(days.filter { $0.day == today }), lastWeek: PassRate(week),
            lastPassAt: try tx.providerHealth.lastPass(provider.key),
            medianSeconds: try tx.providerHealth.medianSeconds(provider.key, since: today.addingDays(-6)),
            days: (0..<30).map { index in
                let day = today.addingDays(index - 29)
                return ProviderDay(day: day, outcomes: days.first { $0.day == day }?.outcomes ?? [:])
            },
            incident: try tx.incidents.open(provider.key))
    }
}

extension Date {
    /// Midnight UTC.
    var startOfDay: Date {
        Date(timeIntervalSince1970: (timeIntervalSince1970 / 86_400).rounded(.down) * 86_400)
    }

    func addingDays(_ count: Int) -> Date { addingTimeInterval(Double(count) * 86_400) }
}
