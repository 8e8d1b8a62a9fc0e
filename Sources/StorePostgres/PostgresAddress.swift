import CLibPQ
import Domain
import Foundation
import Store

/// Where a PostgreSQL database is, and who signs in, as `TIELINE_DATABASE_URL` says it.
struct PostgresAddress: Sendable {
    /// What libpq understood, by its own keywords (`host`, `dbname`, …). The password is among them.
    let parameters: Secret<[String: String]>

    /// Reads `postgres://user:password@host:port/database?option=value` (libpq manual, 34.1.1.2).
    init(_ url: Secret<String>) throws(StoreError) {
        let text = url.exposed
        guard text.hasPrefix("postgres://") || text.hasPrefix("postgresql://"), !text.utf8.contains(0) else {
            throw .unavailable(.malformedAddress)
        }
        guard let options = PQconninfoParse(text, nil) else { throw .unavailable(.malformedAddress) }
        defer { PQconninfoFree(options) }
        var parameters: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { parameters[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        self.parameters = Secret(parameters)
    }

    // For messages; none of these is secret.
    var host: String { parameters.exposed["host"] ?? parameters.exposed["hostaddr"] ?? "the local socket" }
    var port: String { parameters.exposed["port"] ?? "5432" }
    var user: String { parameters.exposed["user"] ?? "the system's user" }
    var database: String { parameters.exposed["dbname"] ?? user }
}
