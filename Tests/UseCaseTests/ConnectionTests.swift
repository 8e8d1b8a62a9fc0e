import Domain
import Foundation
import Support
import Testing
import UseCases
import Vault

/// Connections are added, found, paused, archived and watched by the clock.
@Suite struct ConnectionTests {
    @Test(
        "what cannot become a connection is refused at its field",
        arguments: [
            ("nowhere", "Pat", "unknown", "provider"), ("sandbox-retired", "Pat", "retired", "provider"),
            ("sandbox-harbor", "  ", "empty", "customer_name"),
            ("sandbox-harbor", "P\u{0}t", "control_characters", "customer_name"),
            ("sandbox-harbor", "P\u{202E}t", "invisible_characters", "customer_name"),
        ])
    func refused(provider: String, name: String, code: String, field: String) async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let error = await #expect(throws: UseCaseError.self) {
            try await office.workplace.createConnection(
                .init(holder: .named(name, email: nil), providerKey: provider), by: office.author)
        }
        guard case .invalid(let problems) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(problems.map(\.code) == [code])
        #expect(problems.map(\.field) == [field])
        #expect(try await office.workplace.listConnections(.init(), by: office.author).rows.isEmpty)
    }

    @Test("a customer is found again instead of being made twice")
    func sameCustomer() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let first = try await office.connect("a", for: "Pat Power")
        let second = try await office.connect("b", at: .summit, for: "Pat Power")
        let ids = try await [first, second].asyncMap {
            try await office.workplace.showConnection($0.id, by: office.author).summary.customer.id
        }
        #expect(ids[0] == ids[1])
    }

    @Test("without credentials nothing is tried, and the wizard is the way on")
    func withoutCredentials() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let created = try await office.workplace.createConnection(
            .init(holder: .named("Pat", email: "pat@example.com"), providerKey: "sandbox-harbor"), by: office.author)
        #expect(created.runID == nil)
        await #expect(throws: UseCaseError.checkRefused(.noCredentials)) {
            try await office.workplace.checkNow(created.id, by: office.author)
        }
        await office.portal.add("pat", .init(password: "sesame-1"))
        let run = try await office.workplace.submitCredentials(
            ["username": Secret("pat"), "password": Secret("sesame-1")], for: created.id, by: office.author)
        try await office.workplace.runCheck(run)
        #expect(try await office.status(of: created.id) == .connected)
    }

    @Test("a paused connection is not checked, and resuming brings back what was beneath")
    func pause() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let id = try await office.checked()
        try await office.workplace.pause(id, by: office.author)
        #expect(try await office.status(of: id) == .paused)
        await #expect(throws: UseCaseError.checkRefused(.covered(.paused))) {
            try await office.workplace.checkNow(id, by: office.author)
        }
        office.clock.advance(by: 30 * 86_400)
        #expect(try await office.workplace.scheduleDue(limit: 10) == 0)
        try await office.workplace.resume(id, by: office.author)
        #expect(try await office.status(of: id) == .connected)
        #expect(try await office.workplace.scheduleDue(limit: 10) == 1)
    }

    @Test("a run that was queued before the pause sends nothing")
    func pausedWhileQueued() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let new = try await office.connect()
        try await office.workplace.pause(new.id, by: office.author)
        try await office.workplace.runCheck(new.run)
        #expect(await office.portal.visits == 0)
        #expect(try await office.status(of: new.id) == .paused)
        #expect(
            try await office.workplace.showRun(new.run, by: office.author).outcome == .crashed(cause: .notSubmitted))
    }

    @Test("an archived connection leaves every list but one and comes back as it was")
    func archive() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let id = try await office.checked()
        try await office.workplace.archive(id, by: office.author)
        #expect(try await office.workplace.listConnections(.init(), by: office.author).rows.isEmpty)
        let archived = try await office.workplace.listConnections(.init(filter: .archived), by: office.author)
        #expect(archived.rows.map(\.id) == [id])
        #expect(archived.counts.byFilter[.archived] == 1)
        #expect(archived.counts.byFilter[.all] == 0)
        office.clock.advance(by: 30 * 86_400)
        #expect(try await office.workplace.scheduleDue(limit: 10) == 0)
        try await office.workplace.unarchive(id, by: office.author)
        #expect(try await office.status(of: id) == .connected)
        #expect(try await office.workplace.scheduleDue(limit: 10) == 1)
    }

    @Test("a due connection gets one run, and none while that one is unfinished")
    func schedule() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let id = try await office.checked()
        #expect(try await office.workplace.scheduleDue(limit: 10) == 0)
        office.clock.advance(by: 8 * 86_400)
        #expect(try await office.workplace.scheduleDue(limit: 10) == 1)
        #expect(try await office.workplace.scheduleDue(limit: 10) == 0)
        let detail = try await office.workplace.showConnection(id, by: office.author)
        #expect(detail.runs.map(\.trigger) == [.schedule, .first])
        #expect(detail.summary.activity == .queued)
    }

    @Test("while a provider is under investigation one connection tries for all, and its pass releases the others")
    func canary() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        var ids: [Connection.ID] = []
        for name in ["a", "b"] {
            await office.portal.add(name, .init(password: "sesame-1"))
            ids.append(try await office.checked(name))
        }
        let change = Outcome.pageChanged(step: "sign-in", expected: "form", found: "banner", fingerprint: "f")
        await office.portal.meet(change)
        for _ in 1...2 {
            for id in ids {
                try await office.workplace.runCheck(try await office.workplace.checkNow(id, by: office.author))
            }
        }
        for id in ids { #expect(try await office.status(of: id) == .underInvestigation) }

        await office.portal.meet(nil)
        office.clock.advance(by: 7 * 3600)
        #expect(try await office.workplace.scheduleDue(limit: 10) == 2)
        let details = try await ids.asyncMap { try await office.workplace.showConnection($0, by: office.author) }
        let canaries = details.compactMap(\.currentRun)
        #expect(canaries.map(\.trigger) == [.canary])
        try await office.workplace.runCheck(try #require(canaries.first).id)
        for detail in details where detail.currentRun == nil {
            let other = try await office.workplace.showConnection(detail.summary.id, by: office.author).summary
            let next = try #require(other.nextAttemptAt)
            #expect(next.timeIntervalSince(office.clock.now()) <= 3600)
        }
    }

    @Test("a connection that is pending for two days is looked into")
    func overdue() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.connect().id
        try await office.workplace.tickClock(limit: 10)
        #expect(try await office.status(of: id) == .pending)
        office.clock.advance(by: 49 * 3600)
        #expect(try await office.workplace.tickClock(limit: 10) == 1)
        #expect(try await office.status(of: id) == .underInvestigation)
    }

    @Test("an unlocked account gets one attempt, after the lock has rested for a day")
    func unlock() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add(
            "pat", .init(password: "sesame-1", outcome: .accountLocked(until: nil, deepLink: nil)))
        let id = try await office.checked()
        await #expect(throws: UseCaseError.checkRefused(.needsUnlock)) {
            try await office.workplace.checkNow(id, by: office.author)
        }
        await #expect(
            throws: UseCaseError.checkRefused(.lockRests(until: office.clock.now().addingTimeInterval(86_400)))
        ) {
            try await office.workplace.unlock(id, by: office.author)
        }
        office.clock.advance(by: 25 * 3600)
        await office.portal.add("pat", .init(password: "sesame-1"))
        let run = try await office.workplace.unlock(id, by: office.author)
        try await office.workplace.runCheck(run)
        #expect(try await office.status(of: id) == .connected)
    }

    @Test("an operator corrects a status on the evidence of a run, where the law has an edge")
    func reclassify() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let new = try await office.connect()
        await office.portal.meet(.unsupportedAuth(kind: "phone_call"))
        try await office.workplace.runCheck(new.run)
        #expect(try await office.status(of: new.id) == .otherError)
        await #expect(throws: UseCaseError.notPossible(.otherError)) {
            try await office.workplace.reclassify(new.id, as: .connected, because: new.run, by: office.author)
        }
        try await office.workplace.reclassify(new.id, as: .underInvestigation, because: new.run, by: office.author)
        #expect(try await office.status(of: new.id) == .underInvestigation)
    }

    @Test("data keys are wrapped anew while secrets stay readable")
    func rewrap() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let id = try await office.checked()
        let rotated = office.ring.adding(at: office.clock.now())
        let after = Workplace.testing(office.storage, portal: office.portal, clock: office.clock, ring: rotated)
        #expect(try await after.rewrapDataKeys(limit: 10) == 1)
        #expect(try await after.rewrapDataKeys(limit: 10) == 0)
        let run = try await after.checkNow(id, by: office.author)
        try await after.runCheck(run)
        #expect(try await after.showRun(run, by: office.author).summary.progress == .succeeded)
    }

    @Test("with another installation's keys nothing is sent and nothing overwritten")
    func wrongKeys() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let new = try await office.connect()
        let stranger = Workplace.testing(
            office.storage, portal: office.portal, clock: office.clock, ring: .init(createdAt: office.clock.now()))
        await #expect(throws: UseCaseError.unreadableSecret) { try await stranger.runCheck(new.run) }
        #expect(await office.portal.visits == 0)
        try await office.workplace.runCheck(new.run)
        #expect(try await office.status(of: new.id) == .connected)
    }
}

extension Sequence {
    /// One after the other.
    fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
