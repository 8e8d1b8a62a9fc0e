public import Foundation
import Mustache
import Synchronization

/// The pages' templates: loaded from folders, checked, and rendered with view models.
///
/// A template is named by its path below its folder without `.mustache`. Loading fails with file and line when a template
/// could let a value leave its place. In development the files are read anew when one of them has changed.
public final class TemplateLibrary: Sendable {
    private struct Loaded {
        var library: MustacheLibrary
        var sources: [String: TemplateSource]
        var stamps: [String: Date]
    }

    private let folders: [URL]
    private let reloads: Bool
    private let loaded: Mutex<Loaded>

    /// - Parameters:
    ///   - folders: Where to look; each must exist and hold templates, and no two may hold the same name.
    ///   - reloads: Look for changed files before each rendering. For development.
    public init(folders: [URL], reloads: Bool = false) throws(TemplateError) {
        self.folders = folders
        self.reloads = reloads
        loaded = Mutex(try Self.load(folders))
    }

    /// Every template's name, sorted.
    public var names: [String] { loaded.withLock { $0.sources.keys.sorted() } }

    /// The page as HTML. Values are read by name from the stored properties of `value`; `Bool` and `Optional` decide
    /// sections, never `0` or `""`.
    public func render(_ name: String, _ value: Any) throws(TemplateError) -> String {
        if reloads { try reloadIfChanged() }
        let library = loaded.withLock { $0.library }
        let object = value is any MustacheParent ? value : ViewValue(value)
        guard let page = library.render(object, withTemplate: name) else { throw .unknownTemplate(name: name) }
        return page
    }

    /// The checked source of a template, for audits.
    func source(_ name: String) -> TemplateSource? { loaded.withLock { $0.sources[name] } }

    private func reloadIfChanged() throws(TemplateError) {
        let files = try Self.files(in: folders)
        let stamps = files.mapValues(Self.modified)
        guard stamps != loaded.withLock({ $0.stamps }) else { return }
        let fresh = try Self.load(folders)
        loaded.withLock { $0 = fresh }
    }

    private static func load(_ folders: [URL]) throws(TemplateError) -> Loaded {
        let files = try files(in: folders)
        var loaded = Loaded(library: MustacheLibrary(), sources: [:], stamps: files.mapValues(modified))
        for (name, file) in files {
            guard let bytes = try? Data(contentsOf: file), let text = String(validating: bytes, as: UTF8.self) else {
                throw .unreadable(path: file.path())
            }
            let source = try TemplateSource(name: name, path: file.path(), text: text)
            loaded.library.register(try source.compiled(), named: name)
            loaded.sources[name] = source
        }
        try checkPartials(of: loaded.sources)
        return loaded
    }

    /// A partial that does not exist would render as nothing.
    private static func checkPartials(of sources: [String: TemplateSource]) throws(TemplateError) {
        for source in sources.values.sorted(by: { $0.name < $1.name }) {
            for tag in source.tags where tag.kind == ">" || tag.kind == "<" {
                guard sources[tag.name] != nil else {
                    throw .malformed(
                        path: source.path, line: tag.line, problem: "there is no template named \(tag.name)")
                }
            }
        }
    }

    /// Every template's file by name.
    private static func files(in folders: [URL]) throws(TemplateError) -> [String: URL] {
        var files: [String: URL] = [:]
        for folder in folders {
            let root = folder.standardizedFileURL.path(percentEncoded: false)
            guard let walk = FileManager.default.enumerator(atPath: root), FileManager.default.fileExists(atPath: root)
            else { throw .missingFolder(path: root) }
            let paths = walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".mustache") }
            guard !paths.isEmpty else { throw .emptyFolder(path: root) }
            for path in paths {
                let name = String(path.dropLast(".mustache".count))
                guard files.updateValue(folder.appending(path: path), forKey: name) == nil else {
                    throw .duplicateName(name)
                }
            }
        }
        return files
    }

    private static func modified(_ file: URL) -> Date {
        // A file that vanished in between is noticed when it is read.
        let attributes = try? FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false))
        return attributes?[.modificationDate] as? Date ?? .distantPast
    }
}
