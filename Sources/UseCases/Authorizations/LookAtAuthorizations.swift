import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Does what time alone brings to authorizations: notices 30, 7 and 1 days before the end, and the end itself, which
    /// destroys the credentials and keeps the data.
    ///
    /// - Returns: how many were looked at; fewer than `limit` means that all were.
    @discardableResult
    public func lookAtAuthorizations(limit: Int) async throws -> Int {
        let due = try await storage.read { [clock] tx in try tx.authorizations.due(at: clock.now(), limit: limit) }
        var failure: (any Error)?
        // One that fails must not keep the others from ending.
        for authorization in due {
            do { try await lookAtAuthorization(of: authorization.connectionID) } catch { failure = error }
        }
        if let failure { throw failure }
        return due.count
    }

    private func lookAtAuthorization(of id: Connection.ID) async throws {
        try await deciding { tx in
            let now = clock.now()
            guard var authorization = try tx.authorizations.system(of: id), authorization.state == .active,
                let end = authorization.expiresAt, let connection = try tx.connections.system(id)
            else { return }
            if now >= end {
                authorization.end(as: .expired, at: now)
                try tx.authorizations.save(authorization)
                try record(.authorizationExpired, of: authorization.id, by: .tieline, in: connection.organizationID, tx)
                try apply(.authorizationExpired(.authorizationExpired), to: connection, by: .tieline, in: tx)
            } else if let notice = ExpiryNotices.due(
                before: end, grantedAt: authorization.grantedAt ?? authorization.createdAt,
                given: authorization.noticeGiven, at: now)
            {
                authorization.noticeGiven = notice
                try tx.authorizations.save(authorization)
                try note(.authorizationEnding, of: connection, by: .tieline, in: tx)
                try askForRenewal(of: connection, in: tx)
            }
        }
    }
}
