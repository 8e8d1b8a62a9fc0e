import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Ports
import Testing

@testable import Outbound

@Suite("Fetching from the web") struct WebFetcherTests {
    @Test(
        "only https on its own port is asked, without a login in the address",
        arguments: [
            "http://sns.us-east-1.amazonaws.com/a.pem", "https://sns.us-east-1.amazonaws.com:8443/a.pem",
            "https://user:pw@sns.us-east-1.amazonaws.com/a.pem", "file:///etc/passwd", "https:///a.pem", "a.pem",
            "https://[::1]/a.pem",
        ])
    func refusedAddresses(text: String) async throws {
        let address = try #require(URL(string: text))
        let fetcher = WebFetcher(rules: .standard) { _ in
            Issue.record("\(text) was looked up")
            return []
        }
        await #expect(throws: FetchFailure.notAllowed) { try await fetcher.fetch(address, upTo: 10) }
    }

    @Test(
        "a name that leads into a private network is not asked, also when another of its addresses is public",
        arguments: ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fd00::1", "::ffff:192.168.0.1"])
    func privateNetworks(text: String) async throws {
        let inner = try #require(IPAddress(text))
        let outer = try #require(IPAddress("8.8.8.8"))
        let address = try #require(URL(string: "https://sns.us-east-1.amazonaws.com/a.pem"))
        let fetcher = WebFetcher(rules: .standard) { _ in [outer, inner] }
        await #expect(throws: FetchFailure.notAllowed) { try await fetcher.fetch(address, upTo: 10) }
    }

    @Test("a name without addresses is unreachable")
    func unknownName() async throws {
        let address = try #require(URL(string: "https://nowhere.example/a.pem"))
        let fetcher = WebFetcher(rules: .standard) { _ in [] }
        await #expect(throws: FetchFailure.unreachable) { try await fetcher.fetch(address, upTo: 10) }
    }

    @Test("the document comes whole; too large, moved or refused ones do not")
    func documents() async throws {
        try await withSite { fetcher, base in
            let small = try #require(URL(string: base + "/small"))
            #expect(try await fetcher.fetch(small, upTo: 5) == Array("hello".utf8))
            await #expect(throws: FetchFailure.tooLarge) { try await fetcher.fetch(small, upTo: 4) }
            let endless = try #require(URL(string: base + "/endless"))
            await #expect(throws: FetchFailure.tooLarge) { try await fetcher.fetch(endless, upTo: 100_000) }
            let moved = try #require(URL(string: base + "/moved"))
            await #expect(throws: FetchFailure.refused(status: 302)) { try await fetcher.fetch(moved, upTo: 5) }
            let nowhere = try #require(URL(string: base + "/nowhere"))
            await #expect(throws: FetchFailure.refused(status: 404)) { try await fetcher.fetch(nowhere, upTo: 5) }
        }
    }

    @Test("a server that keeps silent is given up")
    func silence() async throws {
        try await withSite(patience: .milliseconds(300)) { fetcher, base in
            let address = try #require(URL(string: base + "/silent"))
            await #expect(throws: FetchFailure.timedOut) { try await fetcher.fetch(address, upTo: 5) }
        }
    }

    @Test("the system's names are looked up")
    func lookup() async throws {
        let addresses = await HostLookup().addresses(of: "localhost")
        #expect(!addresses.isEmpty && addresses.allSatisfy(\.isPrivate))
        #expect(await HostLookup().addresses(of: "no such name").isEmpty)
    }

    /// A site on the loopback interface under the name `site.example`.
    private func withSite(
        patience: Duration = .seconds(10),
        _ body: @escaping @Sendable (WebFetcher, String) async throws -> Void
    ) async throws {
        let router = Router()
        router.get("small") { _, _ in "hello" }
        router.get("moved") { _, _ in Response(status: .found, headers: [.location: "/small"]) }
        router.get("endless") { _, _ in
            Response(
                status: .ok,
                body: ResponseBody { writer in
                    let chunk = ByteBuffer(repeating: 0, count: 10_000)
                    for _ in 0..<1000 { try await writer.write(chunk) }
                    try await writer.finish(nil)
                })
        }
        let (silence, end) = AsyncStream<Never>.makeStream()
        router.get("silent") { _, _ -> String in
            for await _ in silence {}
            return ""
        }
        let loopback = try #require(IPAddress("127.0.0.1"))
        let rules = WebFetcher.Rules(
            scheme: "http", allows: { $0 == loopback }, allowsPorts: true, patience: patience)
        try await Application(router: router).test(.live) { client in
            let port = try #require(client.port)
            defer { end.finish() }
            try await body(WebFetcher(rules: rules) { _ in [loopback] }, "http://site.example:\(port)")
        }
    }
}
