import HTTPKit

/// The address of a list: what chooses its rows stands in the query, empty choices left out.
struct ListAddress: Sendable {
    let path: String
    private var items: [(name: String, value: String)] = []

    init(_ path: String) { self.path = path }

    func with(_ name: String, _ value: String?) -> ListAddress {
        guard let value, !value.isEmpty else { return self }
        var copy = self
        copy.items.append((name, value))
        return copy
    }

    var text: String {
        guard !items.isEmpty else { return path }
        return path + "?" + items.map { "\($0.name)=\(FormEncoding.encoded($0.value))" }.joined(separator: "&")
    }
}

/// One of a list's filters, above the rows.
struct FilterTab: Sendable {
    let label: String
    let address: String
    /// How many rows it has; nil where nobody counts.
    let count: String?
    let isCurrent: Bool
}

extension Pager {
    /// The foot of a list; nil when it is whole.
    /// - Parameters:
    ///   - rows: How many are shown, in words.
    ///   - address: Of its first page.
    ///   - next: Where its next page starts.
    init?(_ rows: String, at address: ListAddress, isFirst: Bool, next: String?) {
        guard next != nil || !isFirst else { return nil }
        self.init(
            text: rows, first: isFirst ? nil : address.text, next: next.map { address.with("after", $0).text })
    }
}
