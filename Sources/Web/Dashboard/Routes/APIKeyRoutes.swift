import Domain
import HTTPKit
import Hummingbird
import UseCases

/// *API keys*: make, show once, revoke. For owners; the verbs see to that.
struct APIKeyRoutes: Sendable {
    private let environment: WebEnvironment
    private var workplace: Workplace { environment.workplace }

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("api-keys", use: list)
        members.post("api-keys", use: create)
        members.post("api-keys/:id/revocations") { _, context in
            try await workplace.revokeAPIKey(context.id(), by: context.author)
            return Response.seeOther(Done.revoked.at("/api-keys"))
        }
    }

    @Sendable private func list(_ request: Request, _ context: MemberContext) async throws -> Response {
        let keys = try await workplace.listAPIKeys(by: context.author)
        let notice = Done.notice(in: try request.query())
        return try environment.answer(APIKeysPage(keys, viewer: environment.viewer(context, notice: notice)))
    }

    @Sendable private func create(_ request: Request, _ context: MemberContext) async throws -> Response {
        let form = try await request.form()
        let scopes = Set(form.all("scopes").compactMap { APIScope(rawValue: $0) })
        do {
            let made = try await workplace.createAPIKey(name: form.raw("name"), scopes: scopes, by: context.author)
            let notice = Notice(
                text: "The key “\(made.key.name)” is made. Copy it now: it is not shown again.",
                secret: made.token.exposed, after: "It works at once.")
            let keys = try await workplace.listAPIKeys(by: context.author)
            return try environment.answer(
                APIKeysPage(keys, viewer: environment.viewer(context, notice: notice)), status: .created)
        } catch UseCaseError.invalid(let problems) {
            let answers = Answers(form, fields: ["name"], problems: problems)
            let keys = try await workplace.listAPIKeys(by: context.author)
            return try environment.answer(
                wrong: APIKeysPage(keys, answers: answers, chosen: scopes, viewer: environment.viewer(context)))
        }
    }
}
