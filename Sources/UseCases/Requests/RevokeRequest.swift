public import Domain
import Ports
import Store

extension Workplace {
    /// Takes a request back: its links stop working, what was not sent stays unsent.
    ///
    /// - Throws: `.notFound(.request)`; `.requestNotPossible` when it is over.
    public func revokeRequest(_ id: CustomerRequest.ID, by author: Author) async throws {
        try author.require(.operate)
        try await deciding { tx in
            var found = try request(id, of: author, in: tx.reading)
            guard found.state.isOpen || found.state == .draft else {
                throw UseCaseError.requestNotPossible(found.state)
            }
            try tx.customerLinks.revoke(of: id, at: clock.now())
            try end(&found, as: .revoked, by: author.auditAuthor, in: tx)
            try record(.requestRevoked, of: id, by: author, in: tx)
        }
    }

    /// A fresh link of an open request, for passing on by hand. It works as long as the request is open.
    ///
    /// - Returns: the token; it is shown this once.
    /// - Throws: `.notFound(.request)`; `.requestNotPossible` unless it is open.
    public func copyRequestLink(_ id: CustomerRequest.ID, by author: Author) async throws -> Secret<String> {
        try author.require(.operate)
        let token = tokens.mint()
        let digest = tokens.digest(of: token)
        try await deciding { tx in
            let found = try request(id, of: author, in: tx.reading)
            guard found.state == .open else { throw UseCaseError.requestNotPossible(found.state) }
            try tx.customerLinks.insert(
                CustomerLink(
                    digest: digest, organizationID: found.organizationID, customerID: found.customerID, requestID: id,
                    createdAt: clock.now(), expiresAt: found.expiresAt))
            try note(.linkCopied, of: found, by: author.auditAuthor, in: tx)
            try record(.requestLinkCopied, of: id, by: author, in: tx)
        }
        return token
    }
}
