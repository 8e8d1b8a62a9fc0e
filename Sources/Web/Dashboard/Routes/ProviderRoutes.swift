import Domain
import HTTPKit
import Hummingbird
import UseCases

/// *Utilities* and one utility.
struct ProviderRoutes: Sendable {
    private let environment: WebEnvironment

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("providers", use: list)
        members.get("providers/:key", use: show)
    }

    @Sendable private func list(_ request: Request, _ context: MemberContext) async throws -> Response {
        let providers = try await environment.workplace.listProviders(by: context.author)
        return try environment.answer(ProvidersPage(providers, viewer: environment.viewer(context)))
    }

    @Sendable private func show(_ request: Request, _ context: MemberContext) async throws -> Response {
        guard let key = ProviderKey(try context.parameters.require("key")) else { throw Problem.notFound }
        let detail = try await environment.workplace.showProvider(key, by: context.author)
        return try environment.answer(ProviderPage(detail, viewer: environment.viewer(context)))
    }
}
