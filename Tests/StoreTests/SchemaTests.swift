import Domain
import Foundation
import StorePostgres
import StoreSQLite
import Support
import Testing

@testable import Store

@Suite("Schema")
struct SchemaTests {
    @Test("migrating twice does nothing the second time", arguments: StoreEngine.allCases)
    func twice(engine: StoreEngine) async throws {
        let store = try await empty(engine)
        #expect(try await store.schemaStatus() == SchemaStatus(applied: 0, known: 9))
        let status = try await store.schemaStatus()
        #expect(throws: StoreError.schema(.behind(applied: 0, known: 9))) { try status.requireCurrent() }
        #expect(
            try await store.migrate() == [
                "people", "connections", "runs", "jobs", "codes", "sites", "filing", "authorizations",
                "attended",
            ])
        #expect(try await store.migrate() == [])
        #expect(try await store.schemaStatus().isCurrent)
    }

    @Test("two processes that migrate at once do it once", arguments: StoreEngine.allCases)
    func atOnce(engine: StoreEngine) async throws {
        let (first, second) = try await pair(engine)
        async let one = first.migrate()
        async let other = second.migrate()
        #expect(
            try await (one + other).sorted() == [
                "attended", "authorizations", "codes", "connections", "filing", "jobs", "people", "runs", "sites",
            ])
    }

    @Test("a migration that others overtook is made up for", arguments: StoreEngine.allCases)
    func overtaken(engine: StoreEngine) async throws {
        let store = try await engine.makeStore()
        try await store.write { tx in
            for table in ["job", "lane"] { try tx.session.execute("DROP TABLE \(table)", []) }
            try tx.session.execute("DELETE FROM schema_migration WHERE number = 4", [])
        }
        #expect(try await store.schemaStatus() == SchemaStatus(applied: 3, known: 9))
        #expect(try await store.migrate() == ["jobs"])
        #expect(try await store.schemaStatus().isCurrent)
    }

    @Test("a database of a newer version, or of something else, is refused", arguments: StoreEngine.allCases)
    func newer(engine: StoreEngine) async throws {
        let store = try await engine.makeStore()
        try await store.write { tx in
            try tx.session.execute("INSERT INTO schema_migration (number, name) VALUES (99, 'later')", [])
        }
        await #expect(throws: StoreError.schema(.newer(applied: 99, known: 9))) { try await store.schemaStatus() }
        await #expect(throws: StoreError.schema(.newer(applied: 99, known: 9))) { try await store.migrate() }
        try await store.write { tx in
            try tx.session.execute("DELETE FROM schema_migration WHERE number = 99", [])
            try tx.session.execute("UPDATE schema_migration SET name = 'other' WHERE number = 2", [])
        }
        await #expect(throws: StoreError.schema(.foreign(number: 2))) { try await store.migrate() }
    }

    @Test("both engines have the same tables, columns, nullability and keys")
    func same() async throws {
        let sqlite = try await StoreEngine.sqlite.makeStore().read { tx in
            (try SchemaFacts.sqliteColumns(tx.session), try SchemaFacts.sqliteKeys(tx.session))
        }
        let postgres = try await StoreEngine.postgres.makeStore().read { tx in
            (try SchemaFacts.postgresColumns(tx.session), try SchemaFacts.postgresKeys(tx.session))
        }
        #expect(sqlite.0.count > 150)
        #expect(sqlite.0.symmetricDifference(postgres.0) == [])
        #expect(sqlite.1.count > 25)
        #expect(sqlite.1.symmetricDifference(postgres.1) == [])
    }

    @Test("the schema takes every value of every enumeration", arguments: StoreEngine.allCases)
    func enumerations(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        for status in ConnectionStatus.allCases where !status.isCover {
            var connection = world.connection(status: status)
            connection.state.activity = Activity.allCases.randomElement() ?? .idle
            try await world.storage.write { [connection] tx in try tx.connections.insert(connection) }
        }
        let connection = world.connection()
        try await world.storage.write { tx in try tx.connections.insert(connection) }
        for activity in Activity.allCases {
            let version = try await world.stored(connection.id).version
            var next = try await world.stored(connection.id)
            next.state.activity = activity
            next.state.covers = Set(Cover.allCases.prefix(version))
            next.state.streak = FailureStreak.Family.allCases.randomElement().map {
                FailureStreak(family: $0, count: 1, startedAt: world.clock.now())
            }
            try await world.storage.write { [next] tx in try tx.connections.save(next) }
            next.version += 1
            #expect(try await world.stored(connection.id) == next)
        }
        for trigger in RunTrigger.allCases {
            for (verdict, confidence) in zip(Submission.Verdict.allCases, Confidence.allCases + [.high]) {
                let other = world.connection()
                var run = world.run(of: other, trigger: trigger)
                let print = world.fingerprint(run.id.uuid)
                let submission = Submission(
                    runID: run.id, kind: .code, login: print, secret: print, isAttended: true, at: world.clock.now())
                run.endedAt = world.clock.now()
                run.outcomeCode = "signed_in"
                run.statusAfter = .connected
                run.confidence = confidence
                try await world.storage.write { [run] tx in
                    try tx.connections.insert(other)
                    try tx.runs.insert(run)
                    try tx.submissions.open(submission, run.organizationID)
                    try tx.submissions.settle(run.id, verdict)
                    try tx.runs.finish(run)
                }
            }
        }
    }

    @Test("mails from before they filed themselves are filed, or wait", arguments: StoreEngine.allCases)
    func filing(engine: StoreEngine) async throws {
        let acme = try await FilledOrganization(in: engine.makeStore())
        let bare = FiledMail(
            id: acme.world.identifiers.id(), organizationID: acme.mail.organizationID,
            connectionID: acme.mail.connectionID, receivedAt: acme.mail.receivedAt, senderDomain: "a.example",
            attachments: [])
        let found = try await acme.world.storage.write { tx in
            try tx.filedMail.insert(bare)
            for statement in Migration.filing.statements.suffix(2) { try tx.session.execute(statement, []) }
            return (
                try tx.filedMail.find(acme.mail.id, in: acme.mail.organizationID),
                try tx.filedMail.find(bare.id, in: bare.organizationID)
            )
        }
        #expect(found.0?.filedAt == acme.mail.receivedAt && found.0?.doubt == nil)
        #expect(found.1?.filedAt == nil && found.1?.doubt == .noDocument)
    }

    private func empty(_ engine: StoreEngine) async throws -> any Storage {
        switch engine {
        case .sqlite: try SQLiteStorage(path: TemporaryFolder.make().appending(path: "empty.db").path)
        case .postgres: try await TemporaryStore.open(url: ThrowAwayPostgres.shared.makeEmptyDatabase())
        }
    }

    private func pair(_ engine: StoreEngine) async throws -> (any Storage, any Storage) {
        switch engine {
        case .sqlite:
            let path = try TemporaryFolder.make().appending(path: "pair.db").path
            return (try SQLiteStorage(path: path), try SQLiteStorage(path: path))
        case .postgres:
            let url = try await ThrowAwayPostgres.shared.makeEmptyDatabase()
            return (try await TemporaryStore.open(url: url), try await TemporaryStore.open(url: url))
        }
    }
}
