import Domain
import Ports
import Store

/// A connection with what is stored for signing in, opened.
struct StoredSecret: Sendable {
    let connection: Connection
    let key: WrappedKey?
    /// Nil before the first credentials.
    let credentials: SignInCredentials?
    let prints: LoginPrints?
    /// What the portal asked for beyond user name and password in the run that gave the status.
    let asked: [Prompt]
}

extension Workplace {
    /// Loads and opens the sign-in of a connection.
    ///
    /// - Throws: `.notFound(.connection)`, `.unreadableSecret`.
    func storedSecret(of id: Connection.ID, by author: Author) async throws -> StoredSecret {
        let (connection, key, credential, evidence) = try await storage.read { tx in
            guard let connection = try tx.connections.find(id, in: author.organizationID) else {
                throw UseCaseError.notFound(.connection)
            }
            let evidence = try connection.state.evidenceRunID.flatMap {
                try tx.runs.find($0, in: author.organizationID)
            }
            return (
                connection, try tx.dataKeys.find(owner: id.uuid), try tx.credentials.current(id), evidence
            )
        }
        var credentials: SignInCredentials?
        if let key, let credential { credentials = try open(credential, under: key) }
        let prints = credentials.map {
            LoginPrints(
                of: $0, at: connection.providerKey, in: connection.organizationID, run: nil, by: fingerprinting)
        }
        return StoredSecret(
            connection: connection, key: key, credentials: credentials, prints: prints, asked: evidence?.prompts ?? [])
    }
}

extension Run {
    /// What the portal asked for, when that is how the run ended.
    var prompts: [Prompt] {
        guard case .additionalCredentialsRequired(let prompts) = outcome else { return [] }
        return prompts
    }

    /// How the run ended, read back; nil while it runs.
    var outcome: Outcome? {
        guard let code = outcomeCode, let detail = outcomeDetail else { return nil }
        return Outcome(code: code, detail: detail)
    }
}
