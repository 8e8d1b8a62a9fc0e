import Domain
import HTTPKit
import Hummingbird
import UseCases

/// *Members*: invite, change roles, let out and in. For owners; the verbs see to that.
struct MemberRoutes: Sendable {
    private let environment: WebEnvironment
    private var workplace: Workplace { environment.workplace }

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("members", use: list)
        members.post("members/invitations", use: invite)
        members.post("members/:id/roles", use: changeRole)
        members.post("members/:id/sign-in-links", use: makeSignInLink)
        members.post("members/:id/disablements") { _, context in
            try await workplace.disableMember(context.id(), by: context.author)
            return Response.seeOther(Done.disabled.at("/members"))
        }
        members.post("members/:id/enablements") { _, context in
            try await workplace.enableMember(context.id(), by: context.author)
            return Response.seeOther(Done.enabled.at("/members"))
        }
    }

    @Sendable private func list(_ request: Request, _ context: MemberContext) async throws -> Response {
        let members = try await workplace.listMembers(by: context.author)
        let notice = Done.notice(in: try request.query())
        return try environment.answer(MembersPage(members, viewer: environment.viewer(context, notice: notice)))
    }

    @Sendable private func invite(_ request: Request, _ context: MemberContext) async throws -> Response {
        var form = try await request.form()
        let role = form.choice("role", as: Role.self, orSay: "Choose what the new member may do.")
        let members = try await workplace.listMembers(by: context.author)
        do {
            guard let role else { throw UseCaseError.invalid(form.problems) }
            let email = form.raw("email")
            let token = try await workplace.inviteMember(email: email, role: role, by: context.author)
            let notice = Notice(
                text: "The invitation is made. Copy the link now: it is not shown again.",
                secret: "\(environment.address.origin)/invitations/\(token.exposed)",
                after: "It works once, for seven days.")
            return try environment.answer(
                MembersPage(members, viewer: environment.viewer(context, notice: notice)), status: .created)
        } catch UseCaseError.invalid(let problems) {
            let answers = Answers(form, fields: ["email", "role"], problems: problems)
            return try environment.answer(
                wrong: MembersPage(members, answers: answers, viewer: environment.viewer(context)))
        }
    }

    @Sendable private func makeSignInLink(_ request: Request, _ context: MemberContext) async throws -> Response {
        let token = try await workplace.issueSignInLink(to: context.id(), by: context.author)
        let members = try await workplace.listMembers(by: context.author)
        let notice = Notice(
            text: "The sign-in link is made. Copy it now: it is not shown again.",
            secret: "\(environment.address.origin)/sign-in/\(token.exposed)",
            after: "It signs that member in, once, within 24 hours. Pass it on yourself.")
        return try environment.answer(
            MembersPage(members, viewer: environment.viewer(context, notice: notice)), status: .created)
    }

    @Sendable private func changeRole(_ request: Request, _ context: MemberContext) async throws -> Response {
        var form = try await request.form()
        let role = form.choice("role", as: Role.self, orSay: "Choose what the member may do.")
        try form.throwIfWrong()
        guard let role else { throw Problem.notFound }
        try await workplace.changeRole(of: context.id(), to: role, by: context.author)
        return .seeOther(Done.role.at("/members"))
    }
}
