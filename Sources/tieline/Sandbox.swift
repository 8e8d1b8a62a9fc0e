import ArgumentParser
import Logging
import SandboxUtility
import ServiceLifecycle
import UnixSignals
import Vault

/// Runs the sandbox utility: three portals with a user name for every way a sign-in can end.
struct Sandbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the sandbox utility, three fake portals to try things on.")

    @Option(help: "Port to listen on, 0 for any free one.")
    var port = 8090

    @Flag(help: .hidden)
    var untilInputEnds = false

    func run() async throws {
        try await Port.requireFree(port, option: "--port")
        var logger = Logger(label: "sandbox")
        logger.logLevel = .warning
        let clock = SystemClock()
        let server = try SandboxServer(
            SandboxOptions(port: port, now: { clock.now() }, logger: logger),
            onListening: { Console.say("Sandbox utility listening on http://127.0.0.1:\($0)") })
        var services: [any Service] = [server]
        if untilInputEnds { services.append(InputWatch()) }
        let group = ServiceGroup(
            configuration: .init(
                services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
                gracefulShutdownSignals: [.sigint, .sigterm], logger: logger))
        try await group.run()
    }
}
