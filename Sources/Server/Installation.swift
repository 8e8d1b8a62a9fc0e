public import Browser
import Connectors
import Domain
import Foundation
public import Logging
import Ports
public import Providers
import Store
import StorePostgres
import StoreSQLite
public import UseCases
import Vault

/// One installation, opened: its store, its keys, its providers. What every command works with.
public struct Installation: Sendable {
    public let settings: Settings
    public let logger: Logger
    public let workplace: Workplace
    public let catalogue: ProviderCatalogue
    public let browsers: BrowserPool

    /// How far an installation must be when it is opened.
    public enum Readiness: Sendable {
        /// Keys are there and right, every migration is in.
        case complete
        /// Missing keys and migrations are made: for the demo, which starts from nothing.
        case fromNothing
    }

    /// Opens everything. Nothing is written before the keys are known to be the right ones.
    ///
    /// - Throws: `StoreError`, `VaultError` or `SettingsError`, each with what to do.
    public static func open(
        _ settings: Settings, _ readiness: Readiness = .complete, logger: Logger
    ) async throws -> Installation {
        if let complaint = Resources.complaint { throw SettingsError(problems: [complaint]) }
        if readiness == .fromNothing { try DataFolder.prepare(settings) }
        let ring = try KeySource.ring(settings)
        let storage = try await StorageSource.open(settings, logger: logger)
        if readiness == .fromNothing { try await storage.migrate() }
        try await storage.schemaStatus().requireCurrent()
        try await KeySource.check(ring, against: storage)
        let installation = Installation(settings, storage: storage, ring: ring, logger: logger)
        try await installation.workplace.openLanes()
        return installation
    }

    private init(_ settings: Settings, storage: any Storage, ring: KeyRing, logger: Logger) {
        let clock = SystemClock()
        browsers = BrowserPool(options: BrowserSource.options(settings), logger: logger)
        catalogue = ProviderCatalogue(
            ownFolder: settings.providers?.path(), settings: BrowserSource.recipes(settings), pool: browsers,
            clock: clock,
            logger: logger)
        workplace = Workplace(
            storage: storage,
            sealing: RenewingSealer(ring, reload: { () throws(VaultError) in try KeySource.ring(settings) }),
            fingerprinting: KeyedFingerprinter(ring), passwords: ScryptHasher(), tokens: RandomTokens(),
            digests: SHA256Digests(), oneTimeCodes: HMACCodes(),
            connectors: catalogue, clock: clock, identifiers: SystemIdentifiers(clock: clock),
            post: PostSource.office(settings), rhythm: settings.rhythm,
            mailDomain: settings.mailDomain)
        self.settings = settings
        self.logger = logger
    }

    /// Lets go of browser and database; for commands that do not run services.
    public func close() async {
        await browsers.shutDown()
        await workplace.storage.close()
    }
}
