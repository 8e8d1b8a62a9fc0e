/// Compares the table `schema_migration` with the migrations of this version, and runs the missing ones.
struct MigrationRunner {
    let session: any SQLSession

    func status() throws(StoreError) -> SchemaStatus {
        let applied = try applied()
        for (number, name) in applied {
            guard let migration = Migration.all.first(where: { $0.number == number }) else { continue }
            guard migration.name == name else { throw .schema(.foreign(number: number)) }
        }
        let newest = applied.map(\.number).max() ?? 0
        let known = Migration.all.map(\.number).max() ?? 0
        guard newest <= known else { throw .schema(.newer(applied: newest, known: known)) }
        let numbers = Set(applied.map(\.number))
        return SchemaStatus(
            applied: Migration.all.prefix { numbers.contains($0.number) }.last?.number ?? 0, known: known)
    }

    /// - Returns: The names of the migrations that ran now.
    func run() throws(StoreError) -> [String] {
        for step in session.dialect.migrationOpening { _ = try session.query(step, []) }
        // Refuses what is newer or foreign.
        _ = try status()
        let numbers = Set(try applied().map(\.number))
        let missing = Migration.all.filter { !numbers.contains($0.number) }
        if !missing.isEmpty, try !hasTable() {
            try session.execute(
                session.dialect.ddl(
                    """
                    CREATE TABLE schema_migration (number {COUNT} NOT NULL UNIQUE, name {TEXT} NOT NULL) {STRICT}
                    """), [])
        }
        for migration in missing {
            for statement in migration.statements { try session.execute(session.dialect.ddl(statement), []) }
            try session.execute(
                "INSERT INTO schema_migration (number, name) VALUES ($1, $2)",
                [.count(migration.number), .text(migration.name)])
        }
        return missing.map(\.name)
    }

    private func applied() throws(StoreError) -> [(number: Int, name: String)] {
        guard try hasTable() else { return [] }
        return try session.query("SELECT number, name FROM schema_migration ORDER BY number", [])
            .map { row throws(StoreError) in (try row.integer("number"), try row.text("name")) }
    }

    private func hasTable() throws(StoreError) -> Bool {
        try session.first(session.dialect.findTable, [.text("schema_migration")]) != nil
    }
}
