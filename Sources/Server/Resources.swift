import Doorstep
import Foundation
import Providers
import Web

/// The files that travel beside the program.
enum Resources {
    /// The folders that are not there.
    static func missing() -> [String] {
        let folders = [
            DoorstepFiles.views.path(percentEncoded: false), DoorstepFiles.assets.path(percentEncoded: false),
            WebFiles.views.path(percentEncoded: false), WebFiles.assets.path(percentEncoded: false),
            ProviderCatalogue.bundled,
        ]
        return folders.filter { !FileManager.default.fileExists(atPath: $0) }
    }

    /// What is missing and what to do, in one line; nil when everything is there.
    static var complaint: String? {
        let missing = missing()
        guard !missing.isEmpty else { return nil }
        return "Missing beside the program: \(missing.joined(separator: ", ")). Copy the .resources folders there."
    }
}
