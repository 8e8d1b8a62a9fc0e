import Dispatch
import Foundation

/// A program of the system that looks into a file nobody trusts: in an empty folder of its own that is gone afterwards, with
/// bounds on time, memory, open files and what it may write, and with nothing of our environment. The file has no name at
/// all, so that nothing of it stays when everything is killed.
struct LimitedProgram: Sendable {
    let path: String
    let arguments: [String]
    let environment: [String: String]

    /// How far it may go.
    struct Bounds: Sendable {
        /// Of the processor, and by the clock.
        var seconds = 5
        var memory = 1 << 30
        /// Of each file that it writes.
        var written = 16 << 20
        /// Of its answer; the rest is not read.
        var output = 65_536
    }

    /// What it wrote, and how it ended.
    struct Ending: Sendable {
        let status: Int32
        let output: [UInt8]
    }

    /// One at a time: such programs are hungry, and a person waits for each.
    private static let queue = DispatchQueue(label: "pictures.program")
    private static let limiter = "/usr/bin/prlimit"

    /// Nil when there is no such program.
    init?(_ path: String, arguments: [String], environment: [String: String] = [:]) {
        guard access(path, X_OK) == 0, access(Self.limiter, X_OK) == 0 else { return nil }
        self.init(checked: path, arguments: arguments, environment: environment)
    }

    /// A program that is known to be there.
    private init(checked path: String, arguments: [String], environment: [String: String]) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
    }

    /// The same with one more argument.
    func with(_ argument: String) -> LimitedProgram {
        LimitedProgram(checked: path, arguments: arguments + [argument], environment: environment)
    }

    /// Runs it over a file that it reads from standard input.
    ///
    /// - Returns: nil when it could not be started, or its time was over.
    func run(over file: [UInt8], _ bounds: Bounds = Bounds()) async -> Ending? {
        await withCheckedContinuation { continuation in
            Self.queue.async { continuation.resume(returning: runBlocking(file, bounds)) }
        }
    }

    private func runBlocking(_ file: [UInt8], _ bounds: Bounds) -> Ending? {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tieline-\(UUID().uuidString)")
        // `try?`: where nothing can be written, nothing can be read either; a folder that is gone needs no removal.
        defer { try? FileManager.default.removeItem(at: folder) }
        guard
            (try? FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])) != nil,
            let input = Self.nameless(file, in: folder)
        else { return nil }
        return runBlocking(input, in: folder, bounds)
    }

    /// A file, from its beginning, that lost its name before anything was written to it.
    private static func nameless(_ file: [UInt8], in folder: URL) -> FileHandle? {
        let path = folder.appending(path: "input").path()
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        // `try?`: what cannot be written cannot be read either.
        guard unlink(path) == 0, (try? handle.write(contentsOf: Data(file))) != nil,
            (try? handle.seek(toOffset: 0)) != nil
        else { return nil }
        return handle
    }

    private func runBlocking(_ input: FileHandle, in folder: URL, _ bounds: Bounds) -> Ending? {
        let process = Process()
        process.executableURL = URL(filePath: Self.limiter)
        process.arguments =
            [
                "--cpu=\(bounds.seconds)", "--as=\(bounds.memory)", "--fsize=\(bounds.written)", "--nofile=64",
                "--core=0", path,
            ] + arguments
        process.currentDirectoryURL = folder
        process.environment = environment.merging(["PATH": "/usr/bin:/bin", "TMPDIR": folder.path()]) { own, _ in own }
        process.standardInput = input
        process.standardError = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        guard (try? process.run()) != nil else { return nil }  // not started: the same as no answer
        let deadline = DispatchTime.now() + .seconds(bounds.seconds)
        let bytes = Self.collect(output.fileHandleForReading.fileDescriptor, limit: bounds.output, until: deadline)
        guard let bytes, ended.wait(timeout: deadline) == .success else {
            kill(process.processIdentifier, SIGKILL)
            // A child of its own that lives on delays the word of its end; nobody waits for that.
            _ = ended.wait(timeout: .now() + .seconds(1))
            return nil
        }
        return Ending(status: process.terminationStatus, output: bytes)
    }

    /// What was written until the end or the limit; nil when time ran out.
    private static func collect(_ descriptor: Int32, limit: Int, until deadline: DispatchTime) -> [UInt8]? {
        var collected: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while collected.count < limit {
            let left = Int64(deadline.uptimeNanoseconds) - Int64(DispatchTime.now().uptimeNanoseconds)
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard left > 0, poll(&waiting, 1, Int32(left / 1_000_000) + 1) > 0 else { return nil }
            let count = read(descriptor, &chunk, chunk.count)
            guard count > 0 else { break }
            collected.append(contentsOf: chunk.prefix(count))
        }
        return collected
    }
}
