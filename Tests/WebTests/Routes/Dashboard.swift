import Domain
import Foundation
import HTTPKit
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Store
import Support
import Templates
import UseCases
import Vault
@testable import Web

/// The dashboard over a workplace, as a browser meets it.
struct Dashboard: Sendable {
    let environment: WebEnvironment
    let routes: [(method: HTTPRequest.Method, path: String)]
    private let edge: Edge

    init(_ office: Office) throws { try self.init(office.workplace) }

    init(_ workplace: Workplace) throws {
        guard let url = URL(string: "http://127.0.0.1:8080"), let address = PublicAddress(url) else {
            preconditionFailure("the loopback address is one")
        }
        let environment = WebEnvironment(
            workplace: workplace, templates: try TemplateLibrary(folders: [WebFiles.views]),
            assets: try AssetLibrary(folder: WebFiles.assets), address: address, pictures: FakePictures(),
            drawing: FakeDrawing(),
            customerPage: { view, language in "<!doctype html><title>\(view.recipientName) \(language.rawValue)</title>"
            })
        edge = Edge(
            address: address, lookUpSession: { try await workplace.lookUpSession($0) },
            errorPage: { try WebRoutes.problemPage($0, incident: $1, in: environment) })
        self.environment = environment
        routes = Self.router(environment, edge).routes.map { ($0.method, $0.path.description) }
    }

    /// Lets visitors in.
    func open(_ visit: @escaping @Sendable (Visitor) async throws -> Void) async throws {
        let application = Application(responder: edge.responder(for: Self.router(environment, edge)))
        try await application.test(.router) { client in try await visit(Visitor(client: client, token: nil)) }
    }

    private static func router(_ environment: WebEnvironment, _ edge: Edge) -> Router<EdgeContext> {
        let router = edge.makeRouter()
        WebRoutes(environment).add(to: router, through: edge)
        return router
    }
}

/// A browser, signed in or not.
struct Visitor: Sendable {
    let client: any TestClientProtocol
    let token: String?

    /// The same browser with a member's session.
    func signedIn(as email: String, password: String = "correct horse battery", at office: Office) async throws
        -> Visitor
    {
        let session = try await office.workplace.signIn(email: email, password: Secret(password))
        return Visitor(client: client, token: session.token.exposed)
    }

    func owner(of office: Office) async throws -> Visitor {
        try await signedIn(as: office.owner.member.email, at: office)
    }

    func get(_ path: String) async throws -> Answer { try await send(.get, path, [:]) }

    /// Sends a form as the page's own button does.
    func post(_ path: String, _ fields: [(String, String)] = [], from site: String = "same-origin") async throws
        -> Answer
    {
        let form = fields.map { "\(FormEncoding.encoded($0))=\(FormEncoding.encoded($1))" }.joined(separator: "&")
        return try await send(.post, path, [.contentType: "application/x-www-form-urlencoded"], form, from: site)
    }

    /// Sends a form with one file, as the page's own button does.
    func upload(_ path: String, _ fields: [(String, String)], file name: String, _ text: String) async throws -> Answer
    {
        let boundary = "----tieline-test"
        let parts =
            fields.map { "Content-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)" } + [
                "Content-Disposition: form-data; name=\"\(name)\"; filename=\"picture.png\"\r\n"
                    + "Content-Type: image/png\r\n\r\n\(text)"
            ]
        let body = parts.map { "--\(boundary)\r\n\($0)\r\n" }.joined() + "--\(boundary)--\r\n"
        return try await send(.post, path, [.contentType: "multipart/form-data; boundary=\(boundary)"], body)
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: String = "",
        from site: String = "same-origin"
    ) async throws -> Answer {
        var headers = headers
        headers[.accept] = "text/html"
        if let fetchSite = HTTPField.Name("Sec-Fetch-Site") { headers[fetchSite] = site }
        if let token { headers[.cookie] = "tieline=\(token)" }
        return try await client.execute(uri: path, method: method, headers: headers, body: ByteBuffer(string: body)) {
            Answer(
                status: $0.status, location: $0.headers[.location], headers: $0.headers, html: String(buffer: $0.body))
        }
    }
}

extension Office {
    /// A workplace before the first run.
    static func vacant(in storage: any Storage, clock: TestClock) async throws -> Workplace {
        let workplace = Workplace.testing(
            storage, portal: FakePortal(), clock: clock, ring: KeyRing(createdAt: clock.now()))
        try await workplace.openLanes()
        return workplace
    }

    /// The session of another organization's owner.
    func neighbourSession() async throws -> String {
        _ = try await neighbour()
        return try await workplace.signIn(email: "nora@borealis.example", password: Secret("")).token.exposed
    }
}

/// What came back.
struct Answer: Sendable {
    let status: HTTPResponse.Status
    let location: String?
    let headers: HTTPFields
    let html: String

    /// The text people read, without markup.
    var text: String {
        html.replacing(/<[^>]+>/, with: " ").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
            .replacing(/\s+/, with: " ")
    }
}
