import CSpawn
import Foundation
import Glibc

/// A process of our own making, in a session and process group of its own, with nothing inherited but what was given.
struct ChildProcess: Sendable {
    let pid: pid_t

    /// Starts the program with only these variables, standard streams on /dev/null, and `socket` as descriptors 3 and 4.
    /// - Throws: `.notInstalled` when there is no such program, `.launchFailed` with the errno otherwise.
    init(path: String, arguments: [String], environment: [String: String], socket: Int32) throws(BrowserError) {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // In this order: the socket's own number may be 3 or 4, and the first copy must not overwrite it.
        let order: [Int32] = socket == 4 ? [4, 3] : [3, 4]
        for number in order { posix_spawn_file_actions_adddup2(&actions, socket, number) }
        posix_spawn_file_actions_addclosefrom_np(&actions, 5)
        Self.resetSignals(of: &attributes)

        var started: pid_t = 0
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + variables).forEach { free($0) } }
        switch posix_spawn(&started, path, &actions, &attributes, words, variables) {
        case 0: pid = started
        case ENOENT: throw .notInstalled(path: path)
        case let code: throw .launchFailed(code: code)
        }
    }

    /// A session of its own, so that a Ctrl-C meant for us does not end it; default handling of every signal.
    private static func resetSignals(of attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        sigdelset(&all, SIGKILL)
        sigdelset(&all, SIGSTOP)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes, CSPAWN_SETSID | Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    }

    /// Kills the whole group and waits until none of it is left. Blocks up to two seconds: not for cooperative threads.
    func endGroup() {
        _ = kill(-pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        for _ in 0..<400 where kill(-pid, 0) == 0 && Self.isRunning(group: pid) { usleep(5_000) }
    }

    /// Whether any process of the group still runs. The dead ones wait for init to reap them, which may take its time.
    private static func isRunning(group: pid_t) -> Bool {
        // `try?`: a process may be gone between the listing and the reading.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.contains { name in
            guard name.first?.isNumber == true,
                let line = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
                let nameEnd = line.lastIndex(of: ")")
            else { return false }
            // After the name: state, parent, group.
            let facts = line[nameEnd...].split(separator: " ").dropFirst().prefix(3).map(String.init)
            return facts.count == 3 && facts[2] == String(group) && !["Z", "X"].contains(facts[0])
        }
    }
}

/// Where blocking calls run: starts and ends of processes.
enum Blocking {
    private static let queue = DispatchQueue(label: "browser.blocking", attributes: .concurrent)

    /// Runs the blocking work on a thread outside the cooperative pool.
    static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }

    static func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws(BrowserError) -> Value
    ) async throws(BrowserError) -> Value {
        let result = await run { () -> Result<Value, BrowserError> in
            do throws(BrowserError) { return .success(try work()) } catch { return .failure(error) }
        }
        return try result.get()
    }

    /// The same without waiting for the end.
    static func start(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }
}
