import Domain
import HTTPKit
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

/// *Messages to customers*, of the organization's settings. For owners; the verbs see to that.
struct CustomerMessageRoutes: Sendable {
    private let environment: WebEnvironment
    private var workplace: Workplace { environment.workplace }

    /// A logo and what a form needs around it. Larger ones are refused in words up to here, beyond it unread.
    private static let uploadLimit = 512 << 10

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("organization/messages", use: show)
        members.post("organization/messages", use: change)
        members.get("organization/logo", use: logo)
        members.post("organization/logos", use: upload)
        members.post("organization/logo-removals") { _, context in
            try await workplace.setLogo(nil, by: context.author)
            return Response.seeOther(Done.noLogo.at("/organization/messages"))
        }
        members.post("organization/signing-keys", use: makeKey)
    }

    @Sendable private func show(_ request: Request, _ context: MemberContext) async throws -> Response {
        guard context.author.may(.administer) else { throw UseCaseError.notAllowed(needs: .administer) }
        let settings = try await workplace.requestSettings(by: context.author)
        let notice = Done.notice(in: try request.query())
        return try environment.answer(
            CustomerMessagesPage(settings, viewer: environment.viewer(context, notice: notice)))
    }

    @Sendable private func change(_ request: Request, _ context: MemberContext) async throws -> Response {
        guard context.author.may(.administer) else { throw UseCaseError.notAllowed(needs: .administer) }
        let form = try await request.form()
        do {
            try await workplace.changeRequestSettings(NewRequestSettings(form), by: context.author)
            return .seeOther(Done.settings.at("/organization/messages"))
        } catch UseCaseError.invalid(let problems) {
            return try await wrong(Answers(form, fields: NewRequestSettings.fields, problems: problems), context)
        }
    }

    @Sendable private func logo(_ request: Request, _ context: MemberContext) async throws -> Response {
        guard let logo = try await workplace.logo(of: context.organization.id) else { throw Problem.notFound }
        return Response(
            status: .ok,
            headers: [
                .contentType: logo.mediaType,
                // What somebody uploaded: it may be seen and do nothing else.
                .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'; sandbox",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: logo.bytes)))
    }

    @Sendable private func upload(_ request: Request, _ context: MemberContext) async throws -> Response {
        guard context.author.may(.administer) else { throw UseCaseError.notAllowed(needs: .administer) }
        do {
            guard let bytes = try await request.upload(upTo: Self.uploadLimit).file("logo") else {
                return try await wrongLogo("missing", "Choose a picture first.", context)
            }
            try await workplace.setLogo(bytes, by: context.author)
            return .seeOther(Done.logo.at("/organization/messages"))
        } catch is NIOTooManyBytesError {
            return try await wrongLogo("too_large", "Upload a picture of at most 100 kB.", context)
        } catch UseCaseError.invalid(let problems) {
            return try await wrong(Answers(problems: problems), context)
        }
    }

    @Sendable private func makeKey(_ request: Request, _ context: MemberContext) async throws -> Response {
        let key = try await workplace.makeReturnKey(by: context.author)
        let settings = try await workplace.requestSettings(by: context.author)
        return try environment.answer(
            CustomerMessagesPage(settings, freshKey: key, viewer: environment.viewer(context)), status: .created)
    }

    private func wrongLogo(_ code: String, _ message: String, _ context: MemberContext) async throws -> Response {
        try await wrong(Answers(problems: [FieldProblem(field: "logo", code: code, message: message)]), context)
    }

    private func wrong(_ answers: Answers, _ context: MemberContext) async throws -> Response {
        let settings = try await workplace.requestSettings(by: context.author)
        return try environment.answer(
            wrong: CustomerMessagesPage(settings, answers: answers, viewer: environment.viewer(context)))
    }
}

extension NewRequestSettings {
    /// The form's fields.
    static let fields = [
        "brand_name", "color", "contact", "postal_address", "reply_to", "term", "reminder_days", "quiet_from",
        "quiet_until", "link_days", "return_addresses", "months_back", "ongoing", "asks_by_itself",
    ]

    /// What the form says.
    init(_ form: Form) {
        self.init()
        brandName = form.raw("brand_name")
        color = form.raw("color")
        contact = form.raw("contact")
        postalAddress = form.raw("postal_address")
        replyTo = form.raw("reply_to")
        term = form.raw("term")
        reminderDays = form.raw("reminder_days")
        quietFrom = form.raw("quiet_from")
        quietUntil = form.raw("quiet_until")
        linkDays = form.raw("link_days")
        returnAddresses = form.raw("return_addresses")
        monthsBack = form.raw("months_back")
        ongoing = form.raw("ongoing")
        asksByItself = form.raw("asks_by_itself")
    }
}
