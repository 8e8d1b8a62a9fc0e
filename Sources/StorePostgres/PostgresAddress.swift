import CLibPQ
import Store

/// A checked `postgres://…` address. Holds the password, so it is never printed.
struct PostgresAddress: Sendable {
    let text: String
    let host: String
    let port: String
    let user: String
    let database: String

    /// - Throws: `.unavailable(.malformedAddress)`.
    init(_ text: String) throws(StoreError) {
        guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://"), !text.utf8.contains(0),
            let options = PQconninfoParse(text, nil)
        else { throw .unavailable(.malformedAddress) }
        defer { PQconninfoFree(options) }
        var settings: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { settings[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        self.text = text
        host = settings["host"] ?? settings["hostaddr"] ?? "the local socket"
        port = settings["port"] ?? "5432"
        user = settings["user"] ?? "the current user"
        database = settings["dbname"] ?? settings["user"] ?? ""
    }
}
