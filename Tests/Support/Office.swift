public import Domain

import Ports
public import Store
public import UseCases
public import Vault

/// An organization at work: an owner, a portal to sign in to, and the verbs over a real store.
public struct Office: Sendable {
    public let workplace: Workplace
    public let portal: FakePortal
    public let clock: TestClock
    public let ring: KeyRing
    public let post: FakePost
    public let owner: SignedInMember

    public var author: Author { owner.author }
    public var storage: any Storage { workplace.storage }

    /// Opens an office in an empty store.
    public static func open(in storage: any Storage, clock: TestClock = TestClock(), sendsMail: Bool = true)
        async throws -> Office
    {
        let portal = FakePortal()
        let ring = KeyRing(createdAt: clock.now())
        let post = FakePost()
        let workplace = Workplace.testing(
            storage, portal: portal, clock: clock, ring: ring, post: post, sendsMail: sendsMail)
        try await workplace.openLanes()
        guard let link = try await workplace.startFirstRun() else { throw UseCaseError.linkUnusable }
        let session = try await workplace.setUpOwner(
            link: link, organization: "Acme Solar", name: "Olga Owner", email: "olga@acme.example",
            password: Secret("correct horse battery"))
        return Office(
            workplace: workplace, portal: portal, clock: clock, ring: ring, post: post, owner: session.signedIn)
    }

    /// The same office in another process: other objects, and perhaps another way to the same store.
    public func reopened(over storage: any Storage) -> Workplace {
        Workplace.testing(storage, portal: portal, clock: clock, ring: ring, limits: workplace.limits)
    }

    /// A second organization in the same installation, with an owner of its own.
    public func neighbour() async throws -> Author {
        let organization = Organization(
            id: workplace.identifiers.id(), name: "Borealis", createdAt: clock.now())
        let member = Member(
            id: workplace.identifiers.id(), organizationID: organization.id, name: "Nora",
            email: "nora@borealis.example", role: .owner, createdAt: clock.now())
        try await storage.write { tx in
            try tx.organizations.insert(organization)
            try tx.members.insert(member, passwordHash: "fake:")
        }
        return Author(organizationID: organization.id, identity: .member(member.id, .owner))
    }

    /// A member of this organization with another role.
    public func colleague(_ role: Role, email: String = "vera@acme.example") async throws -> SignedInMember {
        let link = try await workplace.inviteMember(email: email, role: role, by: author)
        return try await workplace.acceptInvitation(
            link: link, name: "Vera", password: Secret("correct horse battery")
        ).signedIn
    }

    /// A connection whose first run is queued.
    public func connect(
        _ username: String = "pat", password: String = "sesame-1", at provider: Provider = .harbor,
        for customer: String = "Pat Power"
    ) async throws -> (id: Connection.ID, run: Run.ID) {
        let created = try await workplace.createConnection(
            NewConnection(
                holder: .named(customer, email: nil), providerKey: provider.key.text,
                fields: ["username": Secret(username), "password": Secret(password)]),
            by: author)
        guard let run = created.runID else { throw UseCaseError.busy }
        return (created.id, run)
    }

    /// A connection whose first run has ended.
    public func checked(
        _ username: String = "pat", password: String = "sesame-1", at provider: Provider = .harbor
    ) async throws -> Connection.ID {
        let new = try await connect(username, password: password, at: provider)
        try await workplace.runCheck(new.run)
        return new.id
    }

    public func status(of connection: Connection.ID) async throws -> ConnectionStatus {
        try await workplace.showConnection(connection, by: author).summary.status
    }
}
