import Foundation
import Providers
import Web

/// The files that travel beside the program.
enum Resources {
    /// The folders that are not there.
    static func missing() -> [String] {
        let folders = [WebFiles.views.path(), WebFiles.assets.path(), ProviderCatalogue.bundled]
        return folders.filter { !FileManager.default.fileExists(atPath: $0) }
    }
}
