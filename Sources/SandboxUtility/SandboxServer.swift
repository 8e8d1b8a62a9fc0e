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

/// Three utilities on one port: `/harbor`, `/metro`, `/valley`, and `/control` to steer them.
public struct SandboxServer: Service {
    public let world: SandboxWorld
    /// Nothing listens on it as long as the server lives; logins with the behaviour `refused` are sent there.
    public var refusedPort: Int { reserved.port }

    private let options: SandboxOptions
    private let onListening: @Sendable (Int) async -> Void
    private let reserved: ReservedPort
    private let assets: PortalAssets

    /// Prepares the utilities; nothing listens before `run`.
    ///
    /// `onListening` hears the actual port once connections are taken.
    ///
    /// - Throws: `SandboxError`.
    public init(
        _ options: SandboxOptions, onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) throws(SandboxError) {
        self.options = options
        self.onListening = onListening
        assets = try PortalAssets(folder: PortalAssets.bundled)
        reserved = try ReservedPort(host: options.host, preferred: options.port == 0 ? 0 : options.port + 1)
        world = SandboxWorld(seed: options.seed, now: options.now)
    }

    /// Serves until the surrounding service group shuts down or the task is cancelled.
    public func run() async throws { try await application.run() }

    var application: some ApplicationProtocol {
        Application(
            router: router,
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(address: .hostname(options.host, port: options.port)),
            onServerRunning: { [onListening] channel in
                if let port = channel.localAddress?.port { await onListening(port) }
            },
            logger: options.logger)
    }

    private var router: Router<SandboxContext> {
        let router = Router(context: SandboxContext.self, options: .autoGenerateHeadEndpoints)
        HarborPortal(desk: desk(.harbor, cookie: "HLP_SESSION")).addRoutes(to: router, assets: assets)
        MetroPortal(desk: desk(.metro, cookie: "mge_session")).addRoutes(to: router, assets: assets)
        ControlDesk(world: world).addRoutes(to: router, assets: assets)
        ValleyPortal(desk: desk(.valley, cookie: "ASP.NET_SessionId")).addRoutes(to: router, assets: assets)
        return router
    }

    private func desk(_ portal: Portal, cookie: String) -> PortalDesk {
        PortalDesk(
            world: world, portal: portal, cookieName: cookie,
            refusedAddress: "http://\(options.host):\(reserved.port)", pause: options.pause)
    }
}
