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
        members.post("runs/:id/codes", use: answer)
    }

    @Sendable private func show(_ request: Request, _ context: MemberContext) async throws -> Response {
        let run = try await workplace.showRun(context.id(), by: context.author)
        let isTyping = try request.query().raw("code") == "typed"
        return try environment.answer(
            RunDetailPage(
                run, codes: try await codes(of: run, context), isTyping: isTyping,
                viewer: environment.viewer(context)))
    }

    /// How the connection's codes come, when the run had to do with them.
    private func codes(of run: RunDetail, _ context: MemberContext) async throws -> CodeRouteDetail? {
        guard run.codeWait != nil || run.summary.trigger == .rehearsal else { return nil }
        return try await workplace.showCodeRoute(of: run.connection.id, by: context.author)
    }

    /// Takes a code that a person typed.
    @Sendable private func answer(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id: Run.ID = try context.id()
        let form = try await request.form()
        do {
            try await workplace.answerCode(Secret(form.raw(CodeForm.name)), for: id, by: context.author)
            return .seeOther("/runs/\(id.prefixed)")
        } catch UseCaseError.invalid(let problems) {
            let answers = Answers(form, fields: [CodeForm.name], problems: problems)
            let run = try await workplace.showRun(id, by: context.author)
            return try environment.answer(
                wrong: RunDetailPage(run, answers: answers, isTyping: true, viewer: environment.viewer(context)))
        } catch UseCaseError.codeNotWanted {
            let run = try await workplace.showRun(id, by: context.author)
            let notice = Notice(text: UseCaseError.codeNotWanted.advice, isRefusal: true)
            return try environment.answer(
                RunDetailPage(
                    run, codes: try await codes(of: run, context), viewer: environment.viewer(context, notice: notice)),
                status: .conflict)
        }
    }

    @Sendable private func events(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id: Run.ID = try context.id()
        let ticks = try await workplace.watchRun(id, by: context.author)
        return .events(
            RunEvents(
                run: id, ticks: ticks, isTyping: try request.query().raw("code") == "typed",
                viewer: environment.viewer(context), environment: environment))
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
