import HTTPKit
import Hummingbird
import UseCases

/// The audit log. For owners; the verb sees to that.
struct AuditRoutes: Sendable {
    private let environment: WebEnvironment

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("audit") { request, context in
            let cursor = try request.query().raw("after")
            let page = try await environment.workplace.listAudit(
                after: cursor.isEmpty ? nil : cursor, by: context.author)
            return try environment.answer(
                AuditLogPage(page, isFirst: cursor.isEmpty, viewer: environment.viewer(context)))
        }
    }
}
