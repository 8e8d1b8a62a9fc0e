import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Testing

@testable import HTTPKit

@Suite("Live views at shutdown") struct ShutdownTests {
    @Test("a live view ends when the server is asked to stop, though its source goes on", .timeLimit(.minutes(5)))
    func endsGracefully() async throws {
        let (source, _) = AsyncStream<ServerSentEvent>.makeStream()
        let (written, continuation) = AsyncStream<String>.makeStream()
        let view = LiveView(response: .events(source, pause: .seconds(3600)), written: continuation)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let group = ServiceGroup(services: [view], logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var lines = written.makeAsyncIterator()
            #expect(await lines.next() == "retry: 2000\n\n")
            await group.triggerGracefulShutdown()
            #expect(await lines.next() == "finished")
            try await tasks.waitForAll()
        }
    }
}

/// Writes one live view, as the server would, and then waits to be stopped.
private struct LiveView: Service {
    let response: Response
    let written: AsyncStream<String>.Continuation

    func run() async throws {
        try await response.body.write(Lines(written: written))
        try await gracefulShutdown()
    }
}

private struct Lines: ResponseBodyWriter {
    let written: AsyncStream<String>.Continuation

    func write(_ buffer: ByteBuffer) async throws { written.yield(String(buffer: buffer)) }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws { written.yield("finished") }
}
