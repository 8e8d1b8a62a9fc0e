import Domain
import HTTPKit
import Hummingbird
import UseCases

/// Code forwarding: choose how codes come, set it up, try it.
struct CodeRoutes: Sendable {
    private let environment: WebEnvironment
    private var workplace: Workplace { environment.workplace }

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("connections/:id/codes", use: choose)
        members.post("connections/:id/codes", use: setUp)
        members.get("connections/:id/codes/email", use: showMail)
        members.get("connections/:id/codes/sms", use: showPhone)
        members.get("connections/:id/codes/authenticator", use: showAuthenticator)
        members.post("connections/:id/codes/authenticator", use: setUpAuthenticator)
        members.get("connections/:id/codes/events", use: events)
        members.get("connections/:id/codes/ledger", use: showLedger)
        members.post("connections/:id/codes/stops", use: stop)
        members.post("connections/:id/codes/rotations", use: rotate)
        start("rehearsals", to: members) { id, author in try await workplace.rehearseCodeRoute(of: id, by: author) }
        start("sign-ins", to: members) { id, author in try await workplace.repairByLiveCode(id, by: author) }
        start("waivers", to: members) { id, author in try await workplace.turnOffCodes(for: id, by: author) }
    }

    // MARK: Step 1

    @Sendable private func choose(_ request: Request, _ context: MemberContext) async throws -> Response {
        let codes = try await workplace.showCodeRoute(of: context.id(), by: context.author)
        // Where bills come by mail nothing asks for a code.
        guard codes.connection.kind == .online else {
            return .seeOther("/connections/\(codes.connection.id.prefixed)/forwarding")
        }
        return try environment.answer(CodeChoicePage(codes, viewer: environment.viewer(context)))
    }

    @Sendable private func setUp(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id: Connection.ID = try context.id()
        let form = try await request.form()
        let address = "/connections/\(id.prefixed)/codes"
        do {
            switch CodeRouteKind(rawValue: form.raw("kind")) {
            case .email:
                try await workplace.setUpCodeRoute(.email, for: id, by: context.author)
                return .seeOther(address + "/email")
            case .sms:
                let phone = form.raw("phone")
                try await workplace.setUpCodeRoute(
                    .sms(phone: phone.isEmpty ? nil : phone), for: id, by: context.author)
                return .seeOther(address + "/sms")
            default:
                return try await refused(id, context, because: "Choose one of the ways below.")
            }
        } catch UseCaseError.invalid(let problems) {
            return try await refused(id, context, because: problems.map(\.message).joined(separator: " "))
        } catch UseCaseError.checkRefused(let refusal) {
            return try await refused(id, context, because: refusal.advice)
        }
    }

    // MARK: Step 2

    @Sendable private func showMail(_ request: Request, _ context: MemberContext) async throws -> Response {
        let codes = try await workplace.showCodeRoute(of: context.id(), by: context.author)
        guard codes.route?.kind == .email, let address = codes.address else { return chooseAgain(codes) }
        let forwarding = MailForwarding(.codes, of: codes.provider, to: address, for: context.organization)
        let mailbox = Mailbox(rawValue: try request.query().raw("mailbox"))
        return try environment.answer(
            CodeMailPage(codes, forwarding: forwarding, mailbox: mailbox, viewer: try viewer(request, context)))
    }

    @Sendable private func showPhone(_ request: Request, _ context: MemberContext) async throws -> Response {
        let codes = try await workplace.showCodeRoute(of: context.id(), by: context.author)
        guard codes.route?.kind == .sms, let key = codes.address else { return chooseAgain(codes) }
        let forwarding = TextForwarding(of: codes.provider, origin: environment.address.origin, key: key)
        let phone = Phone(rawValue: try request.query().raw("phone"))
        return try environment.answer(
            CodePhonePage(codes, forwarding: forwarding, phone: phone, viewer: try viewer(request, context)))
    }

    @Sendable private func showAuthenticator(_ request: Request, _ context: MemberContext) async throws -> Response {
        let codes = try await workplace.showCodeRoute(of: context.id(), by: context.author)
        return try environment.answer(CodeAuthenticatorPage(codes, viewer: environment.viewer(context)))
    }

    /// Stores the secret and tries it at once: nothing counts before the portal has accepted a code of it.
    @Sendable private func setUpAuthenticator(_ request: Request, _ context: MemberContext) async throws -> Response {
        let codes = try await workplace.showCodeRoute(of: context.id(), by: context.author)
        guard codes.mayChange else { throw UseCaseError.notAllowed(needs: .operate) }
        let id = codes.connection.id
        do {
            let secret = try await AuthenticatorUpload(request).secret(by: environment.pictures)
            try await workplace.setUpCodeRoute(.authenticator(secret), for: id, by: context.author)
        } catch UseCaseError.invalid(let problems) {
            let page = CodeAuthenticatorPage(
                codes, answers: Answers(problems: problems), viewer: environment.viewer(context))
            return try environment.answer(wrong: page)
        } catch UseCaseError.checkRefused(let refusal) {
            return try await refused(id, context, because: refusal.advice)
        }
        return try await start(id, context) { try await workplace.rehearseCodeRoute(of: $0, by: $1) }
    }

    /// The mailbox's confirmation, as soon as it arrives.
    @Sendable private func events(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id: Connection.ID = try context.id()
        let ticks = try await workplace.watchConnection(id, by: context.author)
        return .events(
            ConfirmationEvents(
                connection: id, ticks: ticks, viewer: environment.viewer(context), environment: environment))
    }

    private func viewer(_ request: Request, _ context: MemberContext) throws -> Viewer {
        environment.viewer(context, notice: Done.notice(in: try request.query()))
    }

    /// Nothing of this kind is set up: the choice comes first.
    private func chooseAgain(_ codes: CodeRouteDetail) -> Response {
        .seeOther("/connections/\(codes.connection.id.prefixed)/codes")
    }

    // MARK: Step 3

    /// A step that starts a run to watch.
    private func start(
        _ noun: String, to members: RouterGroup<MemberContext>,
        _ begin: @escaping @Sendable (Connection.ID, Author) async throws -> Run.ID
    ) {
        members.post("connections/:id/codes/\(noun)") { _, context in
            try await start(context.id(), context, begin)
        }
    }

    private func start(
        _ id: Connection.ID, _ context: MemberContext, _ begin: (Connection.ID, Author) async throws -> Run.ID
    ) async throws -> Response {
        do {
            return .seeOther("/runs/\(try await begin(id, context.author).prefixed)")
        } catch UseCaseError.checkRefused(let refusal) {
            return try await refused(id, context, because: refusal.advice)
        } catch UseCaseError.notFound(.codeRoute) {
            return try await refused(id, context, because: UseCaseError.notFound(.codeRoute).advice)
        }
    }

    // MARK: Afterwards

    @Sendable private func showLedger(_ request: Request, _ context: MemberContext) async throws -> Response {
        let codes = try await workplace.showCodeRoute(of: context.id(), by: context.author)
        return try environment.answer(CodeLedgerPage(codes, viewer: environment.viewer(context)))
    }

    @Sendable private func stop(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id: Connection.ID = try context.id()
        do {
            try await workplace.stopCodeRoute(of: id, by: context.author)
        } catch UseCaseError.notFound(.codeRoute) {
            // It was stopped before: that is what was wanted.
        }
        return .seeOther(Done.codesStopped.at("/connections/\(id.prefixed)"))
    }

    /// A new address in the place of the old one.
    @Sendable private func rotate(_ request: Request, _ context: MemberContext) async throws -> Response {
        let codes = try await workplace.showCodeRoute(of: context.id(), by: context.author)
        let id = codes.connection.id
        do {
            switch codes.route?.kind {
            case .email: try await workplace.setUpCodeRoute(.email, for: id, by: context.author)
            case .sms: try await workplace.setUpCodeRoute(.sms(phone: nil), for: id, by: context.author)
            default: return try await refused(id, context, because: UseCaseError.notFound(.codeRoute).advice)
            }
        } catch UseCaseError.checkRefused(let refusal) {
            return try await refused(id, context, because: refusal.advice)
        }
        let way = codes.route?.kind.rawValue ?? ""
        return .seeOther(Done.addressRotated.at("/connections/\(id.prefixed)/codes/\(way)"))
    }

    /// The choice again, saying why the step was not taken.
    private func refused(
        _ id: Connection.ID, _ context: MemberContext, because advice: String
    ) async throws -> Response {
        let codes = try await workplace.showCodeRoute(of: id, by: context.author)
        guard codes.mayChange else { throw UseCaseError.notAllowed(needs: .operate) }
        let viewer = environment.viewer(context, notice: Notice(text: advice, isRefusal: true))
        return try environment.answer(CodeChoicePage(codes, viewer: viewer), status: .conflict)
    }
}
