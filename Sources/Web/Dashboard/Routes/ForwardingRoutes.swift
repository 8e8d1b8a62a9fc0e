import Domain
import HTTPKit
import Hummingbird
import UseCases

/// The forwarding of an email connection: set up, tried out, repaired, stopped.
struct ForwardingRoutes: Sendable {
    private let environment: WebEnvironment
    private var workplace: Workplace { environment.workplace }

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("connections/:id/forwarding", use: show)
        members.get("connections/:id/forwarding/events", use: events)
        members.post("connections/:id/forwarding/rotations", use: rotate)
        members.post("connections/:id/forwarding/stops", use: stop)
    }

    @Sendable private func show(_ request: Request, _ context: MemberContext) async throws -> Response {
        let query = try request.query()
        let detail = try await workplace.showForwarding(of: context.id(), by: context.author)
        return try environment.answer(
            page(detail, mailbox: query.raw("mailbox"), context, notice: Done.notice(in: query)))
    }

    /// The mailbox's confirmation and the rehearsal's mail, as soon as they arrive.
    @Sendable private func events(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id: Connection.ID = try context.id()
        let isGmail = try request.query().raw("mailbox") == Mailbox.gmail.rawValue
        let ticks = try await workplace.watchConnection(id, by: context.author)
        return .events(
            ForwardingEvents(
                connection: id, isGmail: isGmail, ticks: ticks, viewer: environment.viewer(context),
                environment: environment))
    }

    /// A new address, in the place of the old one where there is one.
    @Sendable private func rotate(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id: Connection.ID = try context.id()
        do {
            try await workplace.setUpForwarding(of: id, by: context.author)
        } catch UseCaseError.checkRefused(let refusal) {
            return try await refused(id, context, because: refusal.advice)
        } catch UseCaseError.invalid(let problems) {
            return try await refused(id, context, because: problems.map(\.message).joined(separator: " "))
        }
        return .seeOther(Done.addressRotated.at("/connections/\(id.prefixed)/forwarding"))
    }

    @Sendable private func stop(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id: Connection.ID = try context.id()
        try await workplace.stopForwarding(of: id, by: context.author)
        return .seeOther(Done.forwardingStopped.at("/connections/\(id.prefixed)"))
    }

    private func refused(
        _ id: Connection.ID, _ context: MemberContext, because advice: String
    ) async throws -> Response {
        let detail = try await workplace.showForwarding(of: id, by: context.author)
        return try environment.answer(
            page(detail, mailbox: "", context, notice: Notice(text: advice, isRefusal: true)), status: .conflict)
    }

    private func page(
        _ detail: ForwardingDetail, mailbox: String, _ context: MemberContext, notice: Notice?
    ) -> ForwardingPage {
        let forwarding = detail.address.map {
            MailForwarding(.bills, of: detail.provider, to: $0, for: context.organization)
        }
        return ForwardingPage(
            detail, forwarding: forwarding, mailbox: Mailbox(rawValue: mailbox),
            viewer: environment.viewer(context, notice: notice))
    }
}
