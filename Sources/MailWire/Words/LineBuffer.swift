/// Bytes as they come, given out line by line. Lines end in CR LF and in nothing else: servers that disagree about the
/// end of a line can be made to disagree about the end of a message ("SMTP smuggling").
struct LineBuffer: Sendable {
    /// One line, without its end.
    enum Line: Sendable, Equatable {
        case text([UInt8])
        /// It ends in LF without CR.
        case bareLineFeed
        /// It is longer than asked for; all of it is thrown away.
        case tooLong
    }

    private var bytes: [UInt8] = []
    private var start = 0
    /// Where the search for the next LF goes on.
    private var scanned = 0
    private var isSkipping = false

    /// Bytes not yet given out.
    var count: Int { bytes.count - start }

    mutating func append(_ more: some Sequence<UInt8>) {
        if start > 0 {
            bytes.removeFirst(start)
            scanned -= start
            start = 0
        }
        bytes.append(contentsOf: more)
    }

    /// The next whole line; nil when more bytes must come first.
    /// - Parameter limit: Bytes of a line, its end not counted.
    mutating func next(limit: Int) -> Line? {
        guard let end = bytes[scanned...].firstIndex(of: 0x0A) else {
            scanned = bytes.count
            // One more, since a CR may wait for its LF.
            if isSkipping || count > limit + 1 { skip() }
            return nil
        }
        defer {
            start = end + 1
            scanned = start
        }
        if isSkipping {
            isSkipping = false
            return .tooLong
        }
        guard end > start, bytes[end - 1] == 0x0D else { return .bareLineFeed }
        guard end - 1 - start <= limit else { return .tooLong }
        return .text(Array(bytes[start..<(end - 1)]))
    }

    mutating func clear() { self = LineBuffer() }

    /// Throws away what is there of a line that is too long already.
    private mutating func skip() {
        isSkipping = true
        bytes.removeAll(keepingCapacity: true)
        start = 0
        scanned = 0
    }
}
