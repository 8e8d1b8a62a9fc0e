import Foundation

/// Which rows to read and what in each.
struct RowRequest: Sendable, Equatable, Encodable {
    struct Field: Sendable, Equatable, Encodable {
        let selector: String?
        let attribute: String?
    }

    let rows: String
    let fields: [String: Field]
    /// Rows inside each row.
    let lists: [String: RowRequest]

    init(rows: String, fields: [String: FieldReading], lists: [String: RowRequest] = [:]) {
        self.rows = rows
        self.fields = fields.mapValues { Field(selector: $0.selector, attribute: $0.attribute) }
        self.lists = lists
    }
}

/// One row as read: texts by field, rows by list. A field whose element is missing is missing here.
struct Row: Sendable, Equatable, Decodable {
    let fields: [String: String]
    let lists: [String: [Row]]

    init(fields: [String: String], lists: [String: [Row]] = [:]) {
        self.fields = fields
        self.lists = lists
    }

    /// The wanted part of a field; nil when it is missing, empty or of another shape.
    func value(_ name: String, _ reading: FieldReading) -> String? { fields[name].flatMap(reading.value) }
}

/// JSON as the page scripts take and give it.
enum JSONText {
    static func encode(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

/// FNV-1a, 64 bits: recognises a structure again; no protection against anybody.
enum StructureHash {
    static func hex(of parts: [String]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in parts.joined(separator: "\u{1F}").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let hex = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - hex.count) + hex
    }
}
