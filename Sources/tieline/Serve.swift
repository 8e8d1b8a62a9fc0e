import ArgumentParser
import Domain
import Logging
import Server
import ServiceLifecycle
import UseCases

/// Runs Tieline: pages, API, workers and schedule, as the roles say.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run Tieline.")

    @OptionGroup var common: CommonOptions

    @Option(help: "Port to listen on.")
    var port: Int?

    func run() async throws {
        let settings = try common.settings(port.map { [.port: String($0)] } ?? [:])
        if settings.roles.contains(.web) { try await Port.requireFree(settings.port, option: "--port") }
        let logger = Log.start(settings.logLevel)
        let installation = try await Installation.open(settings, logger: logger)
        if let link = try await installation.workplace.startFirstRun() {
            Console.say("First run: make yourself the owner at \(settings.publicURL)/setup/\(link.exposed)")
        }
        let composition = Composition(installation, leavesPages: true) { port in
            Console.say("Tieline listening on http://\(settings.host):\(port)")
        }
        try await Lifetime.run(try composition.services(), logger: logger)
    }
}
