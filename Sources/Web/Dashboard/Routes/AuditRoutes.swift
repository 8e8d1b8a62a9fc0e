import HTTPKit
import Hummingbird
import UseCases

/// The audit log. For owners; the verb sees to that.
struct AuditRoutes: Sendable {
    private let environment: WebEnvironment

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("audit") { request, context in
            let found = try await environment.listing(from: request.query().raw("after")) {
                try await environment.workplace.listAudit(after: $0, by: context.author)
            }
            return try environment.answer(
                AuditLogPage(
                    found.value, isFirst: found.after == nil,
                    viewer: environment.viewer(context, notice: found.notice)))
        }
    }
}
