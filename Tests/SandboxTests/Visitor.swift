import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

@testable import SandboxUtility

/// A person with a browser, as far as a test needs one: keeps cookies, fills forms, follows nothing by itself.
final class Visitor {
    struct Page {
        let status: Int
        let location: String?
        let type: String?
        let bytes: [UInt8]

        var text: String { String(decoding: bytes, as: UTF8.self) }

        /// The value of the first input field of this name, with entities decoded.
        func field(_ name: String) -> String? {
            guard let match = try? Regex("name=\"\(name)\"[^>]*?value=\"([^\"]*)\"").firstMatch(in: text),
                let value = match.output[1].substring.map(String.init)
            else { return nil }
            return value.replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
        }

        /// The addresses of all links that contain a part.
        func links(containing part: String) -> [String] {
            text.matches(of: /href="([^"]+)"/).map { String($0.output.1) }.filter { $0.contains(part) }
        }

        /// The JSON object of the body, or an empty one.
        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] ?? [:]
        }
    }

    private let client: any TestClientProtocol
    /// As a browser asks for pages.
    var acceptsPages = false
    var cookies: [String: String] = [:]
    /// The cookies as the portals sent them, with their attributes.
    private(set) var cookieLines: [String] = []

    init(_ client: any TestClientProtocol) { self.client = client }

    /// Closes the browser and opens it again: only what a portal gave a lifetime is still there.
    func restartBrowser() {
        cookies = cookies.filter { name, _ in
            cookieLines.last { $0.hasPrefix("\(name)=") }?.contains("Max-Age=") ?? false
        }
    }

    func get(_ address: String) async throws -> Page { try await send(.get, address, body: nil, type: nil) }

    func post(_ address: String, _ fields: KeyValuePairs<String, String>) async throws -> Page {
        let body = fields.map { "\(Self.encode($0.key))=\(Self.encode($0.value))" }.joined(separator: "&")
        return try await send(.post, address, body: body, type: "application/x-www-form-urlencoded")
    }

    func post(_ address: String, json: [String: String]) async throws -> Page {
        let body = try String(decoding: JSONEncoder().encode(json), as: UTF8.self)
        return try await send(.post, address, body: body, type: "application/json")
    }

    private func send(
        _ method: HTTPRequest.Method, _ address: String, body: String?, type: String?
    ) async throws -> Page {
        var headers: HTTPFields = [:]
        if !cookies.isEmpty {
            headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        }
        if acceptsPages { headers[.accept] = "text/html" }
        if let type { headers[.contentType] = type }
        let response = try await client.executeRequest(
            uri: address, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        for cookie in response.headers[values: .setCookie] {
            cookieLines.append(cookie)
            guard let pair = cookie.split(separator: ";").first, let equals = pair.firstIndex(of: "=") else { continue }
            cookies[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
        }
        return Page(
            status: response.status.code, location: response.headers[.location], type: response.headers[.contentType],
            bytes: Array(buffer: response.body))
    }

    private static func encode(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }
}

/// 2026-03-18 15:00 UTC, noon or earlier at every portal.
let openingDay = Date(timeIntervalSince1970: 1_773_846_000)

/// Waits that a test does not sit through: what was asked for.
actor PauseLog {
    private(set) var pauses: [Duration] = []

    func note(_ duration: Duration) { pauses.append(duration) }
}

/// A sandbox without a socket and with a clock that stands still. Its messages end in `postbox`.
func withSandbox(
    pauses: PauseLog = PauseLog(), postbox: Postbox = Postbox(), now: @escaping @Sendable () -> Date = { openingDay },
    _ body: @escaping @Sendable (SandboxServer, any TestClientProtocol) async throws -> Void
) async throws {
    let server = try SandboxServer(SandboxOptions(now: now, pause: { await pauses.note($0) }), carrier: postbox)
    try await server.application.test(.router) { client in try await body(server, client) }
}
