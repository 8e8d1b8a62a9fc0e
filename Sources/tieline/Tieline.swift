import ArgumentParser

/// The command line. Every error ends in one plain line on standard error and a non-zero exit.
@main
struct Tieline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tieline",
        abstract: "Keeps a company connected to its customers' utility accounts.",
        subcommands: [
            Demo.self, Serve.self, Doctor.self, Migrate.self, Keys.self, Provider.self, User.self, Sandbox.self,
            MailCommand.self, Docs.self, OpenAPI.self, BrowserKeeperCommand.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: PlainError.wrapping(error))
        }
    }
}
