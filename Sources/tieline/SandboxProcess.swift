import Foundation
import ServiceLifecycle

/// The sandbox utility as a child process. It ends when we do, however we do.
struct SandboxProcess: Sendable {
    let address: String
    /// Where its mailboxes take mail by SMTP.
    let mailPort: Int
    private let child: Child

    /// Starts it, with further options of its command, and waits until it listens, twenty seconds at most.
    static func start(port: Int, options: [String]) async throws -> SandboxProcess {
        let child = Child(port: port, options: options)
        guard let place = try await child.start() else {
            throw PlainError("The sandbox utility did not start. Run `tieline sandbox --port \(port)` to see why.")
        }
        return SandboxProcess(address: place.address, mailPort: place.mailPort, child: child)
    }

    func stop() { child.stop() }

    /// Ends when the child ends; the demo is nothing without it.
    func watch() -> some Service { Watch(child: child) }

    private struct Watch: Service {
        let child: Child

        func run() async throws {
            await cancelWhenGracefulShutdown { for await _ in child.ended {} }
        }
    }

    /// The running process. Its standard input is a pipe of ours: its end tells the child that we are gone.
    private final class Child: @unchecked Sendable {  // Process is used by `start` and `stop` only, one after the other
        let ended: AsyncStream<Void>
        private let end: AsyncStream<Void>.Continuation
        private let process = Process()
        private let input = Pipe()
        private let output = Pipe()

        init(port: Int, options: [String]) {
            (ended, end) = AsyncStream.makeStream()
            process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            process.arguments = ["sandbox", "--port", String(port), "--until-input-ends"] + options
            process.standardInput = input
            process.standardOutput = output
        }

        /// The address and the port of its mailboxes, as it says that it listens there; or nil.
        func start() async throws -> (address: String, mailPort: Int)? {
            let lines = AsyncStream<String> { continuation in
                let handle = output.fileHandleForReading
                handle.readabilityHandler = { handle in
                    let bytes = handle.availableData
                    if bytes.isEmpty {
                        handle.readabilityHandler = nil
                        continuation.finish()
                    }
                    continuation.yield(String(decoding: bytes, as: UTF8.self))
                }
            }
            process.terminationHandler = { [end] _ in end.finish() }
            try process.run()
            return await withTaskGroup(of: (address: String, mailPort: Int)?.self) { group in
                group.addTask {
                    var said = ""
                    for await text in lines {
                        said += text
                        if let place = Self.place(in: said) { return place }
                    }
                    return nil
                }
                group.addTask {
                    try? await Task.sleep(for: .seconds(20))  // cancelled as soon as the address is there
                    return nil
                }
                let first = await group.next() ?? nil
                group.cancelAll()
                return first
            }
        }

        /// nil before both lines are whole.
        private static func place(in said: String) -> (address: String, mailPort: Int)? {
            guard let address = said.firstMatch(of: /(http:\/\/\S+)\s/)?.output.1,
                let port = said.firstMatch(of: /SMTP on \S+:([0-9]+)\s/).flatMap({ Int($0.output.1) })
            else { return nil }
            return (String(address), port)
        }

        func stop() {
            if process.isRunning { process.terminate() }
            process.waitUntilExit()
        }
    }
}
