import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import SandboxUtility

@Suite("Server") struct ServerTests {
    @Test("it reports its port and answers there; nothing answers on the refused port", .timeLimit(.minutes(5)))
    func listens() async throws {
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let server = try SandboxServer(SandboxOptions(now: { openingDay })) { continuation.yield($0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            group.addTask {
                var iterator = ports.makeAsyncIterator()
                let port = try #require(await iterator.next())
                let status = try await TestClient.withClient(host: "127.0.0.1", port: port) { client in
                    try await client.get("/harbor/login").status.code
                }
                #expect(status == 200)
                await #expect(throws: (any Error).self) {
                    try await TestClient.withClient(host: "127.0.0.1", port: server.refusedPort) { client in
                        _ = try await client.get("/harbor/login")
                    }
                }
            }
            _ = try await group.next()
            group.cancelAll()
        }
    }

    @Test("a preferred port that is taken is replaced by another") func reserves() throws {
        let first = try ReservedPort(host: "127.0.0.1", preferred: 0)
        let second = try ReservedPort(host: "127.0.0.1", preferred: first.port)
        #expect(first.port > 0)
        #expect(second.port > 0)
        #expect(first.port != second.port)
    }

    @Test("missing pages are named at the start") func missingPages() {
        #expect(throws: SandboxError.pagesMissing(folder: "/nowhere/Pages")) {
            try PortalAssets(folder: URL(fileURLWithPath: "/nowhere/Pages"))
        }
    }
}
