public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Invites somebody to the organization. The link is shown once; it names the role he will have.
    ///
    /// - Throws: `.invalid` when the address is malformed or belongs to a member already.
    public func inviteMember(email: String, role: Role, by author: Author) async throws -> Secret<String> {
        try author.require(.administer)
        var check = FieldCheck()
        let address = check.email("email", email)
        try check.finish()

        let token = tokens.mint()
        let now = clock.now()
        let link = SignInLink(
            digest: tokens.digest(of: token), organizationID: author.organizationID, purpose: .invitation,
            email: address, role: role, createdAt: now, expiresAt: now.addingTimeInterval(limits.invitation))
        try await storage.write { tx in
            guard try tx.members.withEmail(address) == nil else { throw UseCaseError.addressTaken }
            try tx.signInLinks.insert(link)
            try record(.memberInvited, of: author.organizationID, by: author, in: tx)
        }
        return token
    }
}

extension UseCaseError {
    /// The address belongs to a member, here or in another organization.
    static let addressTaken = UseCaseError.invalid([
        FieldProblem(field: "email", code: "taken", message: "This address belongs to a member already.")
    ])
}
