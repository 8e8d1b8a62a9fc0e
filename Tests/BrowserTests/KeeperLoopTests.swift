import Foundation
import Glibc
import Testing

@testable import Browser

/// The keeper's message carrying, with sockets in the place of Chromium and of its clients.
@Suite(.timeLimit(.minutes(5))) struct KeeperLoopTests {
    @Test("messages go both ways whole, and a half one of a client that vanishes never arrives")
    func wholeMessages() async throws {
        let keeper = try TestKeeper()
        let first = try keeper.connect()
        #expect(try first.read()["first_id"] == 1)
        try first.write("{\"id\":1}\0{\"id\":2}\0{\"half")
        #expect(try keeper.chromium.read() == ["id": 1])
        #expect(try keeper.chromium.read() == ["id": 2])
        try keeper.chromium.write("{\"id\":1,\"result\":{}}\0")
        #expect(try first.read() == ["id": 1, "result": [:]])
        first.close()

        let second = try keeper.connectWhenFree()
        #expect(try second.read()["first_id"] == 20_000_001)
        try second.write("{\"id\":3}\0")
        #expect(try keeper.chromium.read() == ["id": 3])
        keeper.chromium.close()
        try await keeper.waitForEnd()
    }

    @Test("a request left at the gate is told to the next client, an answered one is not")
    func repeatsOpenRequests() async throws {
        let keeper = try TestKeeper()
        let first = try keeper.connect()
        _ = try first.read()
        for request in ["a", "b"] {
            try keeper.chromium.write(
                #"{"method":"Fetch.requestPaused","params":{"requestId":"\#(request)"},"sessionId":"S"}"# + "\0")
            #expect(try first.read()["params"]["requestId"] == .text(request))
        }
        try first.write(#"{"id":1,"method":"Fetch.continueRequest","params":{"requestId":"a"},"sessionId":"S"}"# + "\0")
        _ = try keeper.chromium.read()
        first.close()
        let second = try keeper.connectWhenFree()
        _ = try second.read()
        #expect(try second.read()["params"]["requestId"] == "b")
        keeper.chromium.close()
        try await keeper.waitForEnd()
    }

    @Test("a second client is turned away while the first is there, and its goodbye counts once it is gone")
    func oneClient() async throws {
        let keeper = try TestKeeper()
        let first = try keeper.connect()
        _ = try first.read()
        let second = try keeper.connect()
        #expect(throws: TestLine.Ended.self) { try second.read() }
        try first.write("{\"keeper\":\"bye\"}\0")
        try await keeper.waitForEnd()
    }

    @Test("without a client the keeper ends after its grace")
    func grace() async throws {
        let keeper = try TestKeeper(grace: .milliseconds(100))
        try await keeper.waitForEnd()
    }

    @Test(
        "bad arguments are refused", arguments: [[], ["--id", "a/b", "--folder", "/x", "--grace", "1"], ["--wrong"]])
    func arguments(words: [String]) {
        #expect(BrowserKeeper.main(arguments: words) == 64)
    }

    @Test("arguments are read as they are written")
    func argumentRoundTrip() {
        let arguments = BrowserKeeper.Arguments(
            id: "a1", folder: "/tmp/x", grace: .seconds(9), executable: "/bin/c", isSandboxed: false)
        #expect(BrowserKeeper.Arguments(arguments.words) == arguments)
    }
}

/// A keeper's loop on a thread, with our end of what it takes for Chromium.
private final class TestKeeper: Sendable {
    let chromium: TestLine
    private let folder: String
    private let ended = AsyncStream<Void>.makeStream()

    init(grace: Duration = .seconds(30)) throws {
        let pair = try SocketPair()
        chromium = TestLine(pair.ours)
        folder = FileManager.default.temporaryDirectory.appending(path: "tieline-test-\(UUID().uuidString)").path
        try KeeperSocket.prepare(folder)
        let listener = try KeeperSocket.listen(at: folder + "/k.sock")
        Thread { [ended] in
            var loop = KeeperLoop(chromium: pair.theirs, listener: listener, firstClient: nil, grace: grace) {
                KeeperGreeting(keeperPID: 1, chromiumPID: 2, startedAt: 3, client: $0)
            }
            loop.run()
            loop.close()
            ended.continuation.finish()
        }.start()
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func connect() throws -> TestLine { TestLine(try KeeperSocket.connect(to: folder + "/k.sock")) }

    /// The keeper may not have noticed yet that its client left: then it turns us away, and we come again.
    func connectWhenFree() throws -> TestLine {
        for _ in 0..<1_000 {
            let line = try connect()
            if line.hasMessage() { return line }
            line.close()
        }
        throw TestLine.Ended()
    }

    func waitForEnd() async throws { for await _ in ended.stream {} }
}

/// A blocking, message-wise view of a socket; gives up after ten seconds.
private final class TestLine: Sendable {
    struct Ended: Error {}

    private let socket: Int32

    init(_ socket: Int32) {
        self.socket = socket
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    func write(_ text: String) throws {
        let bytes = Array(text.utf8)
        guard send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { throw Ended() }
    }

    func read() throws -> JSON {
        var message: [UInt8] = []
        var byte: UInt8 = 0
        while recv(socket, &byte, 1, 0) == 1 {
            if byte == 0 { return try JSON(message) }
            message.append(byte)
        }
        throw Ended()
    }

    /// Whether the next thing to come is a message and not the end.
    func hasMessage() -> Bool {
        var byte: UInt8 = 0
        return recv(socket, &byte, 1, Int32(MSG_PEEK)) == 1
    }

    func close() { _ = Glibc.close(socket) }
}
