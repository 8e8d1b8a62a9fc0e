import ArgumentParser
import Logging
import SandboxUtility
import ServiceLifecycle
import UnixSignals
import Vault

/// Runs the sandbox utility: three portals with a user name for every way a sign-in can end, and the mailboxes and
/// telephones of their customers.
struct Sandbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run the sandbox utility, three fake portals to try things on.",
        discussion: """
            The portals mail their one-time codes by SMTP and text them through a webhook in Twilio's form. Without \
            further options mails stay in the sandbox's own mailboxes (/mailbox), and texts on its telephones.
            """)

    @Option(help: "Port to listen on, 0 for any free one.")
    var port = 8090

    @Option(help: "Port on which the mailboxes take mail by SMTP, 0 for any free one. (default: the port + 2)")
    var mailPort: Int?

    @Option(
        help: ArgumentHelp(
            "Mail host for what the portals mail, instead of the mailboxes. May be repeated with a domain in front.",
            valueName: "[domain=]host:port"))
    var mailRelay: [String] = []

    @Option(
        help: ArgumentHelp("Mail host for what the mailboxes pass on to other addresses.", valueName: "host:port"))
    var forwardRelay: String?

    @Option(help: "Webhook, plain http, for the portals' text messages.")
    var smsWebhook: String?

    @Option(help: "The auth token with which text messages are signed, also to webhooks set on the control page.")
    var smsToken = ""

    @Flag(help: .hidden)
    var untilInputEnds = false

    func run() async throws {
        try await Port.requireFree(port, option: "--port")
        if let mailPort { try await Port.requireFree(mailPort, option: "--mail-port") }
        let server = try SandboxServer(
            try await options(),
            onListening: { Console.say("Sandbox utility listening on http://127.0.0.1:\($0)") },
            onMailListening: { Console.say("Mailboxes take mail by SMTP on 127.0.0.1:\($0)") })
        var services: [any Service] = [server]
        if untilInputEnds { services.append(InputWatch()) }
        let group = ServiceGroup(
            configuration: .init(
                services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
                gracefulShutdownSignals: [.sigint, .sigterm], logger: Self.logger))
        try await group.run()
    }

    private static var logger: Logger {
        var logger = Logger(label: "sandbox")
        logger.logLevel = .warning
        return logger
    }

    private func options() async throws -> SandboxOptions {
        let clock = SystemClock()
        var options = SandboxOptions(port: port, now: { clock.now() }, logger: Self.logger)
        options.mailPort = await actualMailPort()
        options.mailRoutes = try mailRoutes()
        options.textToken = smsToken
        if let smsWebhook {
            guard let hook = TextHook(url: smsWebhook, token: smsToken) else {
                throw PlainError("--sms-webhook must be a plain http address.")
            }
            options.textHook = hook
        }
        return options
    }

    /// The one that was asked for, or the port + 2 where that is free, or any.
    private func actualMailPort() async -> Int {
        if let mailPort { return mailPort }
        guard port != 0, port + 2 <= 65_535 else { return 0 }
        do {
            try await Port.requireFree(port + 2, option: "--mail-port")
            return port + 2
        } catch {
            return 0  // taken: any other will do
        }
    }

    private func mailRoutes() throws -> MailRoutes {
        var routes = MailRoutes()
        for relay in mailRelay {
            let parts = relay.split(separator: "=", maxSplits: 1)
            guard let last = parts.last, let host = MailHost(last) else { throw Self.noHost("--mail-relay") }
            if parts.count == 2 { routes.domains[parts[0].lowercased()] = host } else { routes.rest = host }
        }
        if let forwardRelay {
            guard let host = MailHost(forwardRelay) else { throw Self.noHost("--forward-relay") }
            routes.forwards = host
        }
        return routes
    }

    private static func noHost(_ option: String) -> PlainError {
        PlainError("\(option) must be a host and a port: 127.0.0.1:2525")
    }
}
