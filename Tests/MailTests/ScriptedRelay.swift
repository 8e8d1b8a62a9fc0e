import NIOCore
import NIOPosix
import Synchronization

/// A mail server of a test: says what its script says, and keeps what it heard.
final class ScriptedRelay: Sendable {
    /// What is answered to a command, by its first word; `""` is the greeting, `.` the end of a message. An empty answer
    /// hangs up.
    private let script: [String: String]
    private let heard = Mutex<[String]>([])
    /// The first words of commands, as they come.
    let commands: AsyncStream<String>
    private let told: AsyncStream<String>.Continuation
    /// As an answer: none.
    static let silence = "silence"

    private static let usual = [
        "": "220 mx.example ESMTP", "EHLO": "250-mx.example\r\n250 SIZE 1000000", "MAIL": "250 2.1.0 OK",
        "RCPT": "250 2.1.5 OK", "DATA": "354 Go on", ".": "250 2.0.0 Queued", "NOOP": "250 2.0.0 OK",
        "AUTH": "235 2.7.0 OK", "QUIT": "221 2.0.0 Bye",
    ]

    init(_ changes: [String: String] = [:]) {
        script = Self.usual.merging(changes) { $1 }
        (commands, told) = AsyncStream.makeStream()
    }

    /// Commands, and lines of messages, as they came.
    var lines: [String] { heard.withLock { $0 } }

    /// Listens on any port of the loopback interface while the body runs.
    func run(host: String = "127.0.0.1", _ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: host, port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let port = listener.channel.localAddress?.port ?? 0
        try await listener.executeThenClose { clients in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for try await client in clients { await self.talk(to: client) }
                }
                group.addTask { try await body(port) }
                // The listener goes on for ever: whatever ends is the body.
                defer { group.cancelAll() }
                try await group.next()
            }
        }
    }

    private func talk(to client: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async {
        // A client that goes away is no news.
        try? await client.executeThenClose { input, output in
            func say(_ key: String) async throws {
                if let reply = script[key], !reply.isEmpty, reply != Self.silence {
                    try await output.write(ByteBuffer(string: reply + "\r\n"))
                }
            }
            try await say("")
            var rest = ""
            var isMessage = false
            for try await buffer in input {
                rest += String(buffer: buffer)
                while let end = rest.firstRange(of: "\r\n") {
                    let line = String(rest[..<end.lowerBound])
                    rest.removeSubrange(..<end.upperBound)
                    heard.withLock { $0.append(line) }
                    if isMessage {
                        guard line == "." else { continue }
                        isMessage = false
                        told.yield(".")
                        try await say(".")
                        continue
                    }
                    let word = String(line.prefix { $0 != " " }).uppercased()
                    isMessage = word == "DATA" && script["DATA"]?.hasPrefix("3") == true
                    told.yield(word)
                    try await say(word)
                    if word == "QUIT" || script[word] == "" { return }
                }
            }
        }
    }
}
