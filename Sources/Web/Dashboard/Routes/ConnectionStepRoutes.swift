import Domain
import HTTPKit
import HTTPTypes
import Hummingbird
import UseCases

/// What can be done to a connection with one press. Each step creates a noun, and leads to a page that shows it.
struct ConnectionStepRoutes: Sendable {
    private let environment: WebEnvironment
    private var workplace: Workplace { environment.workplace }

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.post("connections/checks", use: checkSeveral)
        step("checks", to: members) { id, author in .run(try await workplace.checkNow(id, by: author)) }
        step("resends", to: members) { id, author in
            .run(try await workplace.checkNow(id, confirmingResend: true, by: author))
        }
        step("unlocks", to: members) { id, author in .run(try await workplace.unlock(id, by: author)) }
        step("pauses", to: members) { id, author in
            try await workplace.pause(id, by: author)
            return .done(.paused)
        }
        step("resumptions", to: members) { id, author in
            try await workplace.resume(id, by: author)
            return .done(.resumed)
        }
        step("archivals", to: members) { id, author in
            try await workplace.archive(id, by: author)
            return .done(.archived)
        }
        step("restorations", to: members) { id, author in
            try await workplace.unarchive(id, by: author)
            return .done(.restored)
        }
    }

    /// Where a step leads.
    private enum Arrival {
        /// A check to watch.
        case run(Run.ID)
        /// Back to the connection, which says what was done.
        case done(Done)
    }

    private func step(
        _ noun: String, to members: RouterGroup<MemberContext>,
        take: @escaping @Sendable (Connection.ID, Author) async throws -> Arrival
    ) {
        members.post("connections/:id/\(noun)") { _, context in
            let id: Connection.ID = try context.id()
            do {
                switch try await take(id, context.author) {
                case .run(let run): return Response.seeOther("/runs/\(run.prefixed)")
                case .done(let done): return Response.seeOther(done.at("/connections/\(id.prefixed)"))
                }
            } catch UseCaseError.checkRefused(let refusal) {
                return try await refused(id, context, advice: refusal.advice, refusal: refusal)
            } catch let error as UseCaseError {
                guard case .notPossible = error else { throw error }
                return try await refused(id, context, advice: error.advice, refusal: nil)
            }
        }
    }

    /// The connection again, saying why the step was not taken and offering what would help.
    private func refused(
        _ id: Connection.ID, _ context: MemberContext, advice: String, refusal: CheckRefusal?
    ) async throws -> Response {
        let detail = try await workplace.showConnection(id, by: context.author)
        let viewer = environment.viewer(context, notice: Notice(text: advice, isRefusal: true))
        let offered: Set<ConnectionAction> = refusal == .needsConfirmation ? [.confirmResend] : []
        return try environment.answer(
            try await environment.page(of: detail, offering: offered, viewer: viewer), status: .conflict)
    }

    /// Checks each ticked row; those that cannot be checked now keep saying why on their own pages.
    @Sendable private func checkSeveral(_ request: Request, _ context: MemberContext) async throws -> Response {
        let selection = RowSelection(try await request.form(upTo: 131_072))
        guard context.author.may(.operate) else { throw UseCaseError.notAllowed(needs: .operate) }
        for id in try await ids(of: selection, by: context.author) {
            do {
                _ = try await workplace.checkNow(id, by: context.author)
            } catch UseCaseError.checkRefused {
                continue
            }
        }
        return .seeOther(Done.checks.at("/connections?filter=all"))
    }

    /// At most so many are checked at one press.
    private static let most = 200

    private func ids(of selection: RowSelection, by author: Author) async throws -> ArraySlice<Connection.ID> {
        switch selection {
        case .rows(let rows): return rows.prefix(Self.most)
        case .list(var listing):
            listing.limit = Self.most
            return try await workplace.listConnections(listing, by: author).rows.map(\.id).prefix(Self.most)
        }
    }
}
