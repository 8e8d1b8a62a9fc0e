import Domain
import Foundation
import Ports
import Store
import Support
import Testing

@Suite("People and secrets")
struct MemberTests {
    @Test("members, roles and passwords", arguments: StoreEngine.allCases)
    func members(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let (acme, pat) = (world.acme.id, world.pat.id)
        try await world.storage.write { tx in
            try tx.members.setRole(pat, in: acme, to: .owner)
            try tx.members.setPasswordHash(pat, in: acme, "new hash")
            try tx.members.disable(world.vera.id, in: acme, at: world.clock.now())
        }
        let (record, all, owners, viewers) = try await world.storage.read { tx in
            (
                try tx.members.withEmail("pat@acme.example"), try tx.members.all(in: acme),
                try tx.members.count(role: .owner, in: acme), try tx.members.count(role: .viewer, in: acme)
            )
        }
        #expect(record?.passwordHash == "new hash")
        #expect(record?.member.role == .owner)
        #expect(all.map(\.name) == ["Olga", "Pat", "Vera"])
        #expect((owners, viewers) == (2, 0), "a disabled member counts for nothing")
        try await world.storage.write { tx in try tx.members.enable(world.vera.id, in: acme) }
        #expect(try await world.storage.read { tx in try tx.members.find(world.vera.id, in: acme) } == world.vera)
    }

    @Test("an address belongs to one member of the installation", arguments: StoreEngine.allCases)
    func uniqueAddress(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let double = Member(
            id: world.identifiers.id(), organizationID: world.borealis.id, name: "X", email: world.pat.email,
            role: .owner, createdAt: world.clock.now())
        await #expect(throws: StoreError.notUnique(table: "member")) {
            try await world.storage.write { tx in try tx.members.insert(double, passwordHash: "") }
        }
    }

    @Test("a link is used once and not after its end", arguments: StoreEngine.allCases)
    func links(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let now = world.clock.now()
        let end = now.addingTimeInterval(60)
        let link = SignInLink(
            digest: "a", organizationID: world.acme.id, purpose: .invitation, email: "new@acme.example",
            role: .operator, createdAt: now, expiresAt: end)
        let setup = SignInLink(digest: "b", organizationID: nil, purpose: .setup, createdAt: now, expiresAt: end)
        try await world.storage.write { tx in
            try tx.signInLinks.insert(link)
            try tx.signInLinks.insert(setup)
        }
        #expect(try await world.storage.read { tx in try tx.signInLinks.find("a") } == link)
        let used = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<6 {
                group.addTask { try await world.storage.write { tx in try tx.signInLinks.use("a", at: now) } ? 1 : 0 }
            }
            return try await group.reduce(0, +)
        }
        #expect(used == 1)
        #expect(try await world.storage.read { tx in try tx.signInLinks.find("a")?.usedAt } == now)
        #expect(try await !world.storage.write { tx in try tx.signInLinks.use("b", at: end) })
        #expect(try await !world.storage.write { tx in try tx.signInLinks.use("unknown", at: now) })
        await #expect(throws: StoreError.checkFailed(constraint: "sign_in_link_target")) {
            let bad = SignInLink(digest: "c", organizationID: nil, purpose: .signIn, createdAt: now, expiresAt: end)
            try await world.storage.write { tx in try tx.signInLinks.insert(bad) }
        }
    }

    @Test("sessions are found with their member, and die", arguments: StoreEngine.allCases)
    func sessions(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let now = world.clock.now()
        let later = now.addingTimeInterval(60)
        func session(_ digest: String, _ member: Member, _ life: TimeInterval) -> MemberSession {
            MemberSession(
                digest: digest, memberID: member.id, organizationID: member.organizationID, createdAt: now,
                lastSeenAt: now, expiresAt: now.addingTimeInterval(life))
        }
        let sessions = [
            session("a", world.pat, 90), session("b", world.pat, 90), session("c", world.olga, 30),
            session("d", world.olga, 90),
        ]
        try await world.storage.write { tx in
            for session in sessions { try tx.sessions.insert(session) }
            try tx.sessions.touch("a", at: later)
            try tx.sessions.touch("a", at: now)
        }
        let found = try await world.storage.read { tx in try tx.sessions.find("a") }
        #expect(found?.member == world.pat)
        #expect(found?.organization == world.acme)
        #expect(found?.session.lastSeenAt == later)
        #expect(try await world.storage.write { tx in try tx.sessions.deleteExpired(at: later) } == 1)
        try await world.storage.write { tx in
            try tx.sessions.deleteAll(of: world.pat.id, in: world.acme.id)
            try tx.sessions.delete("unknown")
        }
        let left = try await world.storage.read { tx in
            try ["a", "b", "c", "d"].filter { try tx.sessions.find($0) != nil }
        }
        #expect(left == ["d"])
    }

    @Test("keys are found by digest until they are revoked", arguments: StoreEngine.allCases)
    func apiKeys(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let now = world.clock.now()
        let key = APIKey(
            id: world.identifiers.id(), organizationID: world.acme.id, name: "CRM",
            scopes: [.connectionsRead, .recordsRead], createdAt: now)
        try await world.storage.write { tx in
            try tx.apiKeys.insert(key, digest: "d")
            try tx.apiKeys.touch(key.id, at: now)
        }
        var expected = key
        expected.lastUsedAt = now
        #expect(try await world.storage.read { tx in try tx.apiKeys.withDigest("d") } == expected)
        #expect(try await world.storage.write { tx in try tx.apiKeys.revoke(key.id, in: world.acme.id, at: now) })
        #expect(try await !world.storage.write { tx in try tx.apiKeys.revoke(key.id, in: world.acme.id, at: now) })
        #expect(try await world.storage.read { tx in try tx.apiKeys.all(in: world.acme.id).first?.revokedAt } == now)
    }

    @Test("organizations rest and return", arguments: StoreEngine.allCases)
    func organizations(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let id = world.acme.id
        try await world.storage.write { tx in
            try tx.organizations.rename(id, to: "Acme")
            try tx.organizations.deactivate(id, at: world.clock.now())
        }
        let resting = try await world.storage.read { tx in try tx.organizations.find(id) }
        #expect(resting?.name == "Acme")
        #expect(resting?.deactivatedAt == world.clock.now())
        try await world.storage.write { tx in try tx.organizations.reactivate(id) }
        let all = try await world.storage.read { tx in try tx.organizations.all() }
        #expect(all.map(\.deactivatedAt) == [nil, nil])
        #expect(all.map(\.name) == ["Acme", "Borealis"])
    }

    @Test("audit pages are newest first and stable", arguments: StoreEngine.allCases)
    func audit(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let authors: [AuditEntry.Author] = [.member(world.pat.id), .apiKey(world.identifiers.id()), .tieline]
        let entries = (0..<7).map { number in
            AuditEntry(
                id: world.identifiers.id(), organizationID: world.acme.id, at: world.clock.now(),
                author: authors[number % 3], action: "a.\(number)", subject: "s")
        }
        try await world.storage.write { tx in for entry in entries { try tx.audit.append(entry) } }
        let first = try await world.storage.read { tx in try tx.audit.page(in: world.acme.id, limit: 4) }
        let cursor = try #require(first.last?.id)
        let second = try await world.storage.read { tx in
            try tx.audit.page(in: world.acme.id, before: cursor, limit: 4)
        }
        #expect(first + second == entries.reversed())
    }

    @Test("data keys are replaced only in the place of exactly the old wrapping", arguments: StoreEngine.allCases)
    func dataKeys(engine: StoreEngine) async throws {
        let store = try await engine.makeStore()
        let (old, new) = (WrappedKey(keyID: "k1", bytes: [1, 0, 255]), WrappedKey(keyID: "k2", bytes: [2]))
        try await store.write { tx in
            for owner in ["a", "b"] { try tx.dataKeys.put(old, owner: owner) }
        }
        #expect(try await store.write { tx in try tx.dataKeys.replace(owner: "a", old, with: new) })
        #expect(try await !store.write { tx in try tx.dataKeys.replace(owner: "a", old, with: new) })
        let (left, found) = try await store.read { tx in
            (try tx.dataKeys.all(notUnder: "k2", limit: 9), try tx.dataKeys.find(owner: "a"))
        }
        #expect(left.map(\.owner) == ["b"])
        #expect(left.first?.key == old)
        #expect(found == new)
        await #expect(throws: StoreError.notUnique(table: "data_key")) {
            try await store.write { tx in try tx.dataKeys.put(old, owner: "a") }
        }
        try await store.write { tx in try tx.dataKeys.destroy(owner: "a") }
        #expect(try await store.read { tx in try tx.dataKeys.find(owner: "a") } == nil)
    }

    @Test(
        "of credentials and saved sessions only the newest stay, until they are destroyed",
        arguments: StoreEngine.allCases)
    func credentials(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let connection = world.connection()
        try await world.insert([connection])
        func credential(_ version: Int) -> Credential {
            Credential(
                connectionID: connection.id, version: version, sealed: [0, UInt8(version)],
                createdAt: world.clock.now(), createdBy: world.pat.id)
        }
        let (first, second) = (credential(1), credential(2))
        try await world.storage.write { tx in
            try tx.credentials.put(first)
            try tx.credentials.put(second)
            try tx.savedSessions.put(connection.id, [1])
            try tx.savedSessions.put(connection.id, [2])
        }
        #expect(try await world.storage.read { tx in try tx.credentials.current(connection.id) } == second)
        #expect(try await world.storage.read { tx in try tx.savedSessions.find(connection.id) } == [2])
        await #expect(throws: StoreError.notUnique(table: "credential")) {
            try await world.storage.write { tx in try tx.credentials.put(second) }
        }
        try await world.storage.write { tx in
            try tx.credentials.destroyAll(connection.id)
            try tx.savedSessions.destroy(connection.id)
        }
        #expect(try await world.storage.read { tx in try tx.credentials.current(connection.id) } == nil)
        #expect(try await world.storage.read { tx in try tx.savedSessions.find(connection.id) } == nil)
    }
}
