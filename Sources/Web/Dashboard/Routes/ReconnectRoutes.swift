import Domain
import HTTPKit
import Hummingbird
import UseCases

/// The reconnect wizard: confirm the utility, enter the sign-in, watch it being tried. Where bills come by mail there is no
/// sign-in: everything here leads to the repair of the forwarding.
struct ReconnectRoutes: Sendable {
    private let environment: WebEnvironment
    private var workplace: Workplace { environment.workplace }

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("connections/:id/reconnect", use: confirm)
        members.get("connections/:id/reconnect/credentials", use: ask)
        members.post("connections/:id/credentials", use: submit)
    }

    @Sendable private func confirm(_ request: Request, _ context: MemberContext) async throws -> Response {
        guard let form = try await form(context) else { return try forwarding(context) }
        // Where only the code is missing, nobody is asked for the password.
        guard form.connection.nextAction != .setUpCodes else {
            return .seeOther("/connections/\(form.connection.id.prefixed)/codes")
        }
        return try environment.answer(ReconnectPage(form, viewer: environment.viewer(context)))
    }

    @Sendable private func ask(_ request: Request, _ context: MemberContext) async throws -> Response {
        guard let form = try await form(context) else { return try forwarding(context) }
        return try environment.answer(CredentialsPage(form, answers: Answers(), viewer: environment.viewer(context)))
    }

    @Sendable private func submit(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id: Connection.ID = try context.id()
        let typed = try await request.form()
        guard let form = try await form(context) else { return try forwarding(context) }
        let fields = form.fields.map { ($0.prompt.name, Secret(typed.raw($0.prompt.name))) }
        do {
            let run = try await workplace.submitCredentials(
                Dictionary(fields) { first, _ in first }, for: id, by: context.author)
            return .seeOther("/runs/\(run.prefixed)")
        } catch UseCaseError.invalid(let problems) {
            let open = form.fields.filter { $0.prompt.kind != .secret }.map(\.prompt.name)
            let answers = Answers(typed, fields: open, problems: problems)
            return try environment.answer(
                wrong: CredentialsPage(form, answers: answers, viewer: environment.viewer(context)))
        }
    }

    /// What is to be asked; nil where nothing signs in.
    private func form(_ context: MemberContext) async throws -> ReconnectForm? {
        do {
            return try await workplace.prepareReconnect(context.id(), by: context.author)
        } catch UseCaseError.notPossible {
            return nil
        }
    }

    private func forwarding(_ context: MemberContext) throws -> Response {
        let id: Connection.ID = try context.id()
        return .seeOther("/connections/\(id.prefixed)/forwarding")
    }
}
