import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Testing

@testable import SandboxUtility

/// A webhook of a test: takes every form, and hands them out one after the other.
actor WebhookTrap {
    struct Post: Sendable {
        let path: String
        let signature: String?
        let fields: [String: String]
    }

    private var unread: [Post] = []
    private var waiting: [CheckedContinuation<Post, Never>] = []

    /// Listens for the time of the body, which gets its address.
    nonisolated func run(_ body: @escaping @Sendable (String) async throws -> Void) async throws {
        let (ports, opens) = AsyncStream.makeStream(of: Int.self)
        let router = Router()
        router.post("**") { request, _ in
            let text = String(buffer: try await request.body.collect(upTo: 65_536))
            var parts = URLComponents()
            parts.percentEncodedQuery = text.replacing("+", with: "%20")
            let fields = Dictionary(
                (parts.queryItems ?? []).map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { first, _ in first })
            let name = try #require(HTTPField.Name("X-Twilio-Signature"))
            await self.take(Post(path: request.uri.string, signature: request.headers[name], fields: fields))
            return Response(status: .ok)
        }
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in if let port = channel.localAddress?.port { opens.yield(port) } },
            logger: Logger(label: "webhook", factory: { _ in SwiftLogNoOpLogHandler() }))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            try await body("http://127.0.0.1:\(try #require(await ports.first { _ in true }))")
            group.cancelAll()
        }
    }

    /// The next form, as soon as it is there.
    func next() async -> Post {
        guard unread.isEmpty else { return unread.removeFirst() }
        return await withCheckedContinuation { waiting.append($0) }
    }

    private func take(_ post: Post) {
        if waiting.isEmpty { unread.append(post) } else { waiting.removeFirst().resume(returning: post) }
    }
}
