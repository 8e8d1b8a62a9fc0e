/// Something to be copied into another program: shown whole, read-only, with a button beside it where scripts run.
struct CopyText: Sendable {
    let id: String
    let label: String
    let value: String
    /// Several lines, such as a letter or a JSON template.
    let isLong: Bool
    /// The rows of a long one.
    let rows: Int

    init(_ id: String, _ label: String, _ value: String) {
        let lines = value.split(separator: "\n", omittingEmptySubsequences: false)
        self.id = id
        self.label = label
        self.value = value
        isLong = lines.count > 1
        rows = lines.map { 1 + $0.count / 72 }.reduce(0, +)
    }
}
