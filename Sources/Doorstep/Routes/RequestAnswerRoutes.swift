import Domain
import HTTPKit
import HTTPTypes
import Hummingbird
import UseCases

/// The other answers to a request: no, somebody else, no more reminders, a new link.
struct RequestAnswerRoutes: Sendable {
    private let environment: DoorstepEnvironment
    private let limits: DoorstepLimits
    private var workplace: Workplace { environment.workplace }

    init(_ environment: DoorstepEnvironment, limits: DoorstepLimits) {
        self.environment = environment
        self.limits = limits
    }

    func add(to customers: RouterGroup<EdgeContext>) {
        customers.get("r/:token/decline", use: askDecline)
        customers.post("r/:token/decline", use: decline)
        customers.get("r/:token/hand-over", use: askHandOver)
        customers.post("r/:token/hand-over", use: handOver)
        customers.get("r/:token/handed-over", use: handedOver)
        customers.post("r/:token/silence", use: silence)
        customers.post("r/:token/renewal", use: renew)
        customers.get("r/:token/renewed", use: renewed)
    }

    @Sendable private func askDecline(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try await environment.visit(request, context, page: "/decline") { visit in
            guard visit.isOpen else { return visit.reader.seeOther() }
            return try environment.answer(visit.pages.decline())
        }
    }

    @Sendable private func decline(_ request: Request, _ context: EdgeContext) async throws -> Response {
        var form = try await request.form()
        let reason = form.optionalText("reason", limit: 500) ?? ""
        return try await environment.act(request, context, page: "/decline") { visit in
            // A line break is a control character to a line; a reason may have several.
            let lines = form.raw("reason").split(whereSeparator: \.isNewline).joined(separator: " ")
            try await workplace.declineRequest(visit.token, reason: reason.isEmpty ? String(lines.prefix(500)) : reason)
            return visit.reader.seeOther()
        }
    }

    @Sendable private func askHandOver(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try await environment.visit(request, context, page: "/hand-over") { visit in
            guard visit.isOpen else { return visit.reader.seeOther() }
            return try environment.answer(visit.pages.handOver())
        }
    }

    @Sendable private func handOver(_ request: Request, _ context: EdgeContext) async throws -> Response {
        let form = try await request.form()
        return try await environment.act(request, context, page: "/hand-over") { visit in
            try limits.admitLetter(client: context.clientKey, about: visit.view.requestID.prefixed)
            do {
                try await workplace.handOverRequest(visit.token, toName: form.raw("name"), email: form.raw("email"))
                return visit.reader.seeOther("/handed-over")
            } catch UseCaseError.invalid(let problems) {
                let values = ["name": form.raw("name"), "email": form.raw("email")]
                return try environment.answer(
                    wrong: visit.pages.handOver(PageAnswers(visit.reader.texts, values: values, problems: problems)))
            }
        }
    }

    @Sendable private func handedOver(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try await environment.visit(request, context, page: "/handed-over") { visit in
            try environment.answer(visit.pages.handedOver)
        }
    }

    /// Also the one click of a mail program (RFC 8058): no form, no page, no origin.
    @Sendable private func silence(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try await environment.act(request, context) { visit in
            try await workplace.silenceRequest(visit.token)
            return visit.reader.seeOther(saying: .silenced)
        }
    }

    /// The same answer whatever comes of it.
    @Sendable private func renew(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try await environment.act(request, context) { visit in
            try limits.admitLetter(client: context.clientKey, about: visit.view.requestID.prefixed)
            try await workplace.renewLink(visit.token)
            return visit.reader.seeOther("/renewed")
        }
    }

    @Sendable private func renewed(_ request: Request, _ context: EdgeContext) async throws -> Response {
        try await environment.visit(request, context, page: "/renewed") { visit in
            try environment.answer(visit.pages.renewed)
        }
    }
}
