import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Style sheets, scripts and pictures of the portals, read once at start.
struct PortalAssets: Sendable {
    private let files: [String: ByteBuffer]

    /// Reads every file of the folder and its subfolders.
    ///
    /// - Throws: `SandboxError.pagesMissing` when the folder is not there.
    init(folder: URL) throws(SandboxError) {
        let root = folder.resolvingSymlinksInPath().path
        guard let paths = FileManager.default.enumerator(atPath: root) else { throw .pagesMissing(folder: root) }
        var files: [String: ByteBuffer] = [:]
        for case let path as String in paths where Self.mediaTypes[Self.fileExtension(of: path)] != nil {
            guard let data = FileManager.default.contents(atPath: root + "/" + path) else { continue }
            files[path] = ByteBuffer(bytes: data)
        }
        guard !files.isEmpty else { throw .pagesMissing(folder: root) }
        self.files = files
    }

    /// The folder that comes with the product: beside the program and nowhere else, since the package manager's own
    /// lookup falls back to the folder it was built in, which hides an incomplete installation.
    static var bundled: URL {
        #if os(Linux)
            Bundle.main.bundleURL.appendingPathComponent("tieline_SandboxUtility.resources/Pages")
        #else
            Bundle.module.bundleURL.appendingPathComponent("Pages")
        #endif
    }

    /// Serves the folder of one brand under `assets/`.
    func addRoutes(to router: RouterGroup<SandboxContext>, brand: String) {
        for (path, body) in files where path.hasPrefix(brand + "/") {
            let name = String(path.dropFirst(brand.count + 1))
            let type = Self.mediaTypes[Self.fileExtension(of: name)] ?? "application/octet-stream"
            router.get("assets/\(name)") { _, _ in
                Response(
                    status: .ok,
                    headers: [
                        .contentType: type, .cacheControl: "public, max-age=300", .xContentTypeOptions: "nosniff",
                    ],
                    body: .init(byteBuffer: body))
            }
        }
    }

    private static let mediaTypes = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
    ]

    private static func fileExtension(of path: String) -> String {
        path.split(separator: ".").last.map(String.init) ?? ""
    }
}
