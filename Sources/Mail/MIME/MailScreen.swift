/// Looks at a message before the parser does, and takes away what would hurt it: GMime needs time that grows with the
/// square of a list of addresses, a stack as deep as groups are nested, and about a kilobyte of memory for each part.
enum MailScreen {
    /// Bytes of a field that holds addresses; what stands behind them is made blank.
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
        var bytes = raw
        var cost = 0
        // Where the bytes of the address field begin that is being read, if one is.
        var field: Int?
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let isFolded = bytes[start] == 0x20 || bytes[start] == 0x09
            if !isFolded {
                let name = fieldName(bytes[start..<min(end, start + 80)])
                if name != nil { cost += fieldCost }
                if isBoundary(bytes[start..<end]) { cost += partCost }
                guard cost <= memoryLimit else { throw .tooComplex }
                field = name.map { addressFields.contains($0) } == true ? start : nil
            }
            if let field, end - field > addressFieldLimit {
                for index in max(start, field + addressFieldLimit)..<end where bytes[index] != 0x0D {
                    bytes[index] = 0x20
                }
            }
            start = end + 1
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
