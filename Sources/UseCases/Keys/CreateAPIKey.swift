public import Domain
import Ports
import Store

extension Workplace {
    /// Makes an API key. Its token is in the answer and nowhere else.
    ///
    /// - Parameter token: the token to use instead of a random one; for the demo, where it is known beforehand.
    public func createAPIKey(
        name: String, scopes: Set<APIScope>, token: Secret<String>? = nil, by author: Author
    ) async throws -> NewAPIKey {
        try author.require(.administer)
        var check = FieldCheck()
        let keyName = check.line("name", name, limit: 100)
        if scopes.isEmpty { check.add("scopes", "missing", "Choose at least one thing the key may do.") }
        try check.finish()

        let token = token ?? tokens.mint().map { "tieline_" + $0 }
        let digest = tokens.digest(of: token)
        let key = APIKey(
            id: newID(), organizationID: author.organizationID, name: keyName, scopes: scopes, createdAt: clock.now())
        try await storage.write { tx in
            try tx.apiKeys.insert(key, digest: digest)
            try record(.apiKeyCreated, of: key.id, by: author, in: tx)
        }
        return NewAPIKey(key: key, token: token)
    }
}

/// An API key that was just made. The token is shown once.
public struct NewAPIKey: Sendable {
    public let key: APIKey
    public let token: Secret<String>
}
