import ArgumentParser
import Server
import Store

/// Brings the database's schema to this version, or says where it stands.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the database's schema to this version.",
        discussion: "With --check nothing is changed: exit 0 when nothing is to do, 1 when migrations are missing.")

    @OptionGroup var common: CommonOptions

    @Flag(help: "Only say where the schema stands.")
    var check = false

    func run() async throws {
        let settings = try common.settings()
        let storage = try await StorageSource.open(settings, logger: Log.start(settings.logLevel))
        do {
            try await work(on: storage, settings)
        } catch {
            await storage.close()
            throw error
        }
        await storage.close()
    }

    private func work(on storage: any Storage, _ settings: Settings) async throws {
        guard !check else {
            let status = try await storage.schemaStatus()
            Console.say("The database is at migration \(status.applied) of \(status.known).")
            if !status.isCurrent { throw ExitCode(1) }
            return
        }
        try await KeySource.requireRight(settings, for: storage)
        let done = try await storage.migrate()
        Console.say(done.isEmpty ? "Nothing to do." : "Done: \(done.joined(separator: ", ")).")
    }
}
