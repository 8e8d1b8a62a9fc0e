import CLibPQ
import Store

/// The server's state codes (PostgreSQL manual, appendix A) as the store's errors, in one place.
enum PostgresTrouble {
    static func error(of result: OpaquePointer) -> StoreError {
        let code = field(diagnostic_sqlstate, of: result) ?? "?????"
        switch code {
        case "23505": return .notUnique(table: field(diagnostic_table, of: result) ?? "?")
        case "23503": return .missingParent
        case "23514": return .checkFailed(constraint: field(diagnostic_constraint, of: result) ?? "?")
        case "23502": return .notNull(column: field(diagnostic_column, of: result) ?? "?")
        case "22021": return .nulCharacter
        case "55P03": return .busy
        case "40P01": return .deadlock
        case "40001": return .serialization
        case "57014": return .timedOut
        case "53100": return .full
        case "53300", "57P01", "57P02", "57P03", "25P03": return .unavailable(.interrupted)
        case "XX001", "XX002": return .corrupt
        default: return code.hasPrefix("08") ? .unavailable(.interrupted) : .engine(code: code)
        }
    }

    /// Why a connection was not opened, from a message that holds the state code alone.
    static func refused(_ message: String, _ address: PostgresAddress) -> StoreError {
        if message.contains("28P01") || message.contains("28000") || message.contains("no password supplied") {
            return .unavailable(.signInRefused(user: address.user))
        }
        if message.contains("3D000") { return .unavailable(.databaseMissing(name: address.database)) }
        if message.contains("57P03") || message.contains("53300") { return .unavailable(.interrupted) }
        return .unavailable(.unreachable(host: address.host, port: address.port))
    }

    private static func field(_ code: Int32, of result: OpaquePointer) -> String? {
        PQresultErrorField(result, code).map { String(cString: $0) }
    }
}
