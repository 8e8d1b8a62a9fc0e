@testable import Store

/// A schema as a set of plain lines, the same for both engines where the schemas are.
enum SchemaFacts {
    /// `table.column type null|not null`
    static func sqliteColumns(_ session: any SQLSession) throws -> Set<String> {
        let rows = try session.query(
            """
            SELECT m.name AS table_name, c.name AS column_name, lower(c.type) AS kind, c."notnull" AS is_required
            FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table'
            """, [])
        return Set(try rows.map { try line($0, isRequired: $0.integer("is_required") == 1) })
    }

    static func postgresColumns(_ session: any SQLSession) throws -> Set<String> {
        let rows = try session.query(
            """
            SELECT table_name::text, column_name::text, data_type::text AS kind, is_nullable::text
            FROM information_schema.columns WHERE table_schema = 'public'
            """, [])
        return Set(try rows.map { try line($0, isRequired: $0.text("is_nullable") == "NO") })
    }

    /// `table (column, column)` of every unique key and index, with `partial` where it has a condition.
    static func sqliteKeys(_ session: any SQLSession) throws -> Set<String> {
        let indexes = try session.query(
            """
            SELECT m.name AS table_name, i.name AS index_name, i.partial AS is_partial
            FROM sqlite_master AS m, pragma_index_list(m.name) AS i WHERE m.type = 'table' AND i."unique" = 1
            """, [])
        return Set(
            try indexes.map { index in
                let columns = try session.query(
                    "SELECT name FROM pragma_index_info($1) ORDER BY seqno", [.text(index.text("index_name"))]
                ).map { try $0.text("name") }
                let partial = try index.flag("is_partial") ? " partial" : ""
                return try "\(index.text("table_name")) (\(columns.joined(separator: ", ")))\(partial)"
            })
    }

    static func postgresKeys(_ session: any SQLSession) throws -> Set<String> {
        let rows = try session.query(
            """
            SELECT t.relname::text AS table_name, (i.indpred IS NOT NULL) AS is_partial,
                string_agg(a.attname, ', ' ORDER BY k.place) AS columns
            FROM pg_index AS i
            JOIN pg_class AS t ON t.oid = i.indrelid
            JOIN pg_namespace AS n ON n.oid = t.relnamespace AND n.nspname = 'public'
            CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (number, place)
            JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.number
            WHERE i.indisunique
            GROUP BY i.indexrelid, t.relname, i.indpred
            """, [])
        return Set(
            try rows.map { row in
                let partial = try row.flag("is_partial") ? " partial" : ""
                return try "\(row.text("table_name")) (\(row.text("columns")))\(partial)"
            })
    }

    private static func line(_ row: SQLRow, isRequired: Bool) throws -> String {
        let kinds = ["integer": "number", "bigint": "number", "blob": "bytes", "bytea": "bytes"]
        let kind = try row.text("kind")
        let need = isRequired ? "not null" : "null"
        return try "\(row.text("table_name")).\(row.text("column_name")) \(kinds[kind] ?? kind) \(need)"
    }
}
