import CLibPQ
import Store

/// Reads a result in the server's binary form.
enum PostgresRows {
    static func read(_ result: OpaquePointer) throws(StoreError) -> [SQLRow] {
        let columns = PQnfields(result)
        guard columns > 0 else { return [] }
        var positions: [String: Int] = [:]
        for column in 0..<columns {
            if let name = PQfname(result, column) { positions[String(cString: name)] = Int(column) }
        }
        var rows: [SQLRow] = []
        for row in 0..<PQntuples(result) {
            var values: [SQLValue] = []
            for column in 0..<columns { values.append(try value(result, row, column)) }
            rows.append(SQLRow(positions: positions, values: values))
        }
        return rows
    }

    private static func value(_ result: OpaquePointer, _ row: Int32, _ column: Int32) throws(StoreError) -> SQLValue {
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else { return .null }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
        switch PQftype(result, column) {
        case PostgresLink.TypeID.int8, PostgresLink.TypeID.int4, PostgresLink.TypeID.int2:
            return .integer(wholeNumber(bytes))
        case PostgresLink.TypeID.bool: return .integer(bytes.first == 0 ? 0 : 1)
        case PostgresLink.TypeID.float8:
            return .real(Double(bitPattern: UInt64(bitPattern: wholeNumber(bytes))))
        case PostgresLink.TypeID.bytea: return .blob(Array(bytes))
        case PostgresLink.TypeID.text, 19, 705, 1042, 1043: return .text(String(decoding: bytes, as: UTF8.self))
        case 2278: return .null  // void, as pg_notify answers
        default: throw .malformedRow(column: PQfname(result, column).map { String(cString: $0) } ?? "?")
        }
    }

    /// A signed whole number of 2, 4 or 8 bytes in network order.
    private static func wholeNumber(_ bytes: UnsafeRawBufferPointer) -> Int64 {
        guard let first = bytes.first else { return 0 }
        let sign: Int64 = first & 0x80 == 0 ? 0 : -1
        return bytes.reduce(sign) { $0 << 8 | Int64($1) }
    }
}
