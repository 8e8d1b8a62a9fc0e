public import Foundation
import HTTPTypes
public import Hummingbird
import NIOCore
import Synchronization

/// Stylesheet, script and pictures, under names that change with their content: browsers keep them for ever.
///
/// `assets.path("tieline.css")` gives `/assets/tieline.2f6c19d08b7a41e3.css`.
public final class AssetLibrary: Sendable {
    /// Why assets could not be loaded.
    public enum Failure: Error, Equatable {
        case missingFolder(path: String)
        case unreadable(path: String)
        case unknownType(path: String)
    }

    private struct Asset {
        let bytes: [UInt8]
        let type: String
        let mark: String
    }

    private let folder: URL
    private let place: String
    private let reloads: Bool
    private let assets: Mutex<[String: Asset]>

    /// - Parameters:
    ///   - folder: Flat; each file's extension must be known.
    ///   - place: The first part of the files' addresses; no two libraries of a router may have the same.
    ///   - reloads: Read the files anew for each use. For development.
    public init(folder: URL, servedAt place: String = "assets", reloads: Bool = false) throws(Failure) {
        self.folder = folder
        self.place = place
        self.reloads = reloads
        assets = Mutex(try Self.load(folder))
    }

    /// The address of an asset, which changes with its content. Naming one that does not exist is a programmer's mistake.
    public func path(_ name: String) -> String {
        guard let asset = current()[name] else { preconditionFailure("there is no asset named \(name)") }
        let parts = name.split(separator: ".", maxSplits: 1)
        return "/\(place)/\(parts[0]).\(asset.mark).\(parts[1])"
    }

    /// Serves `/assets/…`, or below the place that was named.
    public func addRoutes(to router: Router<EdgeContext>) {
        router.get("\(place)/:name") { [self] request, context in
            try respond(to: request, name: context.parameters.require("name"))
        }
    }

    private func respond(to request: Request, name: String) throws -> Response {
        let parts = name.split(separator: ".")
        let assets = current()
        let isMarked = parts.count == 3
        let plain = isMarked ? "\(parts[0]).\(parts[2])" : name
        guard let asset = assets[plain], !isMarked || reloads || parts[1] == asset.mark else { throw Problem.notFound }
        let tag = "\"\(asset.mark)\""
        let headers: HTTPFields = [
            .contentType: asset.type,
            .eTag: tag,
            .cacheControl: isMarked && !reloads ? "public, max-age=31536000, immutable" : "no-cache",
        ]
        guard !request.headers[values: .ifNoneMatch].contains(tag) else {
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes)))
    }

    private func current() -> [String: Asset] {
        // While a file is being saved it may be unreadable; then the last good state is shown.
        if reloads, let fresh = try? Self.load(folder) { assets.withLock { $0 = fresh } }
        return assets.withLock { $0 }
    }

    private static func load(_ folder: URL) throws(Failure) -> [String: Asset] {
        let root = folder.path(percentEncoded: false)
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: root) else {
            throw .missingFolder(path: root)
        }
        var assets: [String: Asset] = [:]
        for name in names where !name.hasPrefix(".") && !name.hasSuffix(".md") {
            let file = folder.appending(path: name)
            guard let type = types[file.pathExtension], name.split(separator: ".").count == 2 else {
                throw .unknownType(path: file.path(percentEncoded: false))
            }
            guard let bytes = try? Data(contentsOf: file) else {
                throw .unreadable(path: file.path(percentEncoded: false))
            }
            assets[name] = Asset(bytes: [UInt8](bytes), type: type, mark: mark(of: bytes))
        }
        return assets
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png", "ico": "image/x-icon", "woff2": "font/woff2", "webmanifest": "application/manifest+json",
    ]

    /// FNV-1a, 64 bits: tells versions of a file apart, and need not do more.
    private static func mark(of bytes: Data) -> String {
        let hash = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        let hex = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - hex.count) + hex
    }
}
