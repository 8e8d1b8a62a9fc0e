import API
import Browser
import Domain
import Doorstep
import Foundation
import HTTPKit
public import Hummingbird
import HummingbirdCore
import Inbox
import Jobs
import Logging
import NIOCore
import Pictures
import Ports
public import ServiceLifecycle
import Store
import Templates
import UseCases
import Web

/// The services of one process, put together from an installation. Decides nothing.
public struct Composition: Sendable {
    private let installation: Installation
    private let leavesPages: Bool
    private let onListening: @Sendable (Int) async -> Void

    /// - Parameters:
    ///   - leavesPages: Whether the pages of interrupted runs outlive a stop for a minute, for the process that comes next.
    ///   - onListening: Hears the actual port once pages are served.
    public init(
        _ installation: Installation, leavesPages: Bool,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.installation = installation
        self.leavesPages = leavesPages
        self.onListening = onListening
    }

    /// What this process's roles call for, in the order in which it starts; it stops the other way round.
    public func services() throws -> [any Service] {
        let settings = installation.settings
        let jobs = JobSettings(node: settings.node, capacity: settings.workers)
        let workplace = installation.workplace
        let logger = installation.logger
        var services: [any Service] = [ClosingService { await installation.workplace.storage.close() }]
        if settings.roles.contains(.worker) {
            services.append(ClosingService { await installation.browsers.shutDown(leavingPages: leavesPages) })
            services.append(Worker(workplace: workplace, settings: jobs, logger: logger))
        }
        if settings.roles.contains(.schedule) {
            services.append(Scheduler(workplace: workplace, settings: jobs, logger: logger))
            services.append(Housekeeper(workplace: workplace, settings: jobs, logger: logger))
        }
        if settings.roles.contains(.mail) {
            services += try MailSource.services(
                settings.mail, hostName: settings.mailHostName, receiver: installation.receiver,
                clock: workplace.clock, logger: logger,
                isWaiting: { [installation] in await installation.isAnybodyWaiting })
        }
        if settings.roles.contains(.web) { services.append(try application()) }
        return services
    }

    /// The web server with every page and every endpoint.
    public func application() throws -> some ApplicationProtocol {
        let settings = installation.settings
        return Application(
            responder: try responder(),
            server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(10_000)),
            onServerRunning: { [onListening] channel in
                if let port = channel.localAddress?.port { await onListening(port) }
            },
            logger: installation.logger)
    }

    private func responder() throws -> some HTTPResponder<EdgeContext> {
        let workplace = installation.workplace
        guard let address = PublicAddress(installation.settings.publicURL) else {
            throw SettingsError(problems: [
                "\(Setting.publicURL.variable) must be https://… without a path, or http:// on the loopback interface."
            ])
        }
        let doorstep = DoorstepEnvironment(
            workplace: workplace, templates: try TemplateLibrary(folders: [DoorstepFiles.views]),
            assets: try AssetLibrary(folder: DoorstepFiles.assets, servedAt: DoorstepEnvironment.assetPlace))
        let web = WebEnvironment(
            workplace: workplace, templates: try TemplateLibrary(folders: [WebFiles.views]),
            assets: try AssetLibrary(folder: WebFiles.assets), address: address, pictures: ZBarReader(),
            drawing: QREncoder(), customerPage: { try doorstep.preview($0, language: $1) })
        let edge = Edge(
            address: address, trustedProxies: installation.settings.trustedProxies.compactMap(IPRange.init),
            lookUpSession: { try await workplace.lookUpSession($0) },
            errorPage: { problem, incident in try WebRoutes.problemPage(problem, incident: incident, in: web) })
        let router = edge.makeRouter()
        HealthRoutes(storage: workplace.storage).add(to: router)
        WebRoutes(web).add(to: router, through: edge)
        DoorstepRoutes(doorstep).add(to: router, through: edge)
        V1.addRoutes(to: router, edge: edge, workplace: workplace)
        InboxSource.routes(
            installation.settings.hooks, address: address, receiver: installation.receiver,
            parseMIME: installation.mimeParsing, fingerprinting: workplace.fingerprinting, clock: workplace.clock
        ).add(to: router)
        return edge.responder(for: router)
    }
}
