import Domain
import Foundation
import HTTPKit
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Support
import Testing
import UseCases

@testable import API

/// The API behind the real edge, over a real store, with a fake portal.
struct APIWorld: Sendable {
    let office: Office
    let routes: [String]
    /// A key with every scope.
    let token: String
    private let client: any TestClientProtocol

    init(office: Office, routes: [String], client: any TestClientProtocol) async throws {
        self.office = office
        self.routes = routes
        self.client = client
        token = try await Self.makeKey(Set(APIScope.allCases), of: office.author, in: office)
    }

    func key(_ scopes: Set<APIScope>, of author: Author? = nil) async throws -> String {
        try await Self.makeKey(scopes, of: author ?? office.author, in: office)
    }

    /// A connection's prefixed id.
    func connect(_ username: String = "pat", for customer: String = "Pat Power") async throws -> String {
        try await office.connect(username, for: customer).id.prefixed
    }

    func send(_ method: HTTPRequest.Method, _ path: String, _ body: String? = nil) async throws -> Answer {
        try await send(method, path, body, token: token)
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, token: String?
    ) async throws -> Answer {
        var headers: HTTPFields = [:]
        if let token { headers[.authorization] = "Bearer \(token)" }
        let hasBody = method == .post && body != nil
        if hasBody { headers[.contentType] = "application/json" }
        let response = try await client.executeRequest(
            uri: path, method: method, headers: headers, body: hasBody ? ByteBuffer(string: body ?? "") : nil)
        return Answer(status: response.status, headers: response.headers, body: String(buffer: response.body))
    }

    /// What in an answer is not as its shape's schema says.
    func faults(of answer: Answer, as shape: any Wire.Type) throws -> [String] {
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(answer.body.utf8))
        let schemas = try Dictionary(
            uniqueKeysWithValues: V1.shapes.map { ($0.name, try SchemaProbe.properties(of: $0)) })
        return SchemaCheck(schemas: schemas).faults(of: value, as: .reference(shape.name))
    }

    private static func makeKey(
        _ scopes: Set<APIScope>, of author: Author, in office: Office
    ) async throws -> String {
        try await office.workplace.createAPIKey(name: "test", scopes: scopes, by: author).token.exposed
    }
}

/// An answer of the API.
struct Answer: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let body: String

    func text(_ name: String) throws -> String {
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(body.utf8))
        guard case .members(let members) = value, case .string(let text) = members[name] else {
            throw MissingMember(name: name)
        }
        return text
    }

    func problem() throws -> ProblemDocument { try JSONDecoder().decode(ProblemDocument.self, from: Data(body.utf8)) }

    struct MissingMember: Error { let name: String }
}

/// Runs a body with an API over a store of its own.
func withAPI(_ body: @escaping @Sendable (APIWorld) async throws -> Void) async throws {
    let office = try await Office.open(in: try await TemporaryStore.sqlite())
    await office.portal.add("pat", .init(password: "sesame-1"))

    let url = try #require(URL(string: "http://127.0.0.1:8080"))
    let address = try #require(PublicAddress(url))
    let edge = Edge(address: address) { _ in
        nil
    } errorPage: { problem, _ in
        problem.title
    }
    let router = edge.makeRouter()
    V1.addRoutes(to: router, edge: edge, workplace: office.workplace)
    let routes = router.routes.map { "\($0.method.rawValue) \($0.path)" }
    let app = Application(responder: edge.responder(for: router))
    try await app.test(.router) { client in
        try await body(APIWorld(office: office, routes: routes, client: client))
    }
}
