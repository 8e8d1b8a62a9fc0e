public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// A one-time link that signs a member in, for whoever holds the machine (command line, demo).
    ///
    /// - Throws: `.notFound(.member)` when nobody active has this address.
    public func issueSignInLink(for email: String) async throws -> Secret<String> {
        let address = email.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        guard let member = try await storage.read({ tx in try tx.members.withEmail(address)?.member }) else {
            throw UseCaseError.notFound(.member)
        }
        return try await issueSignInLink(
            to: member.id, by: Author(organizationID: member.organizationID, identity: .host))
    }

    /// A one-time link for a member who cannot sign in, made by an owner.
    public func issueSignInLink(to id: Member.ID, by author: Author) async throws -> Secret<String> {
        try author.require(.administer)
        let token = tokens.mint()
        let digest = tokens.digest(of: token)
        let now = clock.now()
        try await storage.write { tx in
            guard let member = try tx.members.find(id, in: author.organizationID), member.disabledAt == nil else {
                throw UseCaseError.notFound(.member)
            }
            try tx.signInLinks.insert(
                SignInLink(
                    digest: digest, organizationID: author.organizationID, memberID: member.id, purpose: .signIn,
                    createdAt: now, expiresAt: now.addingTimeInterval(limits.signInLink)))
            try record(.signInLinkIssued, of: member.id, by: author, in: tx)
        }
        return token
    }
}
