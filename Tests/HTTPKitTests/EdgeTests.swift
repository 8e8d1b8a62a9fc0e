import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Testing
import UseCases

@testable import HTTPKit

@Suite("Edge") struct EdgeTests {
    @Test("every answer is strict: policy, no sniffing, no frames, nothing kept")
    func headers() async throws {
        try await withEdge { client in
            for path in ["/hello", "/nowhere", "/fail"] {
                try await client.execute(uri: path, method: .get) { response in
                    let policy = try #require(response.headers[.contentSecurityPolicy])
                    #expect(policy.contains("default-src 'none'"))
                    #expect(policy.contains("frame-ancestors 'none'"))
                    #expect(!policy.contains("unsafe"))
                    #expect(response.headers[.xContentTypeOptions] == "nosniff")
                    #expect(response.headers[.cacheControl] == "no-store")
                    #expect(response.headers[.named("Referrer-Policy")] == "same-origin")
                    #expect(response.headers[.strictTransportSecurity] == nil)
                }
            }
        }
        try await withEdge("https://tieline.example.com") { client in
            try await client.execute(uri: "/hello", method: .get) { response in
                #expect(response.headers[.strictTransportSecurity] == "max-age=31536000")
            }
        }
    }

    @Test("a wrong method is 405 with Allow, also behind a captured segment; HEAD answers like GET")
    func wrongMethod() async throws {
        try await withEdge { client in
            try await client.execute(uri: "/hello", method: .delete) { response in
                #expect(response.status == .methodNotAllowed)
                #expect(response.headers[.allow] == "GET, HEAD, POST")
                #expect(response.headers[.xContentTypeOptions] == "nosniff")
            }
            try await client.execute(uri: "/items/7", method: .post) { response in
                #expect(response.status == .methodNotAllowed)
                #expect(response.headers[.allow] == "GET, HEAD")
            }
            try await client.execute(uri: "/items/new", method: .get) { response in
                #expect(response.status == .methodNotAllowed)
                #expect(response.headers[.allow] == "POST")
            }
            try await client.execute(uri: "/hello", method: .head) { response in
                #expect(response.status == .ok)
                #expect(response.body.readableBytes == 0)
            }
        }
    }

    @Test("a query that cannot be read is 400 everywhere, also where nobody reads it")
    func malformedQuery() async throws {
        try await withEdge { client in
            for path in ["/hello?a=%00", "/hello?%00=b", "/items/7?a=%f", "/nowhere?a=%ff", "/v1/things?a=%00"] {
                try await client.execute(uri: path, method: .get) { response in
                    #expect(response.status == .badRequest, "\(path)")
                    #expect(String(buffer: response.body).contains("malformed_query"), "\(path)")
                }
            }
            try await client.execute(uri: "/hello?a=%20", method: .get) { #expect($0.status == .ok) }
        }
    }

    @Test("programs get problem+json, people a page, and an incident id only for our own faults")
    func errors() async throws {
        try await withEdge { client in
            try await client.execute(uri: "/nowhere", method: .get) { response in
                #expect(response.status == .notFound)
                #expect(response.headers[.contentType] == "application/problem+json")
                let document = try JSONDecoder().decode(
                    ProblemDocument.self, from: Data(response.body.readableBytesView))
                #expect(document.code == "not_found")
                #expect(document.incident == nil)
            }
            try await client.execute(uri: "/fail", method: .get, headers: [.accept: "text/html"]) { response in
                #expect(response.status == .internalServerError)
                let page = String(buffer: response.body)
                #expect(page.hasPrefix("page internal_error "))
                #expect(page.count > "page internal_error ".count + 16)
                #expect(!page.contains("hunter2"))
            }
        }
    }

    @Test("an error page that fails is replaced by a plain one")
    func brokenPage() async throws {
        try await withEdge { client in
            try await client.execute(uri: "/gone", method: .get, headers: [.accept: "text/html"]) { response in
                #expect(response.status == .gone)
                #expect(String(buffer: response.body).contains("<h1>This link no longer works</h1>"))
            }
        }
    }

    @Test("a page for members sends others to sign in and back; a program gets 401")
    func signIn() async throws {
        try await withEdge { client in
            let html: HTTPFields = [.accept: "text/html"]
            try await client.execute(uri: "/me?x=1&y=%2F", method: .get, headers: html) { response in
                #expect(response.status == .seeOther)
                #expect(response.headers[.location] == "/sign-in?next=%2Fme%3Fx%3D1%26y%3D%252F")
            }
            try await client.execute(uri: "/me", method: .post, headers: html) { response in
                #expect(response.headers[.location] == "/sign-in")
            }
            try await client.execute(uri: "/me", method: .get) { response in
                #expect(response.status == .unauthorized)
            }
            let cookie: HTTPFields = [.cookie: "tieline=\(token)"]
            try await client.execute(uri: "/me", method: .get, headers: cookie) { response in
                #expect(String(buffer: response.body) == "Pat of Harbor")
            }
            let stranger: HTTPFields = [.cookie: "tieline=\(String(token.reversed()))"]
            try await client.execute(uri: "/me", method: .get, headers: stranger) { response in
                #expect(response.status == .unauthorized)
            }
        }
    }

    @Test(
        "a change asked for by another site is refused before the route runs",
        arguments: [
            (["Sec-Fetch-Site": "cross-site"], 403), (["Sec-Fetch-Site": "same-site"], 403),
            (["Sec-Fetch-Site": "same-origin"], 200), (["Sec-Fetch-Site": "none"], 200),
            (["Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:8080"], 403),
            (["Origin": "http://127.0.0.1:8080"], 200), (["Origin": "https://127.0.0.1:8080"], 403),
            (["Origin": "http://evil.example"], 403), (["Origin": "null"], 403), ([:], 200),
        ])
    func crossSite(headers: [String: String], status: Int) async throws {
        let fields = HTTPFields(
            headers.compactMap { name, value in HTTPField.Name(name).map { HTTPField(name: $0, value: value) } })
        #expect(fields.count == headers.count)
        try await withEdge { client in
            try await client.execute(uri: "/hello", method: .post, headers: fields) { response in
                #expect(response.status.code == status)
            }
            try await client.execute(uri: "/hello", method: .get, headers: fields) { response in
                #expect(response.status == .ok)
            }
        }
    }

    @Test(
        "forms of another type, too large or broken are refused with their code",
        arguments: [
            ("multipart/form-data; boundary=x", "a=1", "wrong_content_type"),
            ("application/x-www-form-urlencoded", String(repeating: "a", count: 65_537), "too_large"),
            ("application/x-www-form-urlencoded", "a=%f", "malformed_form"),
        ])
    func forms(type: String, body: String, code: String) async throws {
        try await withEdge { client in
            let headers: HTTPFields = [.contentType: type]
            try await client.execute(uri: "/form", method: .post, headers: headers, body: ByteBuffer(string: body)) {
                response in
                let document = try JSONDecoder().decode(
                    ProblemDocument.self, from: Data(response.body.readableBytesView))
                #expect(document.code == code)
            }
        }
    }

    @Test("an API key is asked for, checked and limited; guessing is slowed down")
    func keys() async throws {
        try await withEdge { client in
            try await client.execute(uri: "/v1/things", method: .get) { response in
                #expect(response.status == .unauthorized)
                #expect(response.headers[.wwwAuthenticate] == "Bearer realm=\"tieline\"")
            }
            let key: HTTPFields = [.authorization: "Bearer good", .accept: "text/html"]
            for _ in 0..<3 {
                try await client.execute(uri: "/v1/things", method: .post, headers: key) { #expect($0.status == .ok) }
            }
            try await client.execute(uri: "/v1/things", method: .post, headers: key) { response in
                #expect(response.status == .tooManyRequests)
                #expect(response.headers[.retryAfter] == "60")
                #expect(response.headers[.contentType] == "application/problem+json")
            }
            let wrong: HTTPFields = [.authorization: "Bearer wrong"]
            for _ in 0..<2 {
                try await client.execute(uri: "/v1/things", method: .get, headers: wrong) { response in
                    #expect(response.status == .unauthorized)
                    #expect(response.headers[.wwwAuthenticate]?.contains("invalid_token") == true)
                }
            }
            try await client.execute(uri: "/v1/things", method: .get, headers: wrong) { response in
                #expect(response.status == .tooManyRequests)
            }
        }
    }

    @Test("the session cookie is bound to the host, hidden from scripts and ends with the session")
    func cookie() throws {
        let now = Date(timeIntervalSince1970: 1_795_000_000)
        let secure = SessionCookie(try address("https://tieline.example.com"))
        let issued = secure.issued(Secret(token), until: now.addingTimeInterval(3600), at: now).description
        let parts = Set(issued.components(separatedBy: "; "))
        #expect(parts == ["__Host-tieline=\(token)", "Max-Age=3600", "Path=/", "Secure", "HttpOnly", "SameSite=Lax"])
        let loopback = SessionCookie(try address("http://127.0.0.1:8080"))
        let cleared = Set(loopback.cleared.description.components(separatedBy: "; "))
        #expect(cleared == ["tieline=", "Max-Age=0", "Path=/", "HttpOnly", "SameSite=Lax"])
    }

    @Test("the log names the route, never the path, the query or a header")
    func log() async throws {
        let lines = LogLines()
        try await withEdge(log: lines) { client in
            let headers: HTTPFields = [.cookie: "tieline=hunter2hunter2hunter2hunter2hunter2hunter2"]
            try await client.execute(uri: "/items/hunter2?q=hunter2", method: .get, headers: headers) { _ in }
            try await client.execute(uri: "/hunter2", method: .get, headers: headers) { _ in }
            try await client.execute(uri: "/fail", method: .get, headers: headers) { _ in }
        }
        #expect(lines.all.contains { $0.contains("/items/{id}") && $0.contains("200") })
        #expect(lines.all.contains { $0.contains("request failed") && $0.contains("Leaky") })
        #expect(!lines.all.joined().contains("hunter2"))
    }
}

/// 43 characters, as minted.
private let token = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ"

private struct Leaky: Error { let secret = "hunter2" }

func address(_ text: String) throws -> PublicAddress {
    let url = try #require(URL(string: text))
    return try #require(PublicAddress(url))
}

/// A small site behind the real edge.
private func withEdge(
    _ base: String = "http://127.0.0.1:8080", log: LogLines = LogLines(),
    _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
) async throws {
    let now = Date(timeIntervalSince1970: 1_795_000_000)
    let organizationID = try #require(Organization.ID("0198c0de-7c1f-7a52-8b3c-0d8f5d2f9a11"))
    let memberID = try #require(Member.ID("0198c0de-7c1f-7a52-8b3c-0d8f5d2f9a12"))
    let keyID = try #require(APIKey.ID("0198c0de-7c1f-7a52-8b3c-0d8f5d2f9a13"))
    let member = Member(
        id: memberID, organizationID: organizationID, name: "Pat", email: "pat@example.com", role: .viewer,
        createdAt: now)
    let organization = Organization(id: organizationID, name: "Harbor", createdAt: now)
    let signedIn = SignedInMember(
        member: member, organization: organization, sessionDigest: "d", expiresAt: now.addingTimeInterval(60))
    let edge = Edge(address: try address(base)) {
        $0.exposed == token ? signedIn : nil
    } errorPage: { problem, incident in
        guard problem.status != .gone else { throw Leaky() }
        return "page \(problem.code) \(incident ?? "")"
    }
    let clock = HandClock()
    let bearer = BearerMiddleware(
        perKey: RateLimiter(.init(burst: 3, secondsPerToken: 60), clock: clock),
        failures: RateLimiter(.init(burst: 2, secondsPerToken: 60), clock: clock)
    ) { token in
        token.exposed == "good" ? Author(organizationID: organizationID, identity: .apiKey(keyID, [])) : nil
    }

    let router = edge.makeRouter()
    router.get("hello") { _, _ in "hello" }
    router.post("hello") { _, _ in "hello" }
    router.get("items/:id") { _, _ in "item" }
    router.post("items/new") { _, _ in "new" }
    router.get("fail") { _, _ -> String in throw Leaky() }
    router.get("gone") { _, _ -> String in throw UseCaseError.linkUnusable }
    router.post("form") { request, _ in try await request.form().raw("a") }
    edge.members(of: router).get("me") { _, context in "\(context.member.name) of \(context.organization.name)" }
    edge.members(of: router).post("me") { _, _ in "posted" }
    edge.keys(of: router, bearer).get("v1/things") { _, context in "\(context.author.organizationID)" }
    edge.keys(of: router, bearer).post("v1/things") { _, _ in "made" }
    var logger = Logger(label: "test") { _ in log.handler }
    logger.logLevel = .trace
    let app = Application(responder: edge.responder(for: router), logger: logger)
    try await app.test(.router, body)
}
