import Domain
import Foundation
import HTTPKit
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

/// The list of connections, one connection, its bills, and a bill's PDF.
struct ConnectionRoutes: Sendable {
    private let environment: WebEnvironment

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("connections", use: list)
        members.get("connections/:id", use: show)
        members.get("connections/:id/bills", use: bills)
        members.get("connections/:id/bills/:bill", use: document)
    }

    @Sendable private func list(_ request: Request, _ context: MemberContext) async throws -> Response {
        let query = try request.query()
        var listing = ConnectionListing(query)
        let found = try await environment.listing(from: query.raw("after")) { [listing] after in
            var listing = listing
            listing.after = after
            return try await environment.workplace.listConnections(listing, by: context.author)
        }
        listing.after = found.after
        let providers = environment.providers.map {
            ProviderReference(key: $0.key, name: $0.name)
        }
        let requests = try await environment.workplace.openRequests(
            of: found.value.rows.map(\.id), by: context.author)
        let unfiled = try await environment.workplace.countUnfiledMail(by: context.author)
        return try environment.answer(
            ConnectionsPage(
                found.value, asked: listing, requests: requests, providers: providers, unfiled: unfiled,
                viewer: environment.viewer(context, notice: found.notice ?? Done.notice(in: query))))
    }

    @Sendable private func show(_ request: Request, _ context: MemberContext) async throws -> Response {
        let detail = try await environment.workplace.showConnection(context.id(), by: context.author)
        let viewer = environment.viewer(context, notice: Done.notice(in: try request.query()))
        return try environment.answer(try await environment.page(of: detail, viewer: viewer))
    }

    @Sendable private func bills(_ request: Request, _ context: MemberContext) async throws -> Response {
        let query = try request.query()
        let id: Connection.ID = try context.id()
        let found = try await environment.listing(from: query.raw("after")) {
            try await environment.workplace.showBills(
                of: id, account: Account.ID(query.raw("account")), after: $0, by: context.author)
        }
        let viewer = environment.viewer(context, notice: found.notice)
        return try environment.answer(BillsPage(found.value, isFirst: found.after == nil, viewer: viewer))
    }

    @Sendable private func document(_ request: Request, _ context: MemberContext) async throws -> Response {
        let document = try await environment.workplace.fetchDocument(
            of: context.id("bill"), in: context.id(), by: context.author)
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/pdf",
                .contentDisposition: "inline; filename=\"\(document.fileName)\"",
                // A portal's file: it may show itself and do nothing else.
                .contentSecurityPolicy:
                    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: document.bytes)))
    }
}

extension WebEnvironment {
    /// The page of one connection, with what belongs to the way in which it gets its data.
    /// - Parameter extra: Steps that are offered beside the usual ones, after another step was refused.
    func page(
        of detail: ConnectionDetail, offering extra: Set<ConnectionAction> = [], viewer: Viewer
    ) async throws -> ConnectionDetailPage {
        let isMail = detail.summary.kind == .email
        let id = detail.summary.id
        let author = viewer.signedIn.author
        return ConnectionDetailPage(
            detail, codes: isMail ? nil : try await codeSection(of: id, viewer: viewer),
            mail: isMail ? try await forwarding(of: id, viewer: viewer) : nil,
            asked: try await workplace.openRequests(of: [id], by: author)[id],
            authorization: try await workplace.authorization(of: id, by: author), offering: extra, viewer: viewer)
    }

    /// How an email connection's bills come; nil when the catalogue no longer has its provider.
    private func forwarding(of id: Connection.ID, viewer: Viewer) async throws -> ForwardingDetail? {
        do {
            return try await workplace.showForwarding(of: id, by: viewer.signedIn.author)
        } catch UseCaseError.notFound(.provider) {
            return nil
        }
    }

    /// How a connection's codes come; nil where none are to be expected.
    func codeSection(of id: Connection.ID, viewer: Viewer) async throws -> CodeSection? {
        do {
            let codes = try await workplace.showCodeRoute(of: id, by: viewer.signedIn.author)
            return CodeSection(
                codes, nextRehearsal: codes.route.flatMap(workplace.nextRehearsal), viewer: viewer)
        } catch UseCaseError.notFound(.provider) {
            // The catalogue no longer has it: the connection is shown all the same.
            return nil
        }
    }
}

extension ConnectionListing {
    /// What an address asks for, from the first row on; what it says wrongly is left out.
    init(_ query: Form) {
        let search = query.raw("q").trimmingCharacters(in: .whitespacesAndNewlines)
        self.init(
            filter: ConnectionFilter(rawValue: query.raw("filter")) ?? .all, actor: Actor(rawValue: query.raw("actor")),
            search: String(search.prefix(200)), providerKey: ProviderKey(query.raw("provider")),
            customerID: Customer.ID(query.raw("customer")),
            sort: ConnectionSort(rawValue: query.raw("sort")) ?? .attention, limit: WebEnvironment.pageSize)
    }
}
