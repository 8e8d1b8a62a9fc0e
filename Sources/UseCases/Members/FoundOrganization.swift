public import Domain
import Ports
import Store

extension Workplace {
    /// Makes a further organization with its owner, for whoever holds the machine.
    ///
    /// - Throws: `.invalid` for typed mistakes and for an address that belongs to a member already.
    public func foundOrganization(
        name: String, ownerName: String, email: String, password: Secret<String>
    ) async throws -> Author {
        let founding = try await founding(name, ownerName: ownerName, email: email, password: password)
        try await storage.write { tx in
            guard try tx.members.withEmail(founding.owner.email) == nil else { throw UseCaseError.addressTaken }
            try found(founding, by: .tieline, in: tx)
        }
        return Author(organizationID: founding.organization.id, identity: .host)
    }

    /// The host as the author of what he does for a member's organization; nil when nobody has this address.
    public func author(forEmail email: String) async throws -> Author? {
        guard let address = EmailAddress(email) else { return nil }
        return try await storage.read { tx in
            try tx.members.withEmail(address.text).map {
                Author(organizationID: $0.member.organizationID, identity: .host)
            }
        }
    }

    /// How many organizations the installation has.
    public func organizationCount() async throws -> Int {
        try await storage.read { tx in try tx.organizations.all().count }
    }
}

/// An organization with its first owner, checked and ready to be stored.
struct Founding: Sendable {
    let organization: Organization
    let owner: Member
    let passwordHash: String
}

extension Workplace {
    /// Checks what was typed and hashes the password.
    func founding(
        _ name: String, ownerName: String, email: String, password: Secret<String>
    ) async throws -> Founding {
        var check = FieldCheck()
        let organizationName = check.line("organization", name)
        let memberName = check.line("name", ownerName)
        let address = check.email("email", email)
        check.newPassword("password", password)
        try check.finish()
        let organization = Organization(id: newID(), name: organizationName, createdAt: clock.now())
        let owner = Member(
            id: newID(), organizationID: organization.id, name: memberName, email: address, role: .owner,
            createdAt: clock.now())
        return Founding(organization: organization, owner: owner, passwordHash: try await passwords.hash(password))
    }

    func found(_ founding: Founding, by author: AuditEntry.Author, in tx: Writing) throws {
        try tx.organizations.insert(founding.organization)
        try tx.members.insert(founding.owner, passwordHash: founding.passwordHash)
        try record(
            .organizationCreated, of: founding.organization.id, by: author, in: founding.organization.id, tx)
    }
}
