public import Foundation
import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle

/// How a sandbox is run.
public struct SandboxOptions: Sendable {
    /// The address to listen on.
    public var host: String
    /// 0 takes any free port.
    public var port: Int
    /// Decides names, account numbers and every use: the same seed gives the same utilities.
    public var seed: UInt64
    /// The present, for bills, sessions and the log of attempts.
    public var now: @Sendable () -> Date
    /// How slow logins and held-back answers wait. Tests put their own in.
    public var pause: @Sendable (Duration) async throws -> Void
    /// Where text messages go when a login says nothing else; nil leaves them on the telephone.
    public var textHook: TextHook?
    /// Signs texts to a login's own webhook that has no token of its own.
    public var textToken = ""
    /// Where the mailboxes take mail by SMTP, 0 for any free port; nil for no mailboxes.
    public var mailPort: Int?
    public var mailRoutes = MailRoutes()
    public var logger: Logger

    public init(
        host: String = "127.0.0.1", port: Int = 0, seed: UInt64 = 20, now: @escaping @Sendable () -> Date,
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        logger: Logger = Logger(label: "sandbox")
    ) {
        self.host = host
        self.port = port
        self.seed = seed
        self.now = now
        self.pause = pause
        self.logger = logger
    }
}

/// Three utilities on one port: `/harbor`, `/metro`, `/valley`, `/control` to steer them, and `/mailbox` for what they
/// send to their customers.
public struct SandboxServer: Service {
    /// The name under which the sandbox's mail host vouches for mails, in `Authentication-Results`.
    public static let mailAuthority = LetterSeals.authority

    public let world: SandboxWorld
    /// Nothing listens on it as long as the server lives; logins with the behaviour `refused` are sent there.
    public var refusedPort: Int { reserved.port }

    private let options: SandboxOptions
    private let onListening: @Sendable (Int) async -> Void
    private let reserved: ReservedPort
    private let assets: PortalAssets
    private let outbox = Outbox()
    let mailroom: Mailroom
    private let door: MailboxDoor?
    private let courier: Courier

    /// Prepares the utilities; nothing listens before `run`.
    ///
    /// - Parameters:
    ///   - carrier: Takes the messages of portals and mailboxes; nil for SMTP and webhooks.
    ///   - onListening: Hears the actual port once connections are taken.
    ///   - onMailListening: Hears the actual port of the mailboxes.
    /// - Throws: `SandboxError`.
    public init(
        _ options: SandboxOptions, carrier: (any MessageCarrying)? = nil,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in },
        onMailListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws(SandboxError) {
        self.options = options
        self.onListening = onListening
        assets = try PortalAssets(folder: PortalAssets.bundled)
        reserved = try ReservedPort(host: options.host, preferred: options.port == 0 ? 0 : options.port + 1)
        world = SandboxWorld(seed: options.seed, textHook: options.textHook, now: options.now)
        let mailroom = Mailroom(outbox: outbox, now: options.now)
        self.mailroom = mailroom
        let postmaster = Postmaster(world: world, mailroom: mailroom, outbox: outbox)
        door = options.mailPort.map { port in
            MailboxDoor(host: options.host, port: port, postmaster: postmaster, onListening: onMailListening)
        }
        let usual = MessageCarrier(routes: options.mailRoutes, mailroom: mailroom, door: door)
        courier = Courier(
            outbox: outbox, carrier: carrier ?? usual, world: world, mailroom: mailroom, pause: options.pause,
            logger: options.logger)
    }

    /// Serves until the surrounding service group shuts down or the task is cancelled.
    public func run() async throws { try await application.run() }

    var application: some ApplicationProtocol {
        Application(
            router: router,
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(address: .hostname(options.host, port: options.port)),
            services: services,
            onServerRunning: { [onListening] channel in
                if let port = channel.localAddress?.port { await onListening(port) }
            },
            logger: options.logger)
    }

    private var services: [any Service] {
        guard let door else { return [courier] }
        return [courier, door]
    }

    private var router: Router<SandboxContext> {
        let router = Router(context: SandboxContext.self, options: .autoGenerateHeadEndpoints)
        HarborPortal(desk: desk(.harbor, cookie: "HLP_SESSION", "HLP_DEVICE")).addRoutes(to: router, assets: assets)
        MetroPortal(desk: desk(.metro, cookie: "mge_session", "mge_device")).addRoutes(to: router, assets: assets)
        ControlDesk(world: world, textToken: options.textToken).addRoutes(to: router, assets: assets)
        MailboxDesk(world: world, mailroom: mailroom, outbox: outbox).addRoutes(to: router)
        ValleyPortal(desk: desk(.valley, cookie: "ASP.NET_SessionId", "VWD_DEVICE"))
            .addRoutes(to: router, assets: assets)
        return router
    }

    private func desk(_ portal: Portal, cookie: String, _ deviceCookie: String) -> PortalDesk {
        PortalDesk(
            world: world, portal: portal, cookieName: cookie, deviceCookieName: deviceCookie,
            refusedAddress: "http://\(options.host):\(reserved.port)", pause: options.pause, outbox: outbox)
    }
}
