import Domain
import HTTPKit
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

/// One check: its page, its live events, its screenshot, and the correction of its judgement.
struct RunRoutes: Sendable {
    private let environment: WebEnvironment
    private var workplace: Workplace { environment.workplace }

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("runs/:id", use: show)
        members.get("runs/:id/events", use: events)
        members.get("runs/:id/screenshot", use: screenshot)
        members.post("runs/:id/corrections", use: correct)
    }

    @Sendable private func show(_ request: Request, _ context: MemberContext) async throws -> Response {
        let run = try await workplace.showRun(context.id(), by: context.author)
        return try environment.answer(RunDetailPage(run, viewer: environment.viewer(context)))
    }

    @Sendable private func events(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id: Run.ID = try context.id()
        let ticks = try await workplace.watchRun(id, by: context.author)
        return .events(RunEvents(run: id, ticks: ticks, author: context.author, environment: environment))
    }

    @Sendable private func screenshot(_ request: Request, _ context: MemberContext) async throws -> Response {
        let png = try await workplace.fetchScreenshot(of: context.id(), by: context.author)
        return Response(
            status: .ok, headers: [.contentType: "image/png"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: png)))
    }

    @Sendable private func correct(_ request: Request, _ context: MemberContext) async throws -> Response {
        var form = try await request.form()
        let status = form.choice(
            "status", as: ConnectionStatus.self, orSay: "Choose what the evidence shows.")
        let run = try await workplace.showRun(context.id(), by: context.author)
        guard let status, RunDetailPage.Reclassify.choices.contains(status) else {
            let answers = Answers(form, fields: ["status"], problems: form.problems)
            return try environment.answer(
                wrong: RunDetailPage(run, answers: answers, viewer: environment.viewer(context)))
        }
        try await workplace.reclassify(
            run.connection.id, as: status, because: run.summary.id, by: context.author)
        return .seeOther(Done.corrected.at("/connections/\(run.connection.id.prefixed)"))
    }
}

/// A run's live view: the list of steps anew with every change, then the word that it has ended.
struct RunEvents: AsyncSequence, Sendable {
    let run: Run.ID
    let ticks: AsyncStream<Void>
    let author: Author
    let environment: WebEnvironment

    func makeAsyncIterator() -> Iterator { Iterator(ticks: ticks.makeAsyncIterator(), events: self) }

    struct Iterator: AsyncIteratorProtocol {
        var ticks: AsyncStream<Void>.Iterator
        let events: RunEvents
        var hasEnded = false

        mutating func next() async throws -> ServerSentEvent? {
            guard !hasEnded, await ticks.next() != nil else { return nil }
            let run = try await events.environment.workplace.showRun(events.run, by: events.author)
            hasEnded = run.summary.endedAt != nil
            guard !hasEnded else { return ServerSentEvent(name: "ended", data: "") }
            let steps = ProgressList(run, now: events.environment.now)
            return ServerSentEvent(
                name: "progress", data: try events.environment.render("run-progress", steps))
        }
    }
}
