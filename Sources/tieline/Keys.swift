import ArgumentParser
import Domain
import Foundation
import Server
import UseCases

/// The key ring that seals credentials, and the keys of the API.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keys that seal credentials, and keys of the API.",
        subcommands: [Create.self, Rotate.self, Rewrap.self, API.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make the first key file.")

        @OptionGroup var common: CommonOptions

        func run() async throws {
            let settings = try common.settings()
            try KeySource.create(settings)
            Console.say("Made \(settings.keyFile.path()). Back it up apart from the database.")
        }
    }

    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a key, make it the current one, and re-wrap every data key under it, while serving.")

        @OptionGroup var common: CommonOptions

        func run() async throws {
            let settings = try common.settings()
            // Opened first with the old ring, so that a wrong key file is never rotated.
            try await opened(settings) { _ in }
            let id = try KeySource.rotate(settings)
            Console.say("Key \(id) is the current one.")
            try await Rewrap.rewrapAll(settings)
        }
    }

    struct Rewrap: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Re-wrap every data key under the current key. May be run again at any time.")

        @OptionGroup var common: CommonOptions

        func run() async throws { try await Self.rewrapAll(try common.settings()) }

        static func rewrapAll(_ settings: Settings) async throws {
            let done = try await opened(settings) { workplace in
                var done = 0
                while case let batch = try await workplace.rewrapDataKeys(limit: 200), batch > 0 { done += batch }
                try await KeySource.renewCheck(settings, in: workplace.storage)
                return done
            }
            Console.say("\(done) data keys re-wrapped. Nothing is wrapped under an older key any more.")
        }
    }

    struct API: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an API key for a member's organization and print it once.")

        @OptionGroup var common: CommonOptions

        @Option(help: "E-mail address of the owner it is made for.")
        var email: String

        @Option(help: "What the key is for, shown in the dashboard.")
        var name: String

        @Option(
            help:
                "What it may do: connections:read, connections:write, records:read. Repeat for several; all by default."
        )
        var scope: [String] = []

        func run() async throws {
            let scopes = try scope.map { text in
                guard let scope = APIScope(rawValue: text) else {
                    throw PlainError(
                        "There is no scope \(text). Choose from: \(APIScope.allCases.map(\.rawValue).joined(separator: ", "))."
                    )
                }
                return scope
            }
            let made = try await opened(try common.settings()) { workplace in
                guard let author = try await workplace.author(forEmail: email) else {
                    throw PlainError("No member has the address \(email).")
                }
                return try await workplace.createAPIKey(
                    name: name, scopes: Set(scopes.isEmpty ? APIScope.allCases : scopes), by: author)
            }
            Console.say(made.token.exposed)
        }
    }
}

/// Opens the installation for one piece of work and closes it again.
func opened<Value: Sendable>(
    _ settings: Settings, _ work: @Sendable (Workplace) async throws -> Value
) async throws -> Value {
    let installation = try await Installation.open(settings, logger: Log.start(settings.logLevel))
    do {
        let value = try await work(installation.workplace)
        await installation.close()
        return value
    } catch {
        await installation.close()
        throw error
    }
}
