import Mustache

/// A view model as the template library asks it: by name, often, and every name at several levels. Its structure is read
/// once, where the library by itself would read it anew for each name. Used by one thread, for one rendering.
final class ViewValue: MustacheParent, CustomStringConvertible {
    private let value: Any
    private let record: LookupRecord?
    /// Structures and their lists answer like this one; everything else is printed or decides as it is; nil is absent.
    private var children: [String: Any]?

    init(_ value: Any, _ record: LookupRecord? = nil) {
        self.value = value
        self.record = record
    }

    var description: String { String(describing: value) }

    func child(named name: String) -> Any? {
        let children = children ?? read()
        let child = children[name]
        record?.note(name, wasFound: child != nil || record?.knows(name, of: value) == true)
        return child
    }

    private func read() -> [String: Any] {
        var read: [String: Any] = [:]
        for child in Mirror(reflecting: value).children {
            guard let name = child.label else { continue }
            read[name] = wrapped(child.value)
        }
        children = read
        return read
    }

    private func wrapped(_ value: Any) -> Any? {
        if value is String || value is Bool { return value }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { wrapped($0.value) }
        case .collection: return mirror.children.compactMap { wrapped($0.value) }
        case .struct where !(value is any CustomStringConvertible): return ViewValue(value, record)
        default: return value
        }
    }
}

/// Which names were found and which were not while a template was rendered. Used by one thread.
final class LookupRecord {
    private var found: Set<String> = []
    private var asked: Set<String> = []

    var missed: [String] { asked.subtracting(found).sorted() }

    func note(_ name: String, wasFound: Bool) {
        asked.insert(name)
        if wasFound { found.insert(name) }
    }

    /// Whether a value has the name, also where nothing is in it now.
    func knows(_ name: String, of value: Any) -> Bool {
        Mirror(reflecting: value).children.contains { $0.label == name }
    }
}
