import HTTPTypes
public import Hummingbird
import NIOCore
import ServiceLifecycle

extension Response {
    /// A live view: writes events until their source ends, the reader leaves, the server shuts down or the time is over.
    ///
    /// A comment goes out in each pause, so that proxies keep the line open and a reader who left is noticed. The browser
    /// connects anew by itself when the time is over.
    public static func events<Source: AsyncSequence & Sendable>(
        _ source: Source, pause: Duration = .seconds(15), limit: Duration = .seconds(1800)
    ) -> Response where Source.Element == ServerSentEvent {
        let body = ResponseBody { writer in
            try await EventLines(pause: pause, limit: limit).write(source) { line in
                try await writer.write(ByteBuffer(string: line))
            }
            try await writer.finish(nil)
        }
        let headers: HTTPFields = [
            .contentType: "text/event-stream",
            .cacheControl: "no-store",
            // Asks a buffering proxy to pass events on at once.
            .named("X-Accel-Buffering"): "no",
        ]
        return Response(status: .ok, headers: headers, body: body)
    }
}

/// Events and pauses merged into one sequence of lines.
private struct EventLines {
    let pause: Duration
    let limit: Duration

    func write<Source: AsyncSequence & Sendable>(
        _ source: Source, with write: (String) async throws -> Void
    ) async throws where Source.Element == ServerSentEvent {
        let (lines, continuation) = AsyncStream<String>.makeStream(bufferingPolicy: .bufferingNewest(256))
        continuation.yield("retry: 2000\n\n")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await feed(source, into: continuation) }
            group.addTask { await tick(into: continuation) }
            try await withGracefulShutdownHandler {
                for await line in lines {
                    try await write(line)
                }
            } onGracefulShutdown: {
                continuation.finish()
            }
            group.cancelAll()
        }
    }

    private func feed<Source: AsyncSequence & Sendable>(
        _ source: Source, into continuation: AsyncStream<String>.Continuation
    ) async where Source.Element == ServerSentEvent {
        defer { continuation.finish() }
        do {
            for try await event in source {
                continuation.yield(event.encoded)
            }
        } catch {
            // The source broke: the line ends and the browser connects anew.
        }
    }

    private func tick(into continuation: AsyncStream<String>.Continuation) async {
        defer { continuation.finish() }
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            // Cancelled: somebody else ended the stream.
            guard (try? await Task.sleep(for: pause)) != nil else { return }
            continuation.yield(": still here\n\n")
        }
    }
}
