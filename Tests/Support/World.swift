public import Domain
public import Foundation
public import Ports
public import Store

/// The fixture world: Acme Solar with its people and customers, and Borealis, which must never see any of it.
public struct World: Sendable {
    public let storage: any Storage
    public let clock: TestClock
    public let identifiers: SequentialIdentifiers
    public let acme: Organization
    public let olga: Member
    public let pat: Member
    public let vera: Member
    public let rivera: Customer
    public let bohm: Customer
    public let borealis: Organization
    public let nora: Member
    public let neighbour: Customer

    /// Fills an empty, migrated store.
    public static func make(
        in storage: any Storage, clock: TestClock = TestClock(),
        identifiers: SequentialIdentifiers = SequentialIdentifiers()
    ) async throws -> World {
        let world = World(storage, clock, identifiers)
        try await storage.write { tx in
            for organization in [world.acme, world.borealis] { try tx.organizations.insert(organization) }
            for member in [world.olga, world.pat, world.vera, world.nora] {
                try tx.members.insert(member, passwordHash: "hash of \(member.name)")
            }
            for customer in [world.rivera, world.bohm, world.neighbour] { try tx.customers.insert(customer) }
        }
        return world
    }

    private init(_ storage: any Storage, _ clock: TestClock, _ source: SequentialIdentifiers) {
        let now = clock.now()
        let acme = Organization(id: source.id(), name: "Acme Solar", createdAt: now)
        let borealis = Organization(id: source.id(), name: "Borealis", createdAt: now)
        func member(_ name: String, _ role: Role, of organization: Organization) -> Member {
            let domain = organization.id == acme.id ? "acme.example" : "borealis.example"
            return Member(
                id: source.id(), organizationID: organization.id, name: name,
                email: "\(name.lowercased())@\(domain)", role: role, createdAt: now)
        }
        func customer(_ name: String, _ email: String?, of organization: Organization) -> Customer {
            Customer(id: source.id(), organizationID: organization.id, name: name, email: email, createdAt: now)
        }
        self.storage = storage
        self.clock = clock
        identifiers = source
        self.acme = acme
        self.borealis = borealis
        olga = member("Olga", .owner, of: acme)
        pat = member("Pat", .operator, of: acme)
        vera = member("Vera", .viewer, of: acme)
        nora = member("Nora", .owner, of: borealis)
        rivera = customer("Ana Rivera", "ana@rivera.example", of: acme)
        bohm = customer("Jürgen Böhm", nil, of: acme)
        neighbour = customer("Ana Nilsen", "ana@nilsen.example", of: borealis)
    }

    /// A connection that is not stored yet; of Acme's Ana Rivera unless said otherwise.
    public func connection(
        of customer: Customer? = nil, at provider: ProviderKey = .sample, status: ConnectionStatus = .pending,
        since: Date? = nil, nextAttemptAt: Date? = nil, loginHint: String? = nil
    ) -> Connection {
        let customer = customer ?? rivera
        return Connection(
            id: identifiers.id(), organizationID: customer.organizationID, customerID: customer.id,
            providerKey: provider, loginHint: loginHint, createdAt: clock.now(),
            state: ConnectionState(
                signInStatus: status, reason: .created, since: since ?? clock.now(), nextAttemptAt: nextAttemptAt))
    }

    /// A queued run that is not stored yet.
    public func run(of connection: Connection, trigger: RunTrigger = .schedule) -> Run {
        Run(
            id: identifiers.id(), organizationID: connection.organizationID, connectionID: connection.id,
            providerKey: connection.providerKey, trigger: trigger, queuedAt: clock.now(),
            credentialVersion: connection.credentialVersion, statusBefore: connection.state.status)
    }
}

extension IdentifierSource {
    /// A new identifier of whatever is wanted.
    public func id<Entity: Identified>(of entity: Entity.Type = Entity.self) -> Identifier<Entity> {
        guard let id = Identifier<Entity>(next()) else { preconditionFailure("an identifier source gives UUIDs") }
        return id
    }
}

extension ProviderKey {
    /// The provider of tests that do not care.
    public static let sample = ProviderKey.named("sandbox-harbor")

    /// - Parameter text: A key that is known to be well-formed.
    public static func named(_ text: String) -> ProviderKey {
        guard let key = ProviderKey(text) else { preconditionFailure("\(text) is no provider key") }
        return key
    }
}
