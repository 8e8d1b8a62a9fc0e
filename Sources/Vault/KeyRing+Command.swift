import Dispatch
import Domain
import Foundation

/// The key ring from a program, for installations whose keys live in a key management system.
extension KeyRing {
    /// Runs a program and reads the ring from its standard output. Blocks; meant for the start of the process.
    ///
    /// The program gets the environment without `TIELINE_…`, no input, and `limit` to answer in.
    public static func load(
        fromCommand program: String, arguments: [String] = [], limit: Duration = .seconds(20)
    ) throws(VaultError) -> KeyRing {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("TIELINE_") }
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        do {
            try process.run()
        } catch {
            throw .commandNotFound(program: program)
        }

        let seconds = Int(limit.components.seconds)
        let deadline = DispatchTime.now() + .seconds(seconds)
        guard let bytes = collect(from: output.fileHandleForReading, until: deadline),
            ended.wait(timeout: deadline) == .success
        else {
            kill(process.processIdentifier, SIGKILL)
            throw .commandTimedOut(program: program, seconds: seconds)
        }
        guard process.terminationStatus == 0 else {
            throw .commandFailed(program: program, status: process.terminationStatus)
        }
        guard bytes.count <= sizeLimit else { throw .tooLarge(source: program) }
        return try KeyRing(text: String(decoding: bytes, as: UTF8.self), source: program)
    }

    /// What the program wrote until it closed its output, one byte more than the limit at most; nil when time ran out.
    private static func collect(from handle: FileHandle, until deadline: DispatchTime) -> Data? {
        let descriptor = handle.fileDescriptor
        var collected = Data()
        var chunk = [UInt8](repeating: 0, count: 4096)
        while collected.count <= sizeLimit {
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
