/// One event of a live view (HTML standard, "Server-sent events").
public struct ServerSentEvent: Sendable, Equatable {
    /// What kind it is; scripts listen by this name.
    public let name: String?
    public let data: String
    /// Comes back as `Last-Event-ID` when the browser connects anew.
    public let id: String?

    public init(name: String? = nil, data: String, id: String? = nil) {
        self.name = name
        self.data = data
        self.id = id
    }

    /// The bytes on the wire. Line breaks in data make more lines; in a name or id they would make another field, and are
    /// left out.
    var encoded: String {
        var lines: [String] = []
        if let id { lines.append("id: " + Self.oneLine(id)) }
        if let name { lines.append("event: " + Self.oneLine(name)) }
        lines += data.split(omittingEmptySubsequences: false) { $0.isNewline }.map { "data: " + $0 }
        return lines.joined(separator: "\n") + "\n\n"
    }

    private static func oneLine(_ text: String) -> String { text.filter { !$0.isNewline && $0 != "\0" } }
}
