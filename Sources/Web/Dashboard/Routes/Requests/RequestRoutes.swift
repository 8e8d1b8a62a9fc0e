import Domain
import Foundation
import HTTPKit
import HTTPTypes
import Hummingbird
import NIOCore
import Ports
import UseCases

/// Asking a customer: the filled-in form, the message before it goes, and what became of it.
struct RequestRoutes: Sendable {
    private let environment: WebEnvironment
    private var workplace: Workplace { environment.workplace }

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("requests", use: list)
        members.get("requests/:id", use: show)
        members.get("requests/:id/message.html", use: message)
        members.get("requests/:id/page", use: customerPage)
        members.post("requests/:id/links", use: handOut)
        step("sendings", to: members, says: { $0.sending }) { id, author in
            try await workplace.sendRequest(id, by: author)
        }
        step("revocations", to: members, says: { $0.revocation }) { id, author in
            try await workplace.revokeRequest(id, by: author)
        }
    }

    @Sendable private func list(_ request: Request, _ context: MemberContext) async throws -> Response {
        let query = try request.query()
        let filter = RequestFilter(rawValue: query.raw("filter")) ?? .open
        let found = try await environment.listing(from: query.raw("after")) {
            try await workplace.listRequests(filter, after: $0, limit: WebEnvironment.pageSize, by: context.author)
        }
        let sent = try await sending(query, found.value, context)
        let notice = found.notice ?? sent ?? Done.notice(in: query)
        return try environment.answer(
            RequestsPage(
                found.value, filter: filter, isFirst: found.after == nil,
                viewer: environment.viewer(context, notice: notice)))
    }

    /// How many were written to just now.
    private func sending(_ query: Form, _ page: RequestPage, _ context: MemberContext) async throws -> Notice? {
        guard let sending = SendingNotice(query) else { return nil }
        let sendsMail = try await workplace.requestSettings(by: context.author).sender != nil
        return sending.notice(page, sendsMail: sendsMail, in: context.organization.timeZone)
    }

    @Sendable private func show(_ request: Request, _ context: MemberContext) async throws -> Response {
        let detail = try await workplace.showRequest(context.id(), by: context.author)
        let viewer = environment.viewer(context, notice: Done.notice(in: try request.query()))
        return try page(RequestDetailPage(detail, viewer: viewer))
    }

    /// The page holds the message in a frame, which the house policy forbids elsewhere.
    private func page(_ page: RequestDetailPage, status: HTTPResponse.Status = .ok) throws -> Response {
        var response = try environment.answer(page, status: status)
        response.headers[.contentSecurityPolicy] = SecurityHeadersMiddleware.framingPolicy
        return response
    }

    /// The message by itself: it may show itself in our frame and do nothing else.
    @Sendable private func message(_ request: Request, _ context: MemberContext) async throws -> Response {
        let detail = try await workplace.showRequest(context.id(), by: context.author)
        return .document(
            detail.message.html,
            policy: "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox")
    }

    /// The page as the customer would meet it first. Nothing on it can be sent.
    @Sendable private func customerPage(_ request: Request, _ context: MemberContext) async throws -> Response {
        let view = try await workplace.previewPage(of: context.id(), by: context.author)
        let language = DoorstepLanguage(rawValue: try request.query().raw("language")) ?? view.language ?? .english
        return .document(
            try environment.customerPage(view, language),
            policy: "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'none'; "
                + "base-uri 'none'; frame-ancestors 'self'")
    }

    /// A fresh link, shown on this answer and never again.
    @Sendable private func handOut(_ request: Request, _ context: MemberContext) async throws -> Response {
        let id: CustomerRequest.ID = try context.id()
        return try await doing(id, context) {
            let token = try await workplace.copyRequestLink(id, by: context.author)
            let link = "\(environment.address.origin)/r/\(token.exposed)"
            let drawing = await environment.drawing.draw(Secret(link))
            let handed = RequestDetailPage.HandedLink(
                link: CopyText("request-link", "The link", link),
                picture: drawing.map { "data:image/svg+xml;base64," + Data($0.utf8).base64EncodedString() })
            let detail = try await workplace.showRequest(id, by: context.author)
            return try page(
                RequestDetailPage(detail, handed: handed, viewer: environment.viewer(context)), status: .created)
        }
    }

    private func step(
        _ noun: String, to members: RouterGroup<MemberContext>,
        says done: @escaping @Sendable (RequestDetail) -> Done,
        take: @escaping @Sendable (CustomerRequest.ID, Author) async throws -> Void
    ) {
        members.post("requests/:id/\(noun)") { _, context in
            let id: CustomerRequest.ID = try context.id()
            let before = try await workplace.showRequest(id, by: context.author)
            return try await doing(id, context) {
                try await take(id, context.author)
                return Response.seeOther(done(before).at("/requests/\(id.prefixed)"))
            }
        }
    }

    /// What was refused comes back on the request's page, with the reason.
    private func doing(
        _ id: CustomerRequest.ID, _ context: MemberContext, _ act: () async throws -> Response
    ) async throws -> Response {
        do {
            return try await act()
        } catch let error as UseCaseError where !error.hasPageOfItsOwn {
            let detail = try await workplace.showRequest(id, by: context.author)
            let viewer = environment.viewer(context, notice: Notice(text: error.advice, isRefusal: true))
            return try page(RequestDetailPage(detail, viewer: viewer), status: .conflict)
        }
    }
}

extension RequestDetail {
    /// What sending does, seen from before.
    fileprivate var sending: Done {
        guard sendsMail, summary.recipient.email != nil else { return .requestOpened }
        return summary.progress == .draft ? .requestSent : .requestResent
    }

    /// What taking back does, seen from before.
    fileprivate var revocation: Done { summary.progress == .draft ? .requestDiscarded : .requestRevoked }
}

extension UseCaseError {
    /// Whether who asks may not at all, or there is no such thing: that is told on a page of its own.
    fileprivate var hasPageOfItsOwn: Bool {
        switch self {
        case .notAllowed, .notFound, .unreadableSecret: true
        default: false
        }
    }
}

extension Response {
    /// A whole document of its own, under a policy of its own.
    static func document(_ html: String, policy: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/html; charset=utf-8", .contentSecurityPolicy: policy],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }
}
