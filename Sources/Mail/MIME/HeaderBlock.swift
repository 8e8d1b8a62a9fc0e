/// The header fields at the top of a message, in their order, as they stand there.
struct HeaderBlock: Sendable, Equatable {
    struct Field: Sendable, Equatable {
        /// Lower-case.
        let name: String
        /// Unfolded; bytes that are no UTF-8 become U+FFFD.
        let value: String
    }

    private(set) var fields: [Field] = []

    /// Fields that are read, and bytes of one that are kept.
    private static let (fieldLimit, valueLimit) = (1_000, 16_384)

    /// Reads to the first line that is empty or no header field.
    init(_ raw: [UInt8]) {
        var start = 0
        var name = ""
        var value: [UInt8] = []
        func field() -> Field? {
            name.isEmpty
                ? nil
                : Field(name: name, value: String(decoding: value, as: UTF8.self).trimmingMailBlanks)
        }
        while start < raw.count, fields.count < Self.fieldLimit {
            let end = raw[start...].firstIndex(of: 0x0A) ?? raw.count
            var line = raw[start..<end]
            if line.last == 0x0D { line.removeLast() }
            start = end + 1
            if line.first == 0x20 || line.first == 0x09, !name.isEmpty {
                if value.count + line.count <= Self.valueLimit { value += line }
                continue
            }
            if let done = field() { fields.append(done) }
            name = ""
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { break }
            name = String(decoding: line[..<colon], as: UTF8.self).lowercased().trimmingMailBlanks
            value = Array(line[(colon + 1)...].prefix(Self.valueLimit))
        }
        if let done = field() { fields.append(done) }
    }

    /// Every value of a field, topmost first.
    func values(of name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
}

extension String {
    /// Without spaces and tabs at both ends.
    var trimmingMailBlanks: String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
