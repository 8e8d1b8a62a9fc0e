public import Domain
import Foundation
import Ports
import Store

/// A connection's authorization with the evidence behind it.
public struct AuthorizationDetail: Sendable, Equatable {
    public let authorization: Authorization
    /// The newest first.
    public let consents: [Consent]
}

extension Workplace {
    /// A page of authorizations, the next to end first.
    ///
    /// - Throws: `.invalidCursor` when `after` is none of this list's.
    public func listAuthorizations(
        _ filter: AuthorizationFilter, after cursor: String? = nil, limit: Int = 50, by author: Author
    ) async throws -> AuthorizationPage {
        try author.require(.look)
        let organization = author.organizationID
        let soon = clock.now().addingTimeInterval(30 * 86_400)
        let place = cursor.flatMap(AuthorizationPlace.init)
        guard (cursor == nil) == (place == nil) else { throw UseCaseError.invalidCursor }
        let limit = min(max(limit, 1), 200)
        return try await storage.read { tx in
            let found = try tx.authorizations.page(
                in: organization, state: filter.state, endingBefore: filter == .ending ? soon : nil,
                after: place.map { ($0.end, $0.id) }, limit: limit + 1)
            let rows = try found.prefix(limit).compactMap { try summary(of: $0, in: tx) }
            let states = try tx.authorizations.counts(in: organization)
            let ending = try tx.authorizations.ending(before: soon, in: organization)
            let counts = AuthorizationFilter.allCases.map { filter in
                let count =
                    filter == .ending
                    ? ending : filter.state.map { states[$0] ?? 0 } ?? states.values.reduce(0, +)
                return (filter, count)
            }
            return AuthorizationPage(
                rows: rows,
                next: found.count > limit ? found.prefix(limit).last.map { AuthorizationPlace($0).text } : nil,
                counts: Dictionary(uniqueKeysWithValues: counts))
        }
    }

    /// What the customer of a connection agreed to; nil where nobody was asked.
    public func authorization(of id: Connection.ID, by author: Author) async throws -> AuthorizationDetail? {
        try author.require(.look)
        return try await storage.read { tx in
            guard try tx.connections.find(id, in: author.organizationID) != nil else {
                throw UseCaseError.notFound(.connection)
            }
            guard let found = try tx.authorizations.of(id, in: author.organizationID) else { return nil }
            return AuthorizationDetail(
                authorization: found, consents: try tx.authorizations.consents(found.id, in: author.organizationID))
        }
    }

    func summary(of authorization: Authorization, in tx: Reading) throws -> AuthorizationSummary? {
        let organization = authorization.organizationID
        guard let connection = try tx.connections.find(authorization.connectionID, in: organization),
            let customer = try tx.customers.find(connection.customerID, in: organization)
        else { return nil }
        return AuthorizationSummary(
            authorization: authorization, customer: CustomerReference(id: customer.id, name: customer.name),
            provider: ProviderReference(key: connection.providerKey, name: providerName(connection.providerKey)),
            status: connection.state.status)
    }
}

extension AuthorizationFilter {
    fileprivate var state: AuthorizationState? {
        switch self {
        case .all: nil
        case .active, .ending: .active
        case .requested: .requested
        case .expired: .expired
        case .declined: .declined
        case .revoked: .revoked
        }
    }
}

/// A place in the list: the end in microseconds, or `-` without one, and the id.
private struct AuthorizationPlace {
    let end: Date?
    let id: Authorization.ID

    init(_ authorization: Authorization) {
        end = authorization.expiresAt
        id = authorization.id
    }

    init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, let id = Authorization.ID(parts[1]) else { return nil }
        self.id = id
        if parts[0] == "-" {
            end = nil
        } else if let number = Int64(parts[0]) {
            end = Date(timeIntervalSince1970: Double(number) / 1_000_000)
        } else {
            return nil
        }
    }

    var text: String {
        let start = end.map { String(Int64(($0.timeIntervalSince1970 * 1_000_000).rounded())) } ?? "-"
        return "\(start).\(id.uuid)"
    }
}
