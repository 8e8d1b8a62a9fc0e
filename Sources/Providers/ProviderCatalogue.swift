public import Browser
public import Connectors
public import Domain
import Foundation
public import Logging
public import Ports

/// The providers that this installation knows: the folders that come with the product, and those of a folder of its own.
public struct ProviderCatalogue: ConnectorDirectory {
    /// Why a folder of the catalogue gives no provider.
    public struct Absence: Sendable, Equatable {
        public let folder: String
        public let cause: RecipeError
    }

    public let providers: [Provider]
    /// Folders that were left out, so that one mistake never takes the other providers down.
    public let absences: [Absence]
    private let connectors: [ProviderKey: RecipeConnector]

    /// Reads every folder. One of the installation's own replaces the product's of the same name.
    ///
    /// - Parameter ownFolder: a folder of provider folders, or nil.
    public init(
        ownFolder: String?, settings: RecipeSettings, pool: BrowserPool, clock: any WallClock, logger: Logger
    ) {
        var connectors: [ProviderKey: RecipeConnector] = [:]
        var absences: [Absence] = []
        for root in [Self.bundled, ownFolder].compactMap({ $0 }) {
            for folder in Self.folders(in: root) {
                do throws(RecipeError) {
                    connectors[folder.key] = RecipeConnector(
                        recipe: try folder.recipe(settings), pool: pool, clock: clock, settings: settings,
                        logger: logger)
                } catch {
                    absences.append(Absence(folder: folder.path, cause: error))
                }
            }
        }
        self.connectors = connectors
        self.absences = absences
        providers = connectors.values.map(\.recipe.provider).sorted { ($0.name, $0.key.text) < ($1.name, $1.key.text) }
    }

    public func provider(_ key: ProviderKey) -> Provider? { connectors[key]?.recipe.provider }

    public func connector(for key: ProviderKey) -> (any Connector)? { connectors[key] }

    /// The folder of provider folders that comes with the product: beside the program and nowhere else, since the package
    /// manager's own lookup falls back to the folder it was built in, which hides an incomplete installation.
    public static var bundled: String {
        #if os(Linux)
            Bundle.main.bundleURL.appendingPathComponent("tieline_Providers.resources/Catalogue").path
        #else
            Bundle.module.bundleURL.appendingPathComponent("Catalogue").path
        #endif
    }

    /// The provider folders inside a folder, sorted by name; nothing when it cannot be read.
    public static func folders(in root: String) -> [ProviderFolder] {
        // An unreadable folder has no providers, which `absences` of the missing recipe would not tell better.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return names.sorted().compactMap { name in
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: "\(root)/\(name)", isDirectory: &isFolder), isFolder.boolValue
            else { return nil }
            return ProviderFolder(path: "\(root)/\(name)")
        }
    }
}
