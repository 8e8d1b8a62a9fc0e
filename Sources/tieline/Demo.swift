import ArgumentParser
import Domain
import Foundation
import Server
import ServiceLifecycle

/// Runs Tieline beside a sandbox utility, with an organization to look at.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run Tieline with a sandbox utility and a seeded organization.",
        discussion: """
            Data stay in the folder and are there again the next time; --reset starts anew. The spans of the retry \
            policies are shortened, so that statuses come within a minute; the law itself is the same. With \
            TIELINE_DEMO_API_TOKEN set, that token is valid for the API.
            """)

    @Option(help: "Port of Tieline.") var port = 8080
    @Option(help: "Port of the sandbox utility, which runs as a process of its own.") var sandboxPort = 8090
    @Option(help: "Port on which Tieline takes mail by SMTP.") var mailPort = 8025
    @Option(help: "Folder for the data.") var data = "data/demo"
    @Option(help: "trace, debug, info, notice, warning, error or critical.") var logLevel = "warning"
    @Flag(help: "Delete the folder's data and start anew.") var reset = false

    func run() async throws {
        try await Port.requireFree(port, option: "--port")
        try await Port.requireFree(sandboxPort, option: "--sandbox-port")
        guard mailPort != 0 else { throw PlainError("--mail-port must be a port from 1 to 65535.") }
        try await Port.requireFree(mailPort, option: "--mail-port")
        if reset { try DemoFolder(path: data).clear() }
        let mail = DemoMail(port: mailPort)
        let sandbox = try await SandboxProcess.start(port: sandboxPort, options: mail.sandboxOptions)
        defer { sandbox.stop() }
        let own: [Setting: String] = [
            .data: data, .port: String(port), .host: "127.0.0.1", .sandboxURL: sandbox.address,
            .retrySpeed: ProcessInfo.processInfo.environment[Setting.retrySpeed.variable] ?? "1200",
            .node: "demo", .logLevel: logLevel,
        ]
        let settings = try Settings(
            options: own.merging(mail.settings(sandboxPort: sandbox.mailPort)) { own, _ in own })
        let logger = Log.start(settings.logLevel)
        let installation = try await Installation.open(settings, .fromNothing, logger: logger)
        let seed = DemoSeed(installation: installation)
        try await seed.plantOnce()
        let composition = Composition(installation, leavesPages: false) { port in
            await greet(port, sandbox: sandbox, seed: seed)
        }
        try await Lifetime.run(try composition.services() + [sandbox.watch()], logger: logger)
        Console.say("Stopped. The data are kept in \(data).")
    }

    private func greet(_ port: Int, sandbox: SandboxProcess, seed: DemoSeed) async {
        do {
            let link = try await seed.signInLink()
            Console.say(
                """

                Tieline is ready at http://127.0.0.1:\(port)
                  Sign in:         http://127.0.0.1:\(port)/sign-in/\(link.exposed)
                  Sandbox utility: \(sandbox.address) (its user names: docs/sandbox.md)
                  Its mailboxes:   \(sandbox.address)/mailbox
                  Stop with Ctrl-C.

                """)
        } catch {
            Console.say("Tieline is ready at http://127.0.0.1:\(port), but no sign-in link could be made.")
        }
    }
}
