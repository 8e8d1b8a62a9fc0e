import Domain
import HTTPKit
import Hummingbird
import UseCases

/// *Authorizations*, and taking one back.
struct AuthorizationRoutes: Sendable {
    private let environment: WebEnvironment
    private var workplace: Workplace { environment.workplace }

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("authorizations", use: list)
        members.get("connections/:id/revocation", use: confirm)
        members.post("connections/:id/revocations", use: revoke)
    }

    @Sendable private func list(_ request: Request, _ context: MemberContext) async throws -> Response {
        let query = try request.query()
        let filter = AuthorizationFilter(rawValue: query.raw("filter")) ?? .all
        let found = try await environment.listing(from: query.raw("after")) {
            try await workplace.listAuthorizations(
                filter, after: $0, limit: WebEnvironment.pageSize, by: context.author)
        }
        return try environment.answer(
            AuthorizationsPage(
                found.value, filter: filter, isFirst: found.after == nil,
                viewer: environment.viewer(context, notice: found.notice)))
    }

    @Sendable private func confirm(_ request: Request, _ context: MemberContext) async throws -> Response {
        let detail = try await workplace.showConnection(context.id(), by: context.author)
        guard context.author.may(.operate) else { throw UseCaseError.notAllowed(needs: .operate) }
        guard detail.summary.status != .authorizationRevoked else {
            return .seeOther("/connections/\(detail.summary.id.prefixed)")
        }
        return try environment.answer(RevocationPage(detail, viewer: environment.viewer(context)))
    }

    @Sendable private func revoke(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id: Connection.ID = try context.id()
        try await workplace.revokeAuthorization(of: id, by: context.author)
        return .seeOther(Done.permissionRevoked.at("/connections/\(id.prefixed)"))
    }
}
