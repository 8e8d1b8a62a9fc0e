/// Cuts a byte stream into DevTools messages: UTF-8 JSON, each ended by one NUL byte.
struct MessageFraming {
    /// The longest message taken, in bytes. A 20 MiB download arrives in far smaller pieces.
    static let longestMessage = 64 << 20

    private var partial: [UInt8] = []

    /// The messages that these bytes complete, without their NUL. Throws when one grows past the limit.
    mutating func take(_ bytes: some Collection<UInt8>) throws(BrowserError) -> [[UInt8]] {
        var messages: [[UInt8]] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0) {
            messages.append(partial + rest[..<end])
            partial.removeAll(keepingCapacity: true)
            rest = rest[rest.index(after: end)...]
        }
        partial += rest
        guard partial.count <= Self.longestMessage else { throw .protocolFailure(method: "framing", code: 0) }
        return messages
    }
}
