import Domain
import HTTPKit
import Hummingbird
import UseCases

/// The form of a request: new, or a draft that is edited.
struct RequestFormRoutes: Sendable {
    private let environment: WebEnvironment
    private var workplace: Workplace { environment.workplace }

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("requests/new", use: begin)
        members.post("requests", use: draft)
        members.get("requests/:id/edit", use: edit)
        members.post("requests/:id/edits", use: change)
    }

    @Sendable private func begin(_ request: Request, _ context: MemberContext) async throws -> Response {
        guard let connection = Connection.ID(try request.query().raw("connection")) else {
            return .seeOther("/connections?filter=needs_attention")
        }
        return try environment.answer(try await page(from: connection, context))
    }

    @Sendable private func draft(_ request: Request, _ context: MemberContext) async throws -> Response {
        guard context.author.may(.operate) else { throw UseCaseError.notAllowed(needs: .operate) }
        let form = try await request.form()
        guard let connection = Connection.ID(form.raw("connection")), let new = NewRequest(form) else {
            return .seeOther("/connections?filter=needs_attention")
        }
        do {
            let id = try await workplace.draftRequest(new, by: context.author)
            return .seeOther("/requests/\(id.prefixed)")
        } catch UseCaseError.invalid(let problems) {
            return try environment.answer(wrong: try await page(from: connection, wrong: (form, problems), context))
        }
    }

    @Sendable private func edit(_ request: Request, _ context: MemberContext) async throws -> Response {
        let detail = try await workplace.showRequest(context.id(), by: context.author)
        guard detail.actions.contains(.edit), let connection = detail.summary.items.first?.connectionID else {
            return .seeOther("/requests/\(detail.summary.id.prefixed)")
        }
        return try environment.answer(try await page(from: connection, editing: detail, context))
    }

    @Sendable private func change(_ request: Request, _ context: MemberContext) async throws -> Response {
        guard context.author.may(.operate) else { throw UseCaseError.notAllowed(needs: .operate) }
        let detail = try await workplace.showRequest(context.id(), by: context.author)
        let form = try await request.form()
        let address = "/requests/\(detail.summary.id.prefixed)"
        guard detail.actions.contains(.edit), let new = NewRequest(form),
            let connection = Connection.ID(form.raw("connection")) ?? detail.summary.items.first?.connectionID
        else { return .seeOther(address) }
        do {
            try await workplace.editRequest(detail.summary.id, new, by: context.author)
            return .seeOther(address)
        } catch UseCaseError.invalid(let problems) {
            return try environment.answer(
                wrong: try await page(from: connection, editing: detail, wrong: (form, problems), context))
        }
    }

    /// The form, as it starts or as it was refused.
    private func page(
        from connection: Connection.ID, editing draft: RequestDetail? = nil,
        wrong: (form: Form, problems: [FieldProblem])? = nil, _ context: MemberContext
    ) async throws -> RequestFormPage {
        let settings = try await workplace.requestSettings(by: context.author).settings
        let prepared = try await workplace.prepareRequest(for: connection, by: context.author)
        let names = ["name", "email", "language", "time_zone", "note", "term", "term_day", "return_address"]
        return RequestFormPage(
            prepared, from: connection, editing: draft,
            answers: wrong.map { Answers($0.form, fields: names, problems: $0.problems) },
            chosen: wrong.map { Set($0.form.all("connections").compactMap { Connection.ID($0) }) },
            returnsCustomers: !settings.returnAddresses.isEmpty || draft?.returnAddress != nil,
            viewer: environment.viewer(context))
    }
}

extension NewRequest {
    /// What the form says; nil when it names no customer, which no form of ours does.
    init?(_ form: Form) {
        guard let customer = Customer.ID(form.raw("customer")) else { return nil }
        let term = form.raw("term")
        self.init(
            customerID: customer, recipientName: form.raw("name"), recipientEmail: form.raw("email"),
            language: DoorstepLanguage(rawValue: form.raw("language")), timeZone: form.raw("time_zone"),
            note: form.raw("note"), term: term == TermChoice.day ? form.raw("term_day") : term,
            returnAddress: form.raw("return_address"),
            connections: form.all("connections").compactMap { Connection.ID($0) })
    }
}
