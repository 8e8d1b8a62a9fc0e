import ArgumentParser
import Foundation
import Mail
import Ports
import Server
import UseCases

/// Mail that another program hands over, and mail to try things out.
struct MailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mail", abstract: "Take a mail that another program hands over, or send one to try things out.",
        subcommands: [Receive.self, Test.self])

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Send a letter that shows that letters go out.")

        @OptionGroup var common: CommonOptions

        @Option(help: "Whom to send it to.")
        var to: String

        func run() async throws {
            guard let trial = LetterTrial(try common.settings()) else {
                throw PlainError("No mail server is configured. Set TIELINE_SMTP_URL and TIELINE_MAIL_FROM.")
            }
            switch await trial.send(to: to) {
            case .accepted: Console.say("The mail server took a letter to \(to).")
            case .refused(let code, let words): throw PlainError("The mail server refused the letter: \(code) \(words)")
            case .postponed(let words): throw PlainError("The letter did not go out. \(words)")
            }
        }
    }

    struct Receive: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take one message from standard input, for a mail server's pipe.",
            discussion: """
                Ends with 0 when the message is taken, 75 when it should be tried again, 67 when nobody has the address, \
                65 when it is no mail, 64 when no address is named. Without an argument the address is \
                ORIGINAL_RECIPIENT or RECIPIENT of the environment.
                """)

        @OptionGroup var common: CommonOptions

        @Argument(help: "The address that the message is for.")
        var recipient: String?

        func run() async throws {
            let recipients = recipients
            guard !recipients.isEmpty else { throw ExitCode(64) }
            let ending: MailPipe.Ending
            do {
                ending = try await take(try Console.read(limit: MailPipe.limit + 1), for: recipients)
            } catch {
                // Whatever is wrong here is no fault of the message: the mail server keeps it.
                Console.complain("\(PlainError.wrapping(error))")
                ending = .tryAgain
            }
            if ending != .taken { throw ExitCode(ending.rawValue) }
        }

        private var recipients: [String] {
            if let recipient { return [recipient] }
            let environment = ProcessInfo.processInfo.environment
            return ["ORIGINAL_RECIPIENT", "RECIPIENT"].compactMap { environment[$0] }.filter { !$0.isEmpty }
        }

        private func take(_ raw: [UInt8], for recipients: [String]) async throws -> MailPipe.Ending {
            let settings = try common.settings()
            let installation = try await Installation.open(settings, logger: Log.start(settings.logLevel))
            let ending = await MailPipe.take(
                raw, for: recipients, trust: settings.mail.trust, receivedAt: installation.workplace.clock.now(),
                receiver: installation.receiver)
            await installation.close()
            return ending
        }
    }
}
