import ArgumentParser
import Domain
import Foundation
import Server
import UseCases

/// Members, from the command line.
struct User: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make an organization with its owner, or a sign-in link.", subcommands: [Owner.self, Link.self])

    struct Owner: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make an organization and its owner.")

        @OptionGroup var common: CommonOptions

        @Option(help: "The organization's name.") var organization: String
        @Option(help: "The owner's e-mail address.") var email: String
        @Option(help: "The owner's name.") var name: String
        @Flag(help: "Read the password from standard input, without asking.") var passwordStdin = false

        func run() async throws {
            if !passwordStdin { Console.say("Password (at least 12 characters):") }
            let password = Secret(readLine(strippingNewline: true) ?? "")
            _ = try await opened(try common.settings()) { workplace in
                try await workplace.foundOrganization(
                    name: organization, ownerName: name, email: email, password: password)
            }
            Console.say("\(name) is the owner of \(organization).")
        }
    }

    struct Link: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print a sign-in link for a member; it works once.")

        @OptionGroup var common: CommonOptions

        @Option(help: "The member's e-mail address.") var email: String

        func run() async throws {
            let settings = try common.settings()
            let link = try await opened(settings) { try await $0.issueSignInLink(for: email) }
            Console.say("\(settings.publicURL)/sign-in/\(link.exposed)")
        }
    }
}
