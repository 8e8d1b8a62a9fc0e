import Foundation
import Glibc

/// A small supervisor process that owns Chromium and its pipe. When the process that uses it is killed, the pages live on
/// for the grace time, and its successor finds them as they are: a submitted form's answer is still there to be read.
public enum BrowserKeeper {
    /// The arguments of a keeper process.
    struct Arguments: Equatable {
        var id: String
        var folder: String
        var grace: Duration
        var executable: String?
        var isSandboxed: Bool

        var words: [String] {
            ["--id", id, "--folder", folder, "--grace", String(grace.components.seconds)]
                + (executable.map { ["--executable", $0] } ?? []) + (isSandboxed ? [] : ["--no-sandbox"])
        }

        /// Nil when a word is unknown or one is missing.
        init?(_ words: [String]) {
            var values: [String: String] = [:]
            var rest = words[...]
            while let name = rest.popFirst() {
                if name == "--no-sandbox" {
                    values[name] = ""
                } else {
                    guard ["--id", "--folder", "--grace", "--executable"].contains(name), let value = rest.popFirst()
                    else { return nil }
                    values[name] = value
                }
            }
            guard let id = values["--id"], !id.isEmpty, id.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }),
                let folder = values["--folder"], let grace = values["--grace"].flatMap({ Int($0) }), grace >= 0
            else { return nil }
            self.init(
                id: id, folder: folder, grace: .seconds(grace), executable: values["--executable"],
                isSandboxed: values["--no-sandbox"] == nil)
        }

        init(id: String, folder: String, grace: Duration, executable: String?, isSandboxed: Bool) {
            self.id = id
            self.folder = folder
            self.grace = grace
            self.executable = executable
            self.isSandboxed = isSandboxed
        }

        var socketPath: String { "\(folder)/\(id).sock" }
    }

    /// Runs a keeper until its Chromium is no longer wanted; descriptor 3 is its first client. Blocks.
    /// The hidden subcommand `browser-keeper` of the executable passes its arguments here unread.
    /// - Returns: the exit code: 0, 1 when Chromium does not start, 64 for bad arguments.
    public static func main(arguments: [String]) -> Int32 {
        guard let arguments = Arguments(arguments) else { return 64 }
        // What passes through may be a password on its way to a form.
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        _ = close(4)
        do {
            try run(arguments, firstClient: 3)
            return 0
        } catch {
            return 1
        }
    }

    /// The same inside any process, on a thread that may block.
    static func run(_ arguments: Arguments, firstClient: Int32?) throws(BrowserError) {
        try KeeperSocket.prepare(arguments.folder)
        let chromium = try ChromiumProcess(executable: arguments.executable, isSandboxed: arguments.isSandboxed)
        let listener: Int32
        do throws(BrowserError) {
            listener = try KeeperSocket.listen(at: arguments.socketPath)
        } catch {
            chromium.end()
            throw error
        }
        let startedAt = time(nil)
        var loop = KeeperLoop(
            chromium: chromium.socket, listener: listener, firstClient: firstClient, grace: arguments.grace
        ) { client in
            KeeperGreeting(
                keeperPID: getpid(), chromiumPID: chromium.process.pid, startedAt: startedAt, client: client)
        }
        loop.run()
        chromium.end()
        // Whoever waits for the end of the conversation finds nothing of us afterwards.
        unlink(arguments.socketPath)
        loop.close()
    }
}
