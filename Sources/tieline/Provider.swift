import ArgumentParser
import Browser
import Domain
import Foundation
import Logging
import Ports
import Providers
import Server
import Vault

/// Provider folders: check, replay, try.
struct Provider: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check, replay and try provider folders.", subcommands: [Check.self, Test.self, Try.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Read a provider folder; every mistake as file:line.")

        @OptionGroup var common: CommonOptions
        @Argument(help: "The provider's folder.") var folder: String

        func run() async throws {
            let settings = try common.settings()
            try Provider.say(ProviderCheck.report(folder: folder, settings: BrowserSource.recipes(settings)))
        }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Replay a provider's saved pages in the browser.")

        @OptionGroup var common: CommonOptions
        @Argument(help: "The provider's folder.") var folder: String

        func run() async throws {
            let settings = try common.settings()
            let pool = Provider.browser(settings)
            let report = await ProviderTest.report(
                folder: folder, settings: BrowserSource.recipes(settings), pool: pool)
            await pool.shutDown()
            try Provider.say(report)
        }
    }

    struct Try: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign in once and print what was met.",
            discussion: """
                Asks for user name, password and answers on standard input, and for a one-time code when the portal \
                wants one. Nothing is stored.
                """)

        @OptionGroup var common: CommonOptions
        @Argument(help: "The provider's key, e.g. sandbox-harbor.") var key: String

        func run() async throws {
            let settings = try common.settings()
            let pool = Provider.browser(settings)
            let clock = SystemClock()
            let catalogue = ProviderCatalogue(
                ownFolder: settings.providers?.path(), settings: BrowserSource.recipes(settings), pool: pool,
                clock: clock,
                logger: Log.start(settings.logLevel))
            guard let key = ProviderKey(key),
                let attempt = ProviderTry(
                    key, in: catalogue, clock: clock, identifiers: SystemIdentifiers(clock: clock))
            else {
                let known = catalogue.providers.map(\.key.text).joined(separator: ", ")
                throw PlainError("There is no provider \(key). Known: \(known.isEmpty ? "none" : known).")
            }
            let report = await attempt.report(
                ask(attempt.signInFields), asking: { await Console.ask($0, within: .seconds(600)) },
                progress: { Console.say("· \($0)") })
            await pool.shutDown()
            try Provider.say(report)
        }

        private func ask(_ fields: [Prompt]) -> SignInCredentials {
            var given: [String: Secret<String>] = [:]
            for field in fields {
                Console.say("\(field.label):")
                given[field.name] = Secret(readLine(strippingNewline: true) ?? "")
            }
            let answers = given.filter { $0.key != "username" && $0.key != "password" && !$0.value.exposed.isEmpty }
            return SignInCredentials(
                username: given["username"] ?? Secret(""), password: given["password"] ?? Secret(""), answers: answers)
        }
    }

    static func say(_ report: ProviderReport) throws {
        report.lines.forEach(Console.say)
        if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
    }

    static func browser(_ settings: Settings) -> BrowserPool {
        var options = BrowserSource.options(settings)
        // One command, one browser: nothing needs to outlive it.
        options.keeper = nil
        return BrowserPool(options: options, logger: Log.start(settings.logLevel))
    }
}
