import Domain
import Foundation
import Support
import Testing

@testable import Store

@Suite("The list of connections")
struct ConnectionListTests {
    @Test(
        "pages hold every row once, in order, in every sort, filter and narrowing", arguments: StoreEngine.allCases)
    func pages(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let all = try await fill(world, 90)
        for sort in ConnectionSort.allCases {
            for filter in ConnectionFilter.allCases {
                for (search, provider, customer) in Self.narrowings(world) {
                    let query = ConnectionQuery(
                        organizationID: world.acme.id, filter: filter, search: search, providerKey: provider,
                        customerID: customer, sort: sort, limit: 7)
                    let expected = all.filter { connection in
                        Self.belongs(connection, filter)
                            && (provider.map { connection.providerKey == $0 } ?? true)
                            && (customer.map { connection.customerID == $0 } ?? true)
                            && (search.isEmpty || connection.customerID == world.rivera.id)
                    }
                    let rows = try await walk(query, in: world)
                    #expect(Set(rows.map(\.connection.id)) == Set(expected.map(\.id)), "\(sort) \(filter) \(search)")
                    #expect(rows.count == expected.count, "\(sort) \(filter) \(search): each row once")
                    #expect(Self.isOrdered(rows, by: sort), "\(sort) \(filter) \(search)")
                }
            }
        }
    }

    @Test("a row carries its customer's name and the open incident", arguments: StoreEngine.allCases)
    func row(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let connection = world.connection(status: .websiteDown)
        let incident = Incident(
            id: world.identifiers.id(), providerKey: .sample, status: .websiteDown, reason: .created,
            openedAt: world.clock.now())
        try await world.insert([connection])
        try await world.storage.write { tx in try tx.incidents.insert(incident) }
        let page = try await world.storage.read { tx in
            try tx.connections.page(ConnectionQuery(organizationID: world.acme.id))
        }
        #expect(
            page.rows == [
                ConnectionRow(connection: connection, customerName: "Ana Rivera", openIncidentID: incident.id)
            ])
        #expect(page.next == nil)
    }

    @Test("search compares the beginnings of words, without case and accents", arguments: StoreEngine.allCases)
    func search(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let ana = world.connection(loginHint: "sunny…@power.example")
        let bohm = world.connection(of: world.bohm)
        try await world.insert([ana, bohm, world.connection(of: world.neighbour)])
        let expectations: [(String, [Connection.ID])] = [
            ("BOH", [bohm.id]), ("jürg böhm", [bohm.id]), ("ana", [ana.id]), ("rivera ANA", [ana.id]),
            ("sunn", [ana.id]), ("power", [ana.id]), ("rivera böhm", []), ("%", [ana.id, bohm.id]), ("öhm", []),
            ("nilsen", []), ("rivera.example", [ana.id]),
        ]
        for (text, expected) in expectations {
            let query = ConnectionQuery(organizationID: world.acme.id, search: text)
            let (page, counts) = try await world.storage.read { tx in
                (try tx.connections.page(query), try tx.connections.counts(query))
            }
            #expect(Set(page.rows.map(\.connection.id)) == Set(expected), "\(text)")
            #expect(counts.byFilter[.all] == expected.count, "\(text)")
        }
        var changed = ana
        changed.loginHint = "moon…@power.example"
        try await world.storage.write { [changed] tx in try tx.connections.save(changed) }
        for (text, count) in [("sunn", 0), ("moon", 1), ("rivera", 1)] {
            let counts = try await world.storage.read { tx in
                try tx.connections.counts(ConnectionQuery(organizationID: world.acme.id, search: text))
            }
            #expect(counts.byFilter[.all] == count, "\(text), after the user name changed")
        }
    }

    @Test("counts equal a recount after any number of changes", arguments: StoreEngine.allCases)
    func counts(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        var all = try await fill(world, 40)
        var random = SteadyRandom()
        for _ in 0..<120 {
            let index = Int.random(in: all.indices, using: &random)
            var changed = all[index]
            changed.state.signInStatus =
                ConnectionStatus.allCases.filter { !$0.isCover }
                .randomElement(using: &random) ?? .pending
            changed.state.covers = Bool.random(using: &random) ? [.paused] : []
            changed.archivedAt = Int.random(in: 0..<5, using: &random) == 0 ? world.clock.now() : nil
            try await world.storage.write { [changed] tx in try tx.connections.save(changed) }
            changed.version += 1
            all[index] = changed
        }
        for provider in [nil, ProviderKey.sample, .named("nobody")] {
            let query = ConnectionQuery(organizationID: world.acme.id, filter: .mfa, providerKey: provider)
            let counts = try await world.storage.read { tx in try tx.connections.counts(query) }
            let mine = all.filter { provider == nil || $0.providerKey == provider }
            for filter in ConnectionFilter.allCases {
                #expect(counts.byFilter[filter] == mine.count { Self.belongs($0, filter) }, "\(filter)")
            }
            #expect(!counts.isCapped)
        }
    }

    @Test("a search that finds too much says so and stays bounded", arguments: StoreEngine.allCases)
    func capped(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        try await world.insert((0...WordIndex.mostCandidates + 1).map { _ in world.connection() })
        let counts = try await world.storage.read { tx in
            try tx.connections.counts(ConnectionQuery(organizationID: world.acme.id, search: "rivera"))
        }
        #expect(counts.isCapped)
        #expect(counts.byFilter[.all] == WordIndex.mostCandidates + 1)
    }

    @Test("a cursor that is none starts at the beginning", arguments: StoreEngine.allCases)
    func badCursor(engine: StoreEngine) async throws {
        let world = try await World.make(in: engine.makeStore())
        let connection = world.connection()
        try await world.insert([connection])
        for cursor in ["", "x", "name.0.\(connection.id.uuid).a", "attention.0.x.1", "attention.x.x.x.x"] {
            let page = try await world.storage.read { tx in
                try tx.connections.page(ConnectionQuery(organizationID: world.acme.id, cursor: cursor))
            }
            #expect(page.rows.map(\.connection.id) == [connection.id], "\(cursor)")
        }
    }

    /// Connections of Acme in every status, some archived, over two customers and two providers; and one of Borealis.
    private func fill(_ world: World, _ count: Int) async throws -> [Connection] {
        var random = SteadyRandom()
        let statuses = ConnectionStatus.allCases
        let connections = (0..<count).map { number in
            var connection = world.connection(
                of: number % 3 == 0 ? world.bohm : world.rivera,
                at: number % 4 == 0 ? .named("sandbox-lighthouse") : .sample,
                since: world.clock.now().addingTimeInterval(-Double(Int.random(in: 0..<20, using: &random))))
            let status = statuses[number % statuses.count]
            if let cover = Cover.allCases.first(where: { $0.status == status }) {
                connection.state.covers = [cover]
            } else {
                connection.state.signInStatus = status
            }
            if number % 7 == 0 { connection.archivedAt = world.clock.now() }
            return connection
        }
        try await world.insert(connections + [world.connection(of: world.neighbour, status: .passwordIncorrect)])
        return connections
    }

    private func walk(_ query: ConnectionQuery, in world: World) async throws -> [ConnectionRow] {
        var query = query
        var rows: [ConnectionRow] = []
        for _ in 0..<100 {
            let page = try await world.storage.read { [query] tx in try tx.connections.page(query) }
            rows += page.rows
            guard let next = page.next else { break }
            query.cursor = next
        }
        return rows
    }

    private static func narrowings(_ world: World) -> [(String, ProviderKey?, Customer.ID?)] {
        [
            ("", nil, nil), ("ana riv", nil, nil), ("", .sample, nil), ("", nil, world.bohm.id),
            ("rivera", .named("sandbox-lighthouse"), world.rivera.id),
        ]
    }

    private static func belongs(_ connection: Connection, _ filter: ConnectionFilter) -> Bool {
        guard filter != .archived else { return connection.archivedAt != nil }
        return connection.archivedAt == nil && connection.state.status.entry.filters.contains(filter)
    }

    private static func isOrdered(_ rows: [ConnectionRow], by sort: ConnectionSort) -> Bool {
        zip(rows, rows.dropFirst()).allSatisfy { left, right in
            switch sort {
            case .attention:
                place(left) != place(right)
                    ? place(left) < place(right)
                    : left.connection.state.since <= right.connection.state.since
            case .since: left.connection.state.since >= right.connection.state.since
            case .name: left.customerName <= right.customerName
            }
        }
    }

    /// Needing somebody first, then waiting for the utility, then healthy, then the rest.
    private static func place(_ row: ConnectionRow) -> Int {
        let filters = row.connection.state.status.entry.filters
        return [.needsAttention, .website, .healthy].firstIndex { filters.contains($0) } ?? 3
    }
}

/// The same numbers in every run of the tests.
struct SteadyRandom: RandomNumberGenerator {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
