import Domain
import Foundation
import Ports
import Support
import Testing
import UseCases

/// A person types the code while a run waits; an authenticator's secret makes it; or the portal no longer asks.
@Suite(.timeLimit(.minutes(5))) struct LiveCodeTests {
    @Test("a typed code repairs the connection in one sitting")
    func typed() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.towered()
        let run = try await office.workplace.repairByLiveCode(id, by: office.author)
        try await office.carryOut(run) {
            let wait = try #require(try await office.workplace.showRun(run, by: office.author).codeWait)
            #expect(wait.takesTypedCode)
            #expect(wait.route == .live)
            #expect(wait.destinationMasked == "p…t@example.com")
            for wrong in ["", "12345", "1234567", "48120x", "４８１２０７"] {
                let error = await #expect(throws: UseCaseError.self) {
                    try await office.workplace.answerCode(Secret(wrong), for: run, by: office.author)
                }
                guard case .invalid(let problems) = error else { return #expect(Bool(false), "\(wrong)") }
                #expect(problems.map(\.field) == ["code"])
            }
            try await office.workplace.answerCode(Secret(" 481-207 "), for: run, by: office.author)
        }
        #expect(try await office.status(of: id) == .connected)
        #expect(await office.portal.codes.map(\.code) == ["481207"])
        let route = try await office.workplace.showCodeRoute(of: id, by: office.author).route
        #expect(route?.kind == .live)
        #expect(route?.provenAt == nil)
    }

    @Test("a typed code is offered to be renewed before the portal forgets the device")
    func renewal() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.towered(demand: .init(remembers: true))
        func health() async throws -> CodeRouteHealth {
            try await office.workplace.showCodeRoute(of: id, by: office.author).health
        }
        let first = try await office.workplace.repairByLiveCode(id, by: office.author)
        try await office.carryOut(first) {
            try await office.workplace.answerCode(Secret("481207"), for: first, by: office.author)
        }
        let trustEnd = try await office.workplace.showCodeRoute(of: id, by: office.author).trustEndsAt
        let days = try #require(trustEnd).timeIntervalSince(office.clock.now()) / 86_400
        #expect(try await health() == .live)
        office.clock.advance(by: (days - 3) * 86_400)
        #expect(try await health() == .ending)
        // The portal knows the device still; a rehearsal signs in as a stranger, so that it asks.
        let renewed = try await office.workplace.rehearseCodeRoute(of: id, by: office.author)
        try await office.carryOut(renewed) {
            try await office.workplace.answerCode(Secret("481207"), for: renewed, by: office.author)
        }
        #expect(try await health() == .live)
    }

    @Test("a wrong code may be typed again, without asking the portal for another")
    func wrongFirst() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.towered()
        let run = try await office.workplace.repairByLiveCode(id, by: office.author)
        try await office.carryOut(run) {
            try await office.workplace.answerCode(Secret("000000"), for: run, by: office.author)
            for await _ in try await office.workplace.watchRun(run, by: office.author) {
                guard await office.portal.codes.count == 1 else { continue }
                let state = try await office.workplace.showRun(run, by: office.author).codeWait?.state
                if state == .waiting { break }
            }
            try await office.workplace.answerCode(Secret("481207"), for: run, by: office.author)
        }
        #expect(try await office.status(of: id) == .connected)
        #expect(await office.portal.codes.map(\.code) == ["000000", "481207"])
        #expect(await office.portal.sentCodes(to: "pat") == 1)
    }

    @Test("nothing can be answered before a run waits, or after it has ended")
    func notWanted() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.towered()
        let run = try await office.workplace.repairByLiveCode(id, by: office.author)
        await #expect(throws: UseCaseError.codeNotWanted) {
            try await office.workplace.answerCode(Secret("481207"), for: run, by: office.author)
        }
        try await office.carryOut(run) {
            try await office.workplace.answerCode(Secret("481207"), for: run, by: office.author)
        }
        await #expect(throws: UseCaseError.codeNotWanted) {
            try await office.workplace.answerCode(Secret("481207"), for: run, by: office.author)
        }
    }

    @Test("an authenticator makes the codes, one per period, also with nobody present")
    func authenticator() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.towered(demand: .init([.totp], code: nil))
        let wrong = await #expect(throws: UseCaseError.self) {
            try await office.workplace.setUpCodeRoute(
                .authenticator(Secret("not base 32!")), for: id, by: office.author)
        }
        guard case .invalid(let problems) = wrong else { return #expect(Bool(false)) }
        #expect(problems.map(\.field) == ["secret"])
        try await office.workplace.setUpCodeRoute(
            .authenticator(Secret("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")), for: id, by: office.author)

        let run = try await office.workplace.rehearseCodeRoute(of: id, by: office.author)
        try await office.workplace.runCheck(run)
        #expect(try await office.status(of: id) == .connected)
        #expect(await office.portal.codes.count == 1)
        #expect(await office.portal.sentCodes.isEmpty)
        #expect(try await office.workplace.showCodeRoute(of: id, by: office.author).health == .proven)

        office.clock.advance(by: 8 * 86_400)
        _ = try await office.workplace.scheduleDue(limit: 1)
        let next = try #require(try await office.workplace.showConnection(id, by: office.author).currentRun?.id)
        try await office.workplace.runCheck(next)
        #expect(try await office.status(of: id) == .connected)
        let codes = await office.portal.codes.map(\.code)
        #expect(Set(codes).count == 2)
        #expect(codes.allSatisfy { $0.utf8.count == 6 })
    }

    @Test("codes are switched off, and only a check that passes without one says that it is so")
    func switchedOff() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.towered()
        try await office.workplace.setUpCodeRoute(.live, for: id, by: office.author)
        let asked = try await office.workplace.turnOffCodes(for: id, by: office.author)
        try await office.workplace.runCheck(asked)
        #expect(await office.portal.sentCodes(to: "pat") == 0)
        #expect(try await office.status(of: id) == .mfaTokenExpired)

        await office.portal.add("pat", .init(password: "sesame-1"))
        let passes = try await office.workplace.turnOffCodes(for: id, by: office.author)
        try await office.workplace.runCheck(passes)
        #expect(try await office.status(of: id) == .connected)
        #expect(try await office.workplace.showCodeRoute(of: id, by: office.author).health == .off)
    }

    @Test("only ways that the portal and this installation have can be chosen")
    func ways() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let id = try await office.towered()
        let shown = try await office.workplace.showCodeRoute(of: id, by: office.author)
        #expect(shown.ways == [.authenticator, .email, .sms, .live])
        #expect(shown.health == .missing)
        await #expect(throws: UseCaseError.notFound(.codeRoute)) {
            try await office.workplace.rehearseCodeRoute(of: id, by: office.author)
        }
        let error = await #expect(throws: UseCaseError.self) {
            try await office.workplace.setUpCodeRoute(.sms(phone: "p-stolen"), for: id, by: office.author)
        }
        guard case .invalid(let problems) = error else { return #expect(Bool(false)) }
        #expect(problems.map(\.field) == ["phone"])
    }
}
