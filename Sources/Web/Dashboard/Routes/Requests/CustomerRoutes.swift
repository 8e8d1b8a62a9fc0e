import Domain
import HTTPKit
import Hummingbird
import UseCases

/// *Customers* and one customer.
struct CustomerRoutes: Sendable {
    private let environment: WebEnvironment
    private var workplace: Workplace { environment.workplace }

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("customers", use: list)
        members.get("customers/:id", use: show)
        members.post("customers/:id/link-revocations") { _, context in
            let id: Customer.ID = try context.id()
            try await workplace.revokeControlLinks(of: id, by: context.author)
            return Response.seeOther(Done.linksRevoked.at("/customers/\(id.prefixed)"))
        }
    }

    @Sendable private func list(_ request: Request, _ context: MemberContext) async throws -> Response {
        let query = try request.query()
        let search = String(query.raw("q").prefix(200))
        let found = try await environment.listing(from: query.raw("after")) {
            try await workplace.browseCustomers(
                search: search, after: $0, limit: WebEnvironment.pageSize, by: context.author)
        }
        return try environment.answer(
            CustomersPage(
                found.value, search: search, isFirst: found.after == nil,
                viewer: environment.viewer(context, notice: found.notice)))
    }

    @Sendable private func show(_ request: Request, _ context: MemberContext) async throws -> Response {
        let detail = try await workplace.showCustomer(context.id(), by: context.author)
        let notice = Done.notice(in: try request.query())
        return try environment.answer(CustomerDetailPage(detail, viewer: environment.viewer(context, notice: notice)))
    }
}
