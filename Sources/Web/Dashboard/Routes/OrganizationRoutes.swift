import Domain
import HTTPKit
import Hummingbird
import UseCases

/// *Organization settings*. For owners; the verb sees to that.
struct OrganizationRoutes: Sendable {
    private let environment: WebEnvironment

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("organization", use: show)
        members.post("organization/time-zones", use: changeTimeZone)
    }

    @Sendable private func show(_ request: Request, _ context: MemberContext) async throws -> Response {
        guard context.author.may(.administer) else { throw UseCaseError.notAllowed(needs: .administer) }
        let notice = Done.notice(in: try request.query())
        return try environment.answer(OrganizationPage(viewer: environment.viewer(context, notice: notice)))
    }

    @Sendable private func changeTimeZone(_ request: Request, _ context: MemberContext) async throws -> Response {
        let form = try await request.form()
        do {
            try await environment.workplace.changeTimeZone(to: form.raw("time_zone"), by: context.author)
            return .seeOther(Done.zone.at("/organization"))
        } catch UseCaseError.invalid(let problems) {
            let answers = Answers(form, fields: ["time_zone"], problems: problems)
            return try environment.answer(
                wrong: OrganizationPage(answers: answers, viewer: environment.viewer(context)))
        }
    }
}
