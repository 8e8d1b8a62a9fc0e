import Foundation
import Glibc
import Store
import StorePostgres

/// A PostgreSQL cluster of this test process: on a socket in a temporary folder, without network, gone with the process.
///
/// A shell waits until this process is gone (even when it was killed), stops the cluster and removes the folder.
/// PostgreSQL refuses to run as root; then everything runs as the user `postgres`.
public actor ThrowAwayPostgres {
    /// The cluster of this process; started when it is first used. Never restart it: others use it too.
    public static let shared = ThrowAwayPostgres()

    /// Another cluster, e.g. one to restart.
    public init() {}

    public enum Trouble: Error {
        case notInstalled
        /// A command failed; its output.
        case failed(command: String, output: String)
    }

    private struct Cluster {
        let folder: String
        /// Open for as long as this process lives, which the keeper waits for.
        let alive: Int32
    }

    private var starting: Task<Cluster, any Error>?
    private var template: Task<Void, any Error>?
    private var databases = 0

    /// The address of a new database with the current schema and no rows.
    public func makeDatabase() async throws -> String {
        let cluster = try await cluster()
        if template == nil {
            template = Task {
                try await Self.psql(cluster, "CREATE DATABASE template")
                let storage = try await TemporaryStore.open(url: Self.url(cluster, "template"), connections: 1)
                try await storage.migrate()
                await storage.close()
            }
        }
        try await template?.value
        databases += 1
        let name = "test_\(databases)"
        try await Self.psql(cluster, "CREATE DATABASE \(name) TEMPLATE template")
        return Self.url(cluster, name)
    }

    /// The address of a new database with nothing in it at all.
    public func makeEmptyDatabase() async throws -> String {
        let cluster = try await cluster()
        databases += 1
        let name = "empty_\(databases)"
        try await Self.psql(cluster, "CREATE DATABASE \(name) TEMPLATE template0")
        return Self.url(cluster, name)
    }

    /// Stops the cluster as a crash would, and starts it again.
    public func restart() async throws {
        let cluster = try await cluster()
        try await Self.run(Self.control(cluster.folder, "-m immediate restart"))
    }

    private func cluster() async throws -> Cluster {
        if starting == nil { starting = Task { try await Self.start() } }
        guard let starting else { throw Trouble.notInstalled }
        return try await starting.value
    }

    private static func start() async throws -> Cluster {
        let folder = try TemporaryFolder.make().path
        try await run(
            """
            chmod 755 '\(folder)/..' && chown '\(account)' '\(folder)' && chmod 700 '\(folder)' && \(prefix) \
            '\(try programs())/initdb' -D '\(folder)/data' -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync
            """)
        // The keeper is nobody's child, so that it holds nothing of ours: it ends when nobody has `alive` open any more.
        try await run(
            """
            mkfifo '\(folder)/alive' && \(try control(folder, "start")) && {
                {
                    cat '\(folder)/alive'
                    \(try control(folder, "-m immediate stop"))
                    rm -rf '\(folder)'
                } </dev/null >/dev/null 2>&1 &
            }
            """)
        let alive = open("\(folder)/alive", O_WRONLY | O_CLOEXEC)
        guard alive >= 0 else { throw Trouble.failed(command: "open alive", output: folder) }
        return Cluster(folder: folder, alive: alive)
    }

    private static func control(_ folder: String, _ verb: String) throws -> String {
        let options = "-c listen_addresses= -k \(folder) -c fsync=off -c max_connections=800"
        return
            "\(prefix) '\(try programs())/pg_ctl' -D '\(folder)/data' -l '\(folder)/log' -o '\(options)' -w -t 60 \(verb)"
    }

    private static func psql(_ cluster: Cluster, _ sql: String) async throws {
        try await run("'\(try programs())/psql' '\(url(cluster, "postgres"))' -v ON_ERROR_STOP=1 -qc '\(sql)'")
    }

    private static func url(_ cluster: Cluster, _ database: String) -> String {
        "postgres://postgres@/\(database)?host=\(cluster.folder)"
    }

    /// A server must not inherit what tells Foundation that a process has ended: neither its starter's, nor that of one
    /// that another test starts at the same moment.
    private static let closing = "for number in $(ls /proc/$$/fd); do [ $number -lt 3 ] || exec {number}>&-; done"

    /// Runs a shell command to its end, within two minutes.
    private static func run(_ command: String) async throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
        process.arguments = ["120", "/bin/bash", "-c", "\(closing); \(command)"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        guard status == 0 else {
            let text = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            throw Trouble.failed(command: command, output: text)
        }
    }

    private static var isRoot: Bool { geteuid() == 0 }
    private static var account: String { isRoot ? "postgres" : NSUserName() }
    private static var prefix: String { isRoot ? "runuser -u postgres --" : "env" }

    /// The folder of the newest installed server's programs.
    private static func programs() throws -> String {
        let root = "/usr/lib/postgresql"
        // Absent when PostgreSQL is not installed.
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap(Int.init)
        guard let newest = versions.max() else { throw Trouble.notInstalled }
        return "\(root)/\(newest)/bin"
    }
}
