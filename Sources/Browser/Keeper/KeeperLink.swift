import Foundation
import Glibc

/// Our end of the conversation with a keeper: how one is started, found again and ended.
struct KeeperLink: Sendable {
    let id: String
    let socketPath: String
    let greeting: KeeperGreeting
    let socket: Int32
    /// The keeper's process when it is our child; nil when we found it.
    let child: ChildProcess?

    /// Starts a keeper, which starts Chromium; we are its first client. Blocks until it greets.
    static func start(_ options: KeeperOptions, of browser: BrowserOptions) throws(BrowserError) -> KeeperLink {
        _ = try ChromiumCommand.find(browser.executable)
        try KeeperSocket.prepare(options.folder)
        let id = (0..<4).map { _ in String(UInt16.random(in: .min ... .max), radix: 16) }.joined()
        let arguments = BrowserKeeper.Arguments(
            id: id, folder: options.folder, grace: options.grace, executable: browser.executable,
            isSandboxed: browser.isSandboxed)
        let pair = try SocketPair()
        defer { _ = close(pair.theirs) }
        do throws(BrowserError) {
            let child = try ChildProcess(
                path: options.executable, arguments: options.arguments + arguments.words,
                environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"], socket: pair.theirs)
            do throws(BrowserError) {
                return KeeperLink(
                    id: id, socketPath: arguments.socketPath, greeting: try readGreeting(from: pair.ours),
                    socket: pair.ours, child: child)
            } catch {
                child.endGroup()
                throw error
            }
        } catch {
            _ = close(pair.ours)
            throw error
        }
    }

    /// The keepers that live in the folder and have no client. Sockets that nobody listens on are removed. Blocks.
    static func findAll(in folder: String) -> [KeeperLink] {
        // `try?`: a folder that is not there holds no keepers.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".sock") }.sorted().compactMap { name in
            let path = "\(folder)/\(name)"
            do throws(BrowserError) {
                return try connect(to: path, id: String(name.dropLast(5)), tries: 10)
            } catch {
                if error == .launchFailed(code: ECONNREFUSED) { unlink(path) }
                return nil
            }
        }
    }

    /// A keeper that has not noticed yet that its client died turns us away, so it is asked again a few times.
    private static func connect(to path: String, id: String, tries: Int) throws(BrowserError) -> KeeperLink {
        for _ in 1..<tries {
            do throws(BrowserError) {
                return try connect(to: path, id: id)
            } catch .launchFailed(code: 0) {
                usleep(20_000)
            }
        }
        return try connect(to: path, id: id)
    }

    private static func connect(to path: String, id: String) throws(BrowserError) -> KeeperLink {
        let socket = try KeeperSocket.connect(to: path)
        do throws(BrowserError) {
            return KeeperLink(
                id: id, socketPath: path, greeting: try readGreeting(from: socket), socket: socket, child: nil)
        } catch {
            _ = close(socket)
            throw error
        }
    }

    /// The conversation over this link.
    func browser(commandLimit: Duration) -> RunningBrowser {
        let client = DevToolsClient(
            transport: DevToolsTransport(socket: socket), commandLimit: commandLimit, firstID: greeting.firstID)
        return RunningBrowser(keeperID: id, client: client) { end() }
    }

    /// Ends the keeper and its Chromium: politely on a connection of its own, since ours may be stuck in the middle of a
    /// message; by force when it does not answer and is our child. Blocks up to some seconds.
    private func end() {
        for _ in 0..<10 {
            // `try?`: without a listener it has ended already, which is what is wanted.
            guard let line = try? KeeperSocket.connect(to: socketPath) else { break }
            let bytes = KeeperGreeting.goodbye + [0]
            _ = send(line, bytes, bytes.count, Int32(MSG_NOSIGNAL))
            Self.limitReads(of: line, seconds: 5)
            var rest = [UInt8](repeating: 0, count: 4_096)
            while recv(line, &rest, rest.count, 0) > 0 {}
            _ = close(line)
            // Turned away, because it has not noticed yet that our first line is closed? Then it still listens.
            usleep(10_000)
        }
        child?.endGroup()
    }

    /// Reads up to the first NUL, byte by byte: what follows belongs to the conversation.
    private static func readGreeting(from socket: Int32) throws(BrowserError) -> KeeperGreeting {
        limitReads(of: socket, seconds: 10)
        var message: [UInt8] = []
        var byte: UInt8 = 0
        while message.count < 1_000 {
            guard recv(socket, &byte, 1, 0) == 1 else { throw .launchFailed(code: 0) }
            if byte == 0 { break }
            message.append(byte)
        }
        guard let greeting = KeeperGreeting(message) else { throw .launchFailed(code: 0) }
        limitReads(of: socket, seconds: 0)
        return greeting
    }

    /// Zero lifts the limit.
    private static func limitReads(of socket: Int32, seconds: Int) {
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
}
