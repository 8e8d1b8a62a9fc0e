import Domain
import HTTPKit
import Hummingbird
import UseCases

/// Asking the customers of many connections: who would be written to, and then the writing.
struct BulkRequestRoutes: Sendable {
    private let environment: WebEnvironment
    private var workplace: Workplace { environment.workplace }

    /// A thousand ids and what a form needs around them.
    private static let limit = 131_072

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.post("requests/plan", use: plan)
        members.post("requests/sendings", use: send)
    }

    /// Changes nothing; it is a post because so many rows do not fit into an address.
    @Sendable private func plan(_ request: Request, _ context: MemberContext) async throws -> Response {
        guard context.author.may(.operate) else { throw UseCaseError.notAllowed(needs: .operate) }
        let selection = RowSelection(try await request.form(upTo: Self.limit))
        guard !selection.isEmpty else { return .seeOther(Done.nothingTicked.at("/connections?filter=all")) }
        return try environment.answer(try await page(selection, context))
    }

    @Sendable private func send(_ request: Request, _ context: MemberContext) async throws -> Response {
        guard context.author.may(.operate) else { throw UseCaseError.notAllowed(needs: .operate) }
        let form = try await request.form(upTo: Self.limit)
        let selection = RowSelection(form)
        guard !selection.isEmpty else { return .seeOther(Done.nothingTicked.at("/connections?filter=all")) }
        do {
            let sent = try await workplace.sendRequests(selection.asked, note: form.raw("note"), by: context.author)
            return .seeOther(SendingNotice(sent: sent.asked, held: sent.held).address)
        } catch UseCaseError.invalid(let problems) {
            let answers = Answers(form, fields: ["note"], problems: problems)
            return try environment.answer(wrong: try await page(selection, answers: answers, context))
        }
    }

    private func page(
        _ selection: RowSelection, answers: Answers = Answers(), _ context: MemberContext
    ) async throws -> RequestPlanPage {
        RequestPlanPage(
            try await workplace.planRequests(selection.asked, by: context.author),
            sendsMail: try await workplace.requestSettings(by: context.author).sender != nil, answers: answers,
            viewer: environment.viewer(context))
    }
}
