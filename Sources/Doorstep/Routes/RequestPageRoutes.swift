import Domain
import HTTPKit
import Hummingbird
import UseCases

/// What a request's link shows. Fetching it changes nothing: link scanners fetch every address they meet.
struct RequestPageRoutes: Sendable {
    private let environment: DoorstepEnvironment
    private var workplace: Workplace { environment.workplace }

    init(_ environment: DoorstepEnvironment) { self.environment = environment }

    func add(to customers: RouterGroup<EdgeContext>) {
        customers.get("r/:token", use: show)
        customers.get("r/:token/sign-in", use: signInAgain)
        customers.get("r/:token/events", use: events)
        customers.post("r/:token/seen", use: seen)
        // Whatever else an address may have become in a mail program.
        customers.get("r/:token/**") { _, _ -> Response in throw Problem.notFound }
    }

    @Sendable private func show(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try await environment.visit(request, context) { visit in
            let back = visit.view.state.isOpen ? nil : try await workplace.returnAddress(of: visit.token)
            return try environment.answer(visit.pages.current(returnAddress: back))
        }
    }

    /// The fields again, after the utility refused the last ones.
    @Sendable private func signInAgain(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try await environment.visit(request, context, page: "/sign-in") { visit in
            guard visit.isOpen, case .signIn = visit.view.current?.step else { return visit.reader.seeOther() }
            return try environment.answer(visit.pages.current(signsAgain: true))
        }
    }

    @Sendable private func events(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try await environment.visit(request, context) { visit in
            .events(
                ProgressEvents(
                    token: visit.token, ticks: try await ticks(visit.token), reader: visit.reader,
                    environment: environment))
        }
    }

    /// Where nothing can change any more, one tick: the page then says so.
    private func ticks(_ token: Secret<String>) async throws -> AsyncStream<Void> {
        do {
            return try await workplace.watchRequest(token)
        } catch is DoorstepError {
            return AsyncStream { ticks in
                ticks.yield()
                ticks.finish()
            }
        }
    }

    /// The page's script says that somebody looks at it.
    @Sendable private func seen(_ request: Request, _ context: EdgeContext) async throws -> Response {
        do {
            try await workplace.seeRequest(context.link())
        } catch is DoorstepError {
            // Nothing is left to be told; the page shows why.
        }
        return Response(status: .noContent)
    }
}
