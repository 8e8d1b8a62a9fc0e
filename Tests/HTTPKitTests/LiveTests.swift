import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import HTTPKit

@Suite("Live views and assets") struct LiveTests {
    @Test("an event is written field by field, and line breaks cannot forge another field")
    func encoding() {
        #expect(ServerSentEvent(data: "x").encoded == "data: x\n\n")
        #expect(
            ServerSentEvent(name: "run", data: "a\nb\r\nc", id: "7").encoded
                == "id: 7\nevent: run\ndata: a\ndata: b\ndata: c\n\n")
        #expect(ServerSentEvent(name: "a\ndata: evil", data: "").encoded == "event: adata: evil\ndata: \n\n")
    }

    @Test("over a socket, events arrive as they happen and the stream ends with its source")
    func socket() async throws {
        let router = Router(context: EdgeContext.self)
        router.get("live") { _, _ in
            let (events, continuation) = AsyncStream<ServerSentEvent>.makeStream()
            for number in 1...3 { continuation.yield(ServerSentEvent(name: "n", data: "\(number)")) }
            continuation.finish()
            return Response.events(events)
        }
        try await Application(router: router).test(.live) { client in
            try await client.execute(uri: "/live", method: .get) { response in
                #expect(response.headers[.contentType] == "text/event-stream")
                let body = String(buffer: response.body)
                #expect(body == "retry: 2000\n\n" + (1...3).map { "event: n\ndata: \($0)\n\n" }.joined())
            }
        }
    }

    @Test("a source that says nothing is kept alive by comments and ends at the limit")
    func keepAlive() async throws {
        let router = Router(context: EdgeContext.self)
        router.get("live") { _, _ in
            let (events, _) = AsyncStream<ServerSentEvent>.makeStream()
            return Response.events(events, pause: .milliseconds(20), limit: .milliseconds(50))
        }
        try await Application(router: router).test(.live) { client in
            try await client.execute(uri: "/live", method: .get) { response in
                #expect(String(buffer: response.body).contains(": still here\n\n"))
            }
        }
    }

    @Test("an asset's address changes with its content and is kept for ever; a stale one is not found")
    func assets() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "assets-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }  // a folder left behind harms nobody
        let file = folder.appending(path: "site.css")
        try "a{}".write(to: file, atomically: true, encoding: .utf8)
        let old = try AssetLibrary(folder: folder)
        try "b{}".write(to: file, atomically: true, encoding: .utf8)
        let new = try AssetLibrary(folder: folder)
        #expect(old.path("site.css") != new.path("site.css"))

        let edge = Edge(address: try address("http://127.0.0.1:8080")) { _ in
            nil
        } errorPage: { _, _ in
            ""
        }
        let router = edge.makeRouter()
        new.addRoutes(to: router)
        try await Application(responder: edge.responder(for: router)).test(.router) { client in
            try await client.execute(uri: new.path("site.css"), method: .get) { response in
                #expect(String(buffer: response.body) == "b{}")
                #expect(response.headers[.contentType] == "text/css; charset=utf-8")
                #expect(response.headers[.cacheControl] == "public, max-age=31536000, immutable")
                let tag = try #require(response.headers[.eTag])
                try await client.execute(uri: "/assets/site.css", method: .get, headers: [.ifNoneMatch: tag]) { again in
                    #expect(again.status == .notModified)
                    #expect(again.headers[.cacheControl] == "no-cache")
                }
            }
            for path in [old.path("site.css"), "/assets/..%2Fsite.css", "/assets/other.css", "/assets/site.x.y.css"] {
                try await client.execute(uri: path, method: .get) { #expect($0.status == .notFound) }
            }
        }
    }

    @Test("a missing folder and a file of unknown type are errors at start")
    func brokenFolder() throws {
        let nowhere = URL(filePath: "/nowhere/assets")
        #expect(throws: AssetLibrary.Failure.self) { try AssetLibrary(folder: nowhere) }
    }
}
