import Mustache

/// Which names were found and which were not while a template was rendered. Used by one thread.
final class LookupRecord {
    private var found: Set<String> = []
    private var asked: Set<String> = []

    var missed: [String] { asked.subtracting(found).sorted() }

    func note(_ name: String, wasFound: Bool) {
        asked.insert(name)
        if wasFound { found.insert(name) }
    }
}

/// A view model that answers like itself and notes each look-up.
struct RecordingValue: MustacheParent, CustomStringConvertible {
    private let value: Any
    private let record: LookupRecord

    init(_ value: Any, _ record: LookupRecord) {
        self.value = value
        self.record = record
    }

    var description: String { String(describing: value) }

    func child(named name: String) -> Any? {
        let child = Mirror(reflecting: value).children.first { $0.label == name }
        record.note(name, wasFound: child != nil)
        return child.flatMap { wrapped($0.value) }
    }

    /// Structures and their lists are watched too; everything else is printed or decides as it is.
    private func wrapped(_ value: Any) -> Any? {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { wrapped($0.value) }
        case .collection: return mirror.children.compactMap { wrapped($0.value) }
        case .struct where !(value is any CustomStringConvertible): return RecordingValue(value, record)
        default: return value
        }
    }
}
