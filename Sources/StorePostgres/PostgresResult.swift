import CLibPQ
import Store

/// What a statement answered; owns libpq's result.
final class PostgresResult {
    /// nil when libpq could not even make one: out of memory, or the connection is gone.
    private let handle: OpaquePointer?

    init(_ handle: OpaquePointer?) { self.handle = handle }

    deinit { PQclear(handle) }

    /// Rows changed by a statement without an answer.
    var changes: Int {
        guard let handle, let text = PQcmdTuples(handle) else { return 0 }
        return Int(String(cString: text)) ?? 0
    }

    /// Why the statement failed, if it did.
    var error: StoreError? {
        guard let handle else { return .unavailable(.interrupted) }
        switch PQresultStatus(handle) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK: return nil
        default: break
        }
        // Only libpq's own errors have no state: it could not send, or not read the answer.
        guard let state = field(.sqlState) else { return .unavailable(.interrupted) }
        return StoreError(
            sqlState: state, table: field(.table) ?? "", column: field(.column) ?? "",
            constraint: field(.constraint) ?? "")
    }

    func rows() throws(StoreError) -> [SQLRow] {
        guard let handle else { return [] }
        let width = PQnfields(handle)
        var positions: [String: Int] = [:]
        for column in 0..<width {
            guard let name = PQfname(handle, column).map({ String(cString: $0) }), positions[name] == nil else {
                continue
            }
            positions[name] = Int(column)
        }
        var rows: [SQLRow] = []
        rows.reserveCapacity(Int(PQntuples(handle)))
        for row in 0..<PQntuples(handle) {
            var values: [SQLValue] = []
            values.reserveCapacity(Int(width))
            for column in 0..<width { values.append(try value(handle, row, column)) }
            rows.append(SQLRow(positions: positions, values: values))
        }
        return rows
    }

    private func value(_ handle: OpaquePointer, _ row: Int32, _ column: Int32) throws(StoreError) -> SQLValue {
        guard PQgetisnull(handle, row, column) == 0, let start = PQgetvalue(handle, row, column) else { return .null }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(handle, row, column)))
        switch PQftype(handle, column) {
        case PostgresParameter.TypeID.int8, PostgresParameter.TypeID.int4, PostgresParameter.TypeID.int2:
            guard let number = Int64(String(decoding: bytes, as: UTF8.self)) else { break }
            return .integer(number)
        case PostgresParameter.TypeID.float8, PostgresParameter.TypeID.float4:
            guard let number = Double(String(decoding: bytes, as: UTF8.self)) else { break }
            return .real(number)
        case PostgresParameter.TypeID.bool: return .integer(bytes.first == UInt8(ascii: "t") ? 1 : 0)
        case PostgresParameter.TypeID.bytea:
            guard let blob = Self.blob(fromHex: bytes) else { break }
            return .blob(blob)
        default: return .text(String(decoding: bytes, as: UTF8.self))
        }
        throw .malformedRow(column: PQfname(handle, column).map { String(cString: $0) } ?? "")
    }

    /// The codes `PG_DIAG_…` of postgres_ext.h; Swift does not import character macros.
    private enum Field: UInt8 {
        case sqlState = 0x43  // C
        case table = 0x74  // t
        case column = 0x63  // c
        case constraint = 0x6E  // n
    }

    private func field(_ field: Field) -> String? {
        PQresultErrorField(handle, Int32(field.rawValue)).map { String(cString: $0) }
    }

    /// `\x` and two lower-case digits per byte.
    private static func blob(fromHex text: UnsafeRawBufferPointer) -> [UInt8]? {
        guard text.count >= 2, text.count.isMultiple(of: 2), text[0] == UInt8(ascii: "\\"), text[1] == UInt8(ascii: "x")
        else { return nil }
        var blob: [UInt8] = []
        blob.reserveCapacity(text.count / 2 - 1)
        for position in stride(from: 2, to: text.count, by: 2) {
            guard let high = digit(text[position]), let low = digit(text[position + 1]) else { return nil }
            blob.append(high << 4 | low)
        }
        return blob
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 97...102: byte - 87
        default: nil
        }
    }
}
