import Glibc
import Synchronization

/// One Chromium that runs, with the conversation to it and the way to end it.
final class RunningBrowser: Sendable {
    /// Names this Chromium in page references; empty when it does not outlive us.
    let keeperID: String
    let client: DevToolsClient
    let contexts: ContextRegistry
    private let terminate: @Sendable () -> Void
    private let isLeft = Mutex(false)

    /// `terminate` ends the process and removes its folder; it blocks and is called once, after the conversation ended.
    init(keeperID: String, client: DevToolsClient, terminate: @escaping @Sendable () -> Void) {
        self.keeperID = keeperID
        self.client = client
        self.terminate = terminate
        contexts = ContextRegistry(client: client)
        client.whenEnded { [weak self] in
            if self?.isLeft.withLock(\.self) != true { Blocking.start(terminate) }
        }
    }

    /// Starts Chromium as our own child: it dies with us.
    static func launch(
        executable: String?, isSandboxed: Bool, commandLimit: Duration
    ) async throws(BrowserError) -> RunningBrowser {
        let chromium = try ChromiumProcess(executable: executable, isSandboxed: isSandboxed)
        let client = DevToolsClient(
            transport: DevToolsTransport(socket: chromium.socket), commandLimit: commandLimit)
        let browser = RunningBrowser(keeperID: "", client: client) { chromium.end() }
        try await browser.greetOrEnd()
        return browser
    }

    /// The first greeting of a Chromium that we started: without an answer it is ended.
    func greetOrEnd() async throws(BrowserError) {
        do throws(BrowserError) {
            try await greet()
        } catch {
            client.finish(error)
            throw error == .crashed || error == .hung ? .launchFailed(code: 0) : error
        }
    }

    /// Waits for the first answer and asks to be told of every new page before it runs.
    func greet() async throws(BrowserError) {
        let version = client.start("Browser.getVersion", limit: .seconds(30))
        _ = try await client.call("Target.setAutoAttach", Self.attachEverything, limit: .seconds(30))
        _ = try await version.value()
    }

    /// New pages and workers are attached and stopped before they request anything, so that the gate is there first.
    private static let attachEverything: JSON = [
        "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true,
        "filter": [["type": "page"], ["type": "shared_worker"], ["type": "service_worker"], ["exclude": true]],
    ]

    /// A command went unanswered: ends a Chromium that answers nothing at all, and leaves one alone that does.
    func probe() async {
        guard client.end == nil else { return }
        do throws(BrowserError) {
            _ = try await client.call("Browser.getVersion", limit: .seconds(3))
        } catch {
            client.finish(.hung)
        }
    }

    /// Leaves Chromium with its pages to its keeper, which ends it unless somebody comes within the grace time.
    func leave() {
        isLeft.withLock { $0 = true }
        client.finish(.closed)
    }

    /// Ends Chromium and waits until its processes and its folder are gone.
    func end() async {
        client.finish(.closed)
        await Blocking.run(terminate)
    }
}

/// The process of a Chromium with its folder and our end of its pipe.
final class ChromiumProcess: Sendable {
    let process: ChildProcess
    let socket: Int32
    private let profile: ProfileFolder
    private let hasEnded = Mutex(false)

    init(executable: String?, isSandboxed: Bool) throws(BrowserError) {
        profile = try ProfileFolder()
        do throws(BrowserError) {
            let command = try ChromiumCommand(executable: executable, isSandboxed: isSandboxed, profile: profile)
            let pair = try SocketPair()
            defer { _ = close(pair.theirs) }
            do throws(BrowserError) {
                process = try ChildProcess(
                    path: command.path, arguments: command.arguments, environment: command.environment,
                    socket: pair.theirs)
                socket = pair.ours
            } catch {
                _ = close(pair.ours)
                throw error
            }
        } catch {
            profile.remove()
            throw error
        }
    }

    /// Kills the group, waits for it and removes the folder. Blocks; a second call waits for the first.
    func end() {
        hasEnded.withLock { hasEnded in
            guard !hasEnded else { return }
            hasEnded = true
            process.endGroup()
            profile.remove()
        }
    }
}

/// Two connected stream sockets; Chromium's "pipe" may be one, and then neither side gets SIGPIPE.
struct SocketPair {
    let ours: Int32
    let theirs: Int32

    init() throws(BrowserError) {
        var pair: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else { throw .launchFailed(code: errno) }
        (ours, theirs) = (pair[0], pair[1])
    }
}
