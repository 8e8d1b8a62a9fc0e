/// Looks at a message before the parser does, and takes away what would hurt it: GMime needs time that grows with the
/// square of a list of addresses, a stack as deep as groups are nested, and about a kilobyte of memory for each part.
enum MailScreen {
    /// Bytes of a field that holds addresses; what stands behind them is left out.
    static let addressFieldLimit = 2_048
    /// What parts and fields may cost in memory, in bytes.
    static let memoryLimit = 67_108_864
    /// About what GMime needs for one part and for one header field, measured with version 3.2.13.
    private static let (partCost, fieldCost) = (1_400, 500)

    /// The fields in which GMime reads addresses, in whatever message within the message they stand.
    private static let addressFields = ["from", "sender", "reply-to", "to", "cc", "bcc"].map { Array($0.utf8) }

    /// The message, harmless.
    ///
    /// - Throws: `.tooComplex` when parts and fields would need too much memory.
    static func screened(_ raw: [UInt8]) throws(MailError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(raw.count)
        var cost = 0
        // Bytes that the address field may still have that is being read, if one is.
        var room: Int?
        var start = 0
        while start < raw.count {
            let end = raw[start...].firstIndex(of: 0x0A) ?? raw.count
            let isFolded = raw[start] == 0x20 || raw[start] == 0x09
            if !isFolded {
                let name = fieldName(raw[start..<min(end, start + 80)])
                if name != nil { cost += fieldCost }
                if isBoundary(raw[start..<end]) { cost += partCost }
                guard cost <= memoryLimit else { throw .tooComplex }
                room = name.map { addressFields.contains($0) } == true ? addressFieldLimit : nil
            }
            let next = min(end + 1, raw.count)
            if let left = room, next - start > left {
                // Blanks behind the addresses would cost time too: GMime looks at all of them for each address.
                if left > 0 { bytes += raw[start..<(start + left)] + [0x0D, 0x0A] }
                room = 0
            } else {
                bytes += raw[start..<next]
                room = room.map { $0 - (next - start) }
            }
            start = next
        }
        return bytes
    }

    /// The lower-case name when a line begins like a header field.
    private static func fieldName(_ line: ArraySlice<UInt8>) -> [UInt8]? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else { return nil }
        var name = line[..<colon]
        while name.last == 0x20 || name.last == 0x09 { name.removeLast() }
        guard !name.isEmpty, name.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        return name.map { (65...90).contains($0) ? $0 + 32 : $0 }
    }

    private static func isBoundary(_ line: ArraySlice<UInt8>) -> Bool {
        line.starts(with: [UInt8(ascii: "-"), UInt8(ascii: "-")])
    }
}
