import Domain
import Foundation
import Ports
import Store
import Support
import Testing
import UseCases

/// Journey 2 in the embedded browser: a person signs in by himself on the provider's own page.
@Suite struct AttendedTests {
    @Test("what a person typed is kept with his consent, and signs in unattended", arguments: StoreEngine.allCases)
    func kept(on engine: StoreEngine) async throws {
        let sitting = try await Sitting.begin(in: try await engine.makeStore(), keepsTyped: true)
        let (office, id) = (sitting.office, sitting.connection)
        try await sitting.signsIn(with: "sesame-2")

        #expect(try await office.status(of: id) == .connected)
        let run = try await office.workplace.showRun(sitting.run, by: office.author)
        #expect(run.isRepair)
        #expect(run.proof?.summary == "account ending 4821 and the October bill")
        // His hand's tries count for the day's budget.
        office.clock.advance(by: 86_401)
        let next = try await office.workplace.checkNow(id, by: office.author)
        try await office.workplace.runCheck(next)
        #expect(try await office.status(of: id) == .connected)
        let sent = await office.portal.submissions.map(\.password)
        #expect(sent == ["sesame-1", "sesame-2", "sesame-2"])
    }

    @Test("without consent only the session is kept, and what was typed is in no row", arguments: StoreEngine.allCases)
    func forgotten(on engine: StoreEngine) async throws {
        let sitting = try await Sitting.begin(in: try await engine.makeStore(), keepsTyped: false)
        let (office, id) = (sitting.office, sitting.connection)
        let before = try await office.storage.read { tx in try tx.credentials.current(id) }
        try await sitting.signsIn(with: "sesame-2")

        #expect(try await office.status(of: id) == .connected)
        let after = try await office.storage.read { tx in
            (try tx.credentials.current(id), try tx.savedSessions.find(id))
        }
        #expect(after.0 == before)
        #expect(after.1 != nil)
    }

    @Test(
        "a refused password ends nothing for the person, and is never sent by Tieline", arguments: StoreEngine.allCases)
    func refused(on engine: StoreEngine) async throws {
        let sitting = try await Sitting.begin(in: try await engine.makeStore(), keepsTyped: true)
        let (office, id) = (sitting.office, sitting.connection)
        try await sitting.during {
            sitting.types("slip")
            try await sitting.sees(.passwordRefused(portalText: "Try again."))
            sitting.types("sesame-2")
        }
        #expect(try await office.status(of: id) == .connected)
        let refusal = await #expect(throws: UseCaseError.self) {
            try await office.workplace.submitCredentials(
                ["username": Secret("pat"), "password": Secret("slip")], for: id, by: office.author)
        }
        #expect(refusal?.code == "invalid_fields")
    }

    @Test("whoever gives up leaves everything as it was")
    func givenUp() async throws {
        let sitting = try await Sitting.begin(in: try await TemporaryStore.sqlite(), keepsTyped: true)
        try await sitting.during { sitting.person.does(.leaves) }
        #expect(try await sitting.office.status(of: sitting.connection) == .passwordIncorrect)
        #expect(await sitting.office.portal.submissions.count == 1)
    }

    @Test("a process that died takes its browser along: the run ends, and the person starts again")
    func died() async throws {
        let sitting = try await Sitting.begin(in: try await TemporaryStore.sqlite(), keepsTyped: true)
        let office = sitting.office
        let left = Task { try await office.workplace.runCheck(sitting.run) }
        try await sitting.sees(.signInPage)
        left.cancel()
        await #expect(throws: CancellationError.self) { try await left.value }
        try await office.reopened(over: office.storage).runCheck(sitting.run)

        let run = try await office.workplace.showRun(sitting.run, by: office.author)
        #expect(run.outcome == .crashed(cause: .interrupted))
        #expect(try await office.status(of: sitting.connection) == .passwordIncorrect)
        _ = try await office.workplace.startAttendedRun(
            for: sitting.connection, keepsTyped: false, holder: sitting.holder, by: office.author)
    }

    @Test("a ticket shows the screen once, to its holder, within a minute")
    func tickets() async throws {
        let sitting = try await Sitting.begin(in: try await TemporaryStore.sqlite(), keepsTyped: false)
        let (workplace, run, holder) = (sitting.office.workplace, sitting.run, sitting.holder)
        let stranger = ScreenHolder("member:somebody")
        await #expect(throws: ScreenError.notHere) { try await workplace.issueScreenTicket(run: run, holder: holder) }
        try await sitting.during {
            await #expect(throws: ScreenError.ticketRefused) {
                try await workplace.issueScreenTicket(run: run, holder: stranger)
            }
            let ticket = try await workplace.issueScreenTicket(run: run, holder: holder)
            await #expect(throws: ScreenError.ticketRefused) {
                try await workplace.viewScreen(run: run, ticket: Secret("guessed"), holder: holder)
            }
            let view = try await workplace.viewScreen(run: run, ticket: ticket, holder: holder)
            await #expect(throws: ScreenError.ticketRefused) {
                try await workplace.viewScreen(run: run, ticket: ticket, holder: holder)
            }
            let batch = ScreenBatch(first: 1, document: 1, inputs: [.text(Secret("a")), .back])
            #expect(try await workplace.driveScreen(run: run, viewer: view.viewer, batch: batch, holder: holder) == 3)
            #expect(try await workplace.driveScreen(run: run, viewer: view.viewer, batch: batch, holder: holder) == 3)
            #expect(await sitting.person.screen.inputs == batch.inputs)
            await #expect(throws: ScreenError.ticketRefused) {
                try await workplace.driveScreen(run: run, viewer: view.viewer, batch: batch, holder: stranger)
            }

            let old = try await workplace.issueScreenTicket(run: run, holder: holder)
            sitting.office.clock.advance(by: 61)
            await #expect(throws: ScreenError.ticketRefused) {
                try await workplace.viewScreen(run: run, ticket: old, holder: holder)
            }
            let fresh = try await workplace.issueScreenTicket(run: run, holder: holder)
            let second = try await workplace.viewScreen(run: run, ticket: fresh, holder: holder)
            await #expect(throws: ScreenError.viewerReplaced) {
                try await workplace.driveScreen(run: run, viewer: view.viewer, batch: batch, holder: holder)
            }
            // The first view's stream has ended, and the second one has begun.
            for await _ in view.messages {}
            var kinds: [ScreenMessage] = []
            for await message in second.messages {
                kinds.append(message)
                if case .frame = message { break }
            }
            #expect(kinds.count == 2)
            let other = sitting.office.reopened(over: sitting.office.storage)
            await #expect(throws: ScreenError.self) { try await other.issueScreenTicket(run: run, holder: holder) }
            sitting.person.does(.leaves)
        }
        await #expect(throws: ScreenError.notHere) { try await workplace.issueScreenTicket(run: run, holder: holder) }
    }

    @Test("a customer's own run takes his consent into force, and is his alone", arguments: StoreEngine.allCases)
    func customer(on engine: StoreEngine) async throws {
        let office = try await Office.open(in: try await engine.makeStore())
        let id = try await office.broken()
        let token = try await office.ask(about: id).token
        try await office.workplace.consent(token, to: .usual, from: .phone)
        let person = FakePerson()
        await office.portal.seat(person)
        let run = try await office.workplace.startAttendedSignIn(token, for: id, keepsTyped: true)
        let (own, holder) = try await office.workplace.ownScreen(token, for: id)
        #expect(own == run)
        let sitting = Sitting(office: office, connection: id, run: run, holder: holder, person: person)
        try await sitting.during {
            await #expect(throws: ScreenError.ticketRefused) {
                try await office.workplace.issueScreenTicket(
                    run: run, holder: .member(try #require(office.author.memberID)))
            }
            _ = try await office.workplace.issueScreenTicket(run: run, holder: holder)
            sitting.types("sesame-2")
        }
        #expect(try await office.status(of: id) == .connected)
    }
}

/// A person at the embedded browser of a broken connection.
private struct Sitting {
    let office: Office
    let connection: Connection.ID
    let run: Run.ID
    let holder: ScreenHolder
    let person: FakePerson

    static func begin(in storage: any Storage, keepsTyped: Bool) async throws -> Sitting {
        let office = try await Office.open(in: storage)
        await office.portal.add("pat", .init(password: "sesame-2"))
        let id = try await office.checked(password: "sesame-1")
        let person = FakePerson()
        await office.portal.seat(person)
        let holder = ScreenHolder.member(try #require(office.author.memberID))
        let run = try await office.workplace.startAttendedRun(
            for: id, keepsTyped: keepsTyped, holder: holder, by: office.author)
        return Sitting(office: office, connection: id, run: run, holder: holder, person: person)
    }

    func types(_ password: String) {
        person.does(.signsIn(SignInCredentials(username: Secret("pat"), password: Secret(password))))
    }

    func signsIn(with password: String) async throws { try await during { types(password) } }

    /// Carries the run out, and does something once the sign-in page is there.
    func during(_ work: () async throws -> Void) async throws {
        async let end: Void = office.workplace.runCheck(run)
        try await sees(.signInPage)
        try await work()
        try await end
    }

    /// Waits until the recognisers saw something.
    func sees(_ notice: AttendedNotice) async throws {
        for await _ in try await office.workplace.watchRun(run, by: office.author) {
            let detail = try await office.workplace.showRun(run, by: office.author)
            if detail.attended?.notice == notice || detail.summary.endedAt != nil { return }
        }
    }
}
