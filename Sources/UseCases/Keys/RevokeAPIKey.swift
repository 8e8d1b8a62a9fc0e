public import Domain
import Ports
import Store

extension Workplace {
    /// Makes a key worthless, from the next request on. Revoking twice changes nothing.
    public func revokeAPIKey(_ id: APIKey.ID, by author: Author) async throws {
        try author.require(.administer)
        let now = clock.now()
        try await storage.write { tx in
            guard let key = try tx.apiKeys.all(in: author.organizationID).first(where: { $0.id == id }) else {
                throw UseCaseError.notFound(.apiKey)
            }
            guard key.revokedAt == nil else { return }
            try tx.apiKeys.revoke(id, in: author.organizationID, at: now)
            try record(.apiKeyRevoked, of: id, by: author, in: tx)
        }
    }
}
