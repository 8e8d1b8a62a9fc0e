import Domain
import Foundation
import Jobs
import Logging
import ServiceLifecycle
import Ports
import Store
import Support
import Testing
import UseCases

/// Workers carry queued runs out, give back what they cannot finish, and take up what they were killed with.
@Suite(.timeLimit(.minutes(5))) struct WorkerTests {
    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func settings(_ node: String = "one", capacity: Int = 4) -> JobSettings {
        JobSettings(
            node: node, capacity: capacity, lease: .seconds(30), look: .milliseconds(50), schedule: .milliseconds(50),
            housekeeping: .milliseconds(50))
    }

    /// Runs services until a condition holds, then stops them gracefully.
    private func running(
        _ services: [any Service], in office: Office, until isDone: @escaping @Sendable () async throws -> Bool
    ) async throws {
        let group = ServiceGroup(services: services, logger: Self.quiet)
        let changes = office.storage.changes()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            if try await !isDone() {
                for await _ in changes where try await isDone() { break }
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// Claims like a worker that is killed afterwards.
    private func claim(as worker: String, in office: Office) async throws -> Int {
        let now = office.clock.now()
        return try await office.storage.write { tx in
            try tx.jobs.claim(worker: worker, now: now, lease: .seconds(3600), limit: 10).count
        }
    }

    @Test("queued runs are carried out and their jobs vanish")
    func carriesOut() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        var ids: [Connection.ID] = []
        for index in 1...6 {
            await office.portal.add("user\(index)", .init(password: "sesame-1"))
            ids.append(try await office.connect("user\(index)").id)
        }
        let worker = Worker(workplace: office.workplace, settings: settings(), logger: Self.quiet)
        try await running([worker], in: office) {
            try await office.workplace.listConnections(.init(), by: office.author).counts.connected == 6
        }
        for index in 1...6 { #expect(await office.portal.submissions(of: "user\(index)") == 1) }
        for id in ids { #expect(try await office.status(of: id) == .connected) }
    }

    @Test("a graceful stop gives an unfinished run back; the next worker ends it without a second submission")
    func stops() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let new = try await office.connect()
        await office.portal.closeDoor()
        let first = Worker(workplace: office.workplace, settings: settings("one"), logger: Self.quiet)
        try await running([first], in: office) { await office.portal.visits == 1 }
        #expect(try await office.workplace.showRun(new.run, by: office.author).summary.progress == .running)

        await office.portal.openDoor()
        let second = Worker(workplace: office.workplace, settings: settings("two"), logger: Self.quiet)
        try await running([second], in: office) { try await office.status(of: new.id) == .connected }
        #expect(await office.portal.submissions(of: "pat") == 1)
    }

    @Test("a node that was killed takes its own jobs up again at once")
    func killed() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let new = try await office.connect()
        #expect(try await claim(as: "one", in: office) == 1)
        #expect(try await claim(as: "two", in: office) == 0)

        let worker = Worker(workplace: office.workplace, settings: settings("one"), logger: Self.quiet)
        try await running([worker], in: office) { try await office.status(of: new.id) == .connected }
    }

    @Test("forty runs that wait for a code leave the worker and their lane free for others")
    func manyWait() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        var runs: [Run.ID] = []
        for number in 1...40 {
            await office.portal.add("user\(number)", .init(password: "sesame-1", demand: .init([.sms])))
            runs.append(try await office.connect("user\(number)", at: .tower).run)
        }
        await office.portal.add("pat", .init(password: "sesame-1"))
        let worker = Worker(workplace: office.workplace, settings: settings(), logger: Self.quiet)
        let all = runs
        try await running([worker], in: office) {
            var waiting = 0
            for run in all {
                let wait = try await office.workplace.showRun(run, by: office.author).codeWait
                if wait?.state == .waiting, wait?.destinationMasked != nil { waiting += 1 }
            }
            guard waiting == 40 else { return false }
            let other = try await office.connect("pat", at: .tower)
            for await _ in try await office.workplace.watchRun(other.run, by: office.author) {
                let progress = try await office.workplace.showRun(other.run, by: office.author).summary.progress
                if progress == .succeeded { break }
            }
            for run in all { try await office.workplace.answerCode(Secret("481207"), for: run, by: office.author) }
            for run in all {
                for await _ in try await office.workplace.watchRun(run, by: office.author) {
                    let progress = try await office.workplace.showRun(run, by: office.author).summary.progress
                    if progress == .succeeded { break }
                }
            }
            return true
        }
        #expect(await office.portal.codes.count == 40)
        #expect(try await office.workplace.listConnections(.init(), by: office.author).counts.connected == 41)
    }

    @Test("a stop while runs wait gives them back; the next worker goes on with their waits")
    func stopsWaiting() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1", demand: .init([.sms])))
        let new = try await office.connect("pat", at: .tower)
        let first = Worker(workplace: office.workplace, settings: settings("one"), logger: Self.quiet)
        try await running([first], in: office) {
            try await office.workplace.showRun(new.run, by: office.author).codeWait?.destinationMasked != nil
        }
        try await office.workplace.answerCode(Secret("481207"), for: new.run, by: office.author)
        let second = Worker(workplace: office.workplace, settings: settings("two"), logger: Self.quiet)
        try await running([second], in: office) { try await office.status(of: new.id) == .connected }
        #expect(await office.portal.sentCodes(to: "pat") == 1)
        #expect(await office.portal.codes.count == 1)
    }

    @Test("the schedule queues what is due, and a worker of the same process does it")
    func schedules() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        await office.portal.add("pat", .init(password: "sesame-1"))
        let id = try await office.checked()
        office.clock.advance(by: 8 * 86_400)
        let before = office.clock.now()
        let services: [any Service] = [
            Worker(workplace: office.workplace, settings: settings(), logger: Self.quiet),
            Scheduler(workplace: office.workplace, settings: settings(), logger: Self.quiet),
            Housekeeper(workplace: office.workplace, settings: settings(), logger: Self.quiet),
        ]
        try await running(services, in: office) {
            let summary = try await office.workplace.showConnection(id, by: office.author).summary
            return summary.lastSuccessAt == before
        }
    }
}
