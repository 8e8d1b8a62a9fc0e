import Domain
import HTTPKit
import HTTPTypes
import Hummingbird
import UseCases

/// The customer's control page, and the way back to it.
struct ControlRoutes: Sendable {
    private let environment: DoorstepEnvironment
    private let limits: DoorstepLimits
    private var workplace: Workplace { environment.workplace }

    init(_ environment: DoorstepEnvironment, limits: DoorstepLimits) {
        self.environment = environment
        self.limits = limits
    }

    func add(to customers: RouterGroup<EdgeContext>) {
        customers.get("c", use: askLink)
        customers.post("c", use: sendLink)
        customers.get("c/:token", use: show)
        customers.get("c/:token/connections/:item/term", use: askTerm)
        customers.post("c/:token/connections/:item/term", use: changeTerm)
        customers.post("c/:token/connections/:item/pause", use: pause)
        customers.post("c/:token/connections/:item/resumption", use: resume)
        customers.post("c/:token/connections/:item/accounts", use: share)
        customers.post("c/:token/connections/:item/repair", use: repair)
        customers.get("c/:token/connections/:item/revocation", use: askRevocation)
        customers.post("c/:token/connections/:item/revocation", use: revoke)
    }

    // MARK: A lost link

    @Sendable private func askLink(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try environment.answer(StrangerPages(reader: environment.reader(request, base: "/c")).lostLink())
    }

    @Sendable private func sendLink(_ request: Request, _ context: EdgeContext) async throws -> Response {
        let email = try await request.form().raw("email")
        let pages = StrangerPages(reader: environment.reader(request, base: "/c"))
        try limits.admitLetter(client: context.clientKey, about: email)
        do {
            try await workplace.sendControlLink(to: email)
            return try environment.answer(pages.linkSent)
        } catch UseCaseError.invalid(let problems) {
            return try environment.answer(
                wrong: pages.lostLink(PageAnswers(pages.reader.texts, values: ["email": email], problems: problems)))
        }
    }

    // MARK: The page

    @Sendable private func show(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try await visit(request, context) { visit in
            try environment.answer(ControlPage(visit.view, reader: visit.reader))
        }
    }

    @Sendable private func askTerm(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try await choice(request, context, page: "/term") { visit, connection in
            guard connection.isLive else { return visit.reader.seeOther(saying: .stepOver) }
            return try environment.answer(visit.pages.term(of: connection))
        }
    }

    @Sendable private func changeTerm(_ request: Request, _ context: EdgeContext) async throws -> Response {
        let form = try await request.form()
        return try await choice(request, context, page: "/term") { visit, connection in
            guard connection.isLive else { return visit.reader.seeOther(saying: .stepOver) }
            let texts = visit.reader.texts
            switch TermField.read(form, in: visit.view.zone, at: environment.now, texts: texts.term) {
            case .failure(let fault):
                var answers = PageAnswers(texts)
                answers.values = [
                    TermField.name: form.raw(TermField.name), TermField.dayName: form.raw(TermField.dayName),
                ]
                answers.faults = [(TermField.name, fault.text)]
                return try environment.answer(wrong: visit.pages.term(of: connection, answers))
            case .success(let term):
                try await workplace.changeTerm(
                    visit.token, of: connection.id, to: term,
                    from: context.circumstances(request, visit.reader.language))
                return visit.reader.seeOther(saying: .termChanged)
            }
        }
    }

    @Sendable private func pause(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try await choice(request, context) { visit, connection in
            try await workplace.pauseByCustomer(visit.token, connection.id)
            return visit.reader.seeOther(saying: .paused)
        }
    }

    @Sendable private func resume(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try await choice(request, context) { visit, connection in
            try await workplace.resumeByCustomer(visit.token, connection.id)
            return visit.reader.seeOther(saying: .resumed)
        }
    }

    @Sendable private func share(_ request: Request, _ context: EdgeContext) async throws -> Response {
        let ticked = Set(try await request.form().all(AccountList.name).compactMap { Account.ID($0) })
        return try await choice(request, context) { visit, connection in
            do {
                try await workplace.shareAccounts(control: visit.token, of: connection.id, ticked)
                return visit.reader.seeOther(saying: .accountsChanged)
            } catch UseCaseError.invalid {
                return try environment.answer(
                    wrong: ControlPage(visit.view, wrongAccounts: connection.id, reader: visit.reader))
            }
        }
    }

    /// On to the request's page, in the language that he reads.
    @Sendable private func repair(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try await choice(request, context) { visit, connection in
            let token = try await workplace.repairByCustomer(visit.token, connection.id)
            let language = visit.reader.isChosen ? "?lang=\(visit.reader.language.rawValue)" : ""
            return Response(status: .seeOther, headers: [.location: "/r/\(token.exposed)\(language)"])
        }
    }

    @Sendable private func askRevocation(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try await choice(request, context, page: "/revocation") { visit, connection in
            guard connection.isLive else { return visit.reader.seeOther(saying: .stepOver) }
            return try environment.answer(visit.pages.revocation(of: connection))
        }
    }

    @Sendable private func revoke(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try await choice(request, context) { visit, connection in
            try await workplace.revokeByCustomer(visit.token, connection.id)
            return visit.reader.seeOther(saying: .revoked)
        }
    }

    /// Looks first. Answers by itself where the link leads nowhere, and shows how things stand when somebody was faster.
    private func visit(
        _ request: Request, _ context: EdgeContext, page: String = "",
        _ answer: (ControlCall) async throws -> Response
    ) async throws -> Response {
        let token = try context.link()
        let reader = environment.reader(request, base: "/c/\(token.exposed)", page: page)
        do {
            let view = try await workplace.openControl(token)
            return try await answer(ControlCall(token: token, view: view, reader: reader))
        } catch DoorstepError.unknownLink, DoorstepError.linkRevoked {
            return try environment.answer(StrangerPages(reader: reader).unknownControl, status: .notFound)
        } catch DoorstepError.stepOver, UseCaseError.notPossible {
            return reader.seeOther(saying: .stepOver)
        }
    }

    /// The same for the connection in the path.
    private func choice(
        _ request: Request, _ context: EdgeContext, page: String = "",
        _ answer: (ControlCall, ControlConnection) async throws -> Response
    ) async throws -> Response {
        let id = try context.connection()
        let path = page.isEmpty ? "" : "/connections/\(id.prefixed)\(page)"
        return try await visit(request, context, page: path) { visit in
            guard let connection = visit.view.connections.first(where: { $0.id == id }) else { throw Problem.notFound }
            return try await answer(visit, connection)
        }
    }
}

/// One request of a browser with a control link.
private struct ControlCall {
    let token: Secret<String>
    let view: ControlView
    let reader: Reader

    var pages: ControlPages { ControlPages(view, reader: reader) }
}

extension ControlConnection {
    /// Its permission holds.
    fileprivate var isLive: Bool { authorization.state == .active }
}
