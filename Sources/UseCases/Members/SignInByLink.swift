public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// What the page of a link may say before somebody uses it. Changes nothing.
    public func previewLink(_ link: Secret<String>) async throws -> LinkPreview {
        let digest = tokens.digest(of: link)
        let now = clock.now()
        return try await storage.read { tx in
            guard let found = try tx.signInLinks.find(digest), found.usedAt == nil, found.expiresAt > now else {
                throw UseCaseError.linkUnusable
            }
            switch found.purpose {
            case .setup: return .setup
            case .invitation:
                guard let organizationID = found.organizationID, let email = found.email, let role = found.role,
                    let organization = try tx.organizations.find(organizationID)
                else { throw UseCaseError.linkUnusable }
                return .invitation(organization: organization.name, email: email, role: role)
            case .signIn:
                guard let organizationID = found.organizationID, let memberID = found.memberID,
                    let member = try tx.members.find(memberID, in: organizationID)
                else { throw UseCaseError.linkUnusable }
                return .signIn(email: member.email)
            }
        }
    }

    /// Uses a one-time sign-in link.
    ///
    /// - Throws: `.linkUnusable` when it was used, has expired, or belongs to a disabled member.
    public func signIn(link: Secret<String>) async throws -> NewSession {
        let digest = tokens.digest(of: link)
        let now = clock.now()
        let member = try await storage.write { tx in
            guard let found = try tx.signInLinks.find(digest), found.purpose == .signIn,
                let organizationID = found.organizationID, let memberID = found.memberID,
                let member = try tx.members.find(memberID, in: organizationID), member.disabledAt == nil,
                try tx.signInLinks.use(digest, at: now)
            else { throw UseCaseError.linkUnusable }
            return member
        }
        return try await openSession(for: member.id, of: member.organizationID)
    }
}
