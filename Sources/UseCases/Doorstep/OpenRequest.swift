public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// What a customer's page shows. Changes nothing, so that whatever follows links to look at them does no harm.
    ///
    /// - Throws: `DoorstepError.unknownLink`.
    public func openRequest(_ token: Secret<String>) async throws -> DoorstepView {
        let digest = tokens.digest(of: token)
        return try await storage.read { tx in
            let (link, request) = try holder(of: digest, in: tx)
            return try doorstep(
                request, link: linkState(link, at: clock.now()), linkEndsAt: link.expiresAt, in: tx)
        }
    }

    /// The customer's browser shows the page: a person has opened it.
    public func seeRequest(_ token: Secret<String>) async throws {
        let digest = tokens.digest(of: token)
        try await deciding { tx in
            var guest = try admit(digest, in: tx.reading)
            guard guest.request.openedAt == nil else { return }
            guest.request.openedAt = clock.now()
            try save(&guest.request, in: tx)
            try note(.opened, of: guest.request, by: guest.author.auditAuthor, in: tx)
        }
    }

    /// Ticks whenever something on a customer's page may have changed; the first tick comes at once.
    ///
    /// - Throws: `DoorstepError`.
    public func watchRequest(_ token: Secret<String>) async throws -> AsyncStream<Void> {
        let digest = tokens.digest(of: token)
        let target = try await storage.read { tx in
            let guest = try admit(digest, in: tx)
            let item = guest.items.first { $0.state == .open }
            let run = try item.flatMap { try tx.runs.active(of: $0.targetID) }
            return (run?.id, guest.request.organizationID)
        }
        let topic: Change.Topic = target.0.map { .run($0) } ?? .organization(target.1)
        let ticks = ChangeTicks(of: topic, every: .seconds(limits.look)) { storage.changes() }
        return AsyncStream { await ticks.next() }
    }

    /// How an organization shows itself; nil for one that does not exist.
    public func brand(of organization: Organization.ID) async throws -> BrandView? {
        try await storage.read { tx in try brandView(of: organization, in: tx) }
    }

    /// An organization's logo.
    public func logo(
        of organization: Organization.ID
    ) async throws -> (mediaType: String, bytes: [UInt8], digest: String)? {
        let logo = try await storage.read { tx in try tx.choices.logo(of: organization) }
        return logo.map { ($0.mediaType, $0.bytes, $0.digest) }
    }

    func brandView(of id: Organization.ID, in tx: Reading) throws -> BrandView? {
        guard let organization = try tx.organizations.find(id) else { return nil }
        let brand = try tx.choices.requests(of: id).brand
        return BrandView(
            organizationID: id, name: brand.name ?? organization.name, brand: brand,
            logoDigest: try tx.choices.logoDigest(of: id))
    }
}
