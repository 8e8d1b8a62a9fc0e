import Foundation

/// Values that SQL never looks into, as canonical JSON text: sorted keys, instants in whole microseconds.
enum StoredJSON {
    static func text(_ value: some Encodable) throws(StoreError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(date.microseconds)
        }
        do { return String(decoding: try encoder.encode(value), as: UTF8.self) } catch { throw .unencodable }
    }

    static func value<Value: Decodable>(
        _ type: Value.Type = Value.self, from text: String, column: String
    ) throws(StoreError) -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            Date(microseconds: try decoder.singleValueContainer().decode(Int64.self))
        }
        do { return try decoder.decode(type, from: Data(text.utf8)) } catch { throw .malformedRow(column: column) }
    }
}
