import Domain
import Foundation
import HTTPKit
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Store
import Support
import Templates
import Testing
import UseCases

@testable import Doorstep

/// Customer pages over a workplace, as a browser meets them.
struct CustomerSite: Sendable {
    let office: Office

    var workplace: Workplace { office.workplace }

    init() async throws { office = try await Office.open(in: TemporaryStore.sqlite()) }

    /// Lets customers in.
    ///
    /// - Parameter log: keeps what is logged meanwhile.
    func open(log: LogLines = LogLines(), _ visit: @escaping @Sendable (Customer) async throws -> Void) async throws {
        let url = try #require(URL(string: "http://127.0.0.1:8080"))
        let address = try #require(PublicAddress(url))
        let environment = DoorstepEnvironment(
            workplace: workplace, templates: try TemplateLibrary(folders: [DoorstepFiles.views]),
            assets: try AssetLibrary(folder: DoorstepFiles.assets, servedAt: DoorstepEnvironment.assetPlace))
        let edge = Edge(
            address: address, lookUpSession: { [workplace] in try await workplace.lookUpSession($0) },
            errorPage: { problem, _ in problem.title })
        let router = edge.makeRouter()
        DoorstepRoutes(environment).add(to: router, through: edge)
        let application = Application(
            responder: edge.responder(for: router), logger: Logger(label: "site") { _ in log.handler })
        try await application.test(.router) { client in try await visit(Customer(client: client)) }
    }

    /// A request about a connection whose password no longer works, sent; and the secret of its link.
    func asked(
        at providers: [Provider] = [.harbor], language: DoorstepLanguage? = nil, email: String = "pat@example.com"
    ) async throws -> Asked {
        await office.portal.add("pat", FakePortal.Login(password: "sesame-1"))
        var connections: [Connection.ID] = []
        for provider in providers { connections.append(try await office.checked("pat", password: "old", at: provider)) }
        let first = try await workplace.showConnection(connections[0], by: office.author)
        let request = try await workplace.draftRequest(
            NewRequest(
                customerID: first.summary.customer.id, recipientName: "Pat Power", recipientEmail: email,
                language: language, connections: connections), by: office.author)
        try await workplace.sendRequest(request, by: office.author)
        let token = try await workplace.copyRequestLink(request, by: office.author)
        office.clock.advance(by: 3600)
        return Asked(request: request, connections: connections, token: token)
    }

    /// Carries out the sign-in that a request waits for.
    func signIn(of asked: Asked) async throws {
        let view = try await workplace.openRequest(asked.token)
        guard case .progress(let run) = view.current?.step else {
            Issue.record("no sign-in is under way: \(String(describing: view.current?.step))")
            return
        }
        try await workplace.runCheck(run.id)
    }
}

/// A request that was sent.
struct Asked: Sendable {
    let request: CustomerRequest.ID
    let connections: [Connection.ID]
    let token: Secret<String>

    var page: String { "/r/\(token.exposed)" }

    func item(_ index: Int = 0, _ rest: String) -> String { "\(page)/items/\(connections[index].prefixed)\(rest)" }
}

/// A customer's browser without scripts and without cookies.
struct Customer: Sendable {
    let client: any TestClientProtocol

    func get(_ path: String, accepting language: String = "en") async throws -> Reply {
        try await send(.get, path, [.accept: "text/html", .acceptLanguage: language])
    }

    func head(_ path: String) async throws -> Reply { try await send(.head, path, [.accept: "text/html"]) }

    /// Sends a form as the page's own button does in a browser that names no origin for pages without a referrer.
    func post(_ path: String, _ fields: [(String, String)] = []) async throws -> Reply {
        let form = fields.map { "\(FormEncoding.encoded($0))=\(FormEncoding.encoded($1))" }.joined(separator: "&")
        return try await send(
            .post, path,
            [
                .accept: "text/html", .acceptLanguage: "en", .origin: "null",
                .contentType: "application/x-www-form-urlencoded",
            ], form)
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: String = ""
    ) async throws -> Reply {
        try await client.execute(uri: path, method: method, headers: headers, body: ByteBuffer(string: body)) {
            Reply(
                status: $0.status, location: $0.headers[.location], headers: $0.headers, html: String(buffer: $0.body))
        }
    }
}

/// What came back.
struct Reply: Sendable {
    let status: HTTPResponse.Status
    let location: String?
    let headers: HTTPFields
    let html: String

    /// The text people read, without markup.
    var text: String {
        html.replacing(/<[^>]+>/, with: " ").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
            .replacing(/\s+/, with: " ")
    }

    var title: String { html.firstMatch(of: /<title>(.*?)<\/title>/).map { String($0.1) } ?? "" }
}
