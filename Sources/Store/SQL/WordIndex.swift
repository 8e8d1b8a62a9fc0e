import Domain

/// A table that finds subjects by the beginnings of their words: (organization, word, subject).
///
/// A plain B-tree does this alike on both engines, within milliseconds among a million subjects, where trigram indexes
/// would be an extension of each.
struct WordIndex: Sendable {
    /// A search looks at no more subjects than this; it says so when there are more.
    static let mostCandidates = 1000

    let table: String
    /// The column that names the subject.
    let subject: String

    /// A SELECT of the subjects in which each word begins a word: `mostCandidates + 1` at most, so that one more than
    /// allowed tells the reader. The longest word leads, since it leaves the fewest.
    /// - Parameter organization: The parameter that holds the organization, e.g. `$1`.
    func candidates(for words: [String], organization: String, values: inout [SQLValue]) -> String {
        let sorted = words.sorted { ($0.count, $0) > ($1.count, $1) }
        var conditions: [String] = []
        for (position, word) in sorted.enumerated() {
            values.append(.text(word))
            values.append(.text(word + "\u{10FFFF}"))
            let range = "BETWEEN $\(values.count - 1) AND $\(values.count)"
            conditions.append(
                position == 0
                    ? "lead.word \(range)"
                    : """
                    EXISTS (
                        SELECT 1 FROM \(table) AS other
                        WHERE other.\(subject) = lead.\(subject) AND other.word \(range)
                    )
                    """)
        }
        return """
            SELECT found.\(subject) FROM (
                SELECT lead.\(subject) FROM \(table) AS lead
                WHERE lead.organization_id = \(organization) AND \(conditions.joined(separator: " AND "))
                ORDER BY lead.word, lead.\(subject) LIMIT \(Self.mostCandidates + 1)
            ) AS found
            """
    }

    func insert(
        _ words: [String], of subjectID: String, in organization: Organization.ID, _ session: any SQLSession
    ) throws(StoreError) {
        guard !words.isEmpty else { return }
        let rows = words.indices.map { "($1, $2, $\($0 + 3))" }.joined(separator: ", ")
        try session.execute(
            "INSERT INTO \(table) (organization_id, \(subject), word) VALUES \(rows)",
            [.id(organization), .text(subjectID)] + words.map { .text($0) })
    }

    func delete(of subjectID: String, _ session: any SQLSession) throws(StoreError) {
        try session.execute("DELETE FROM \(table) WHERE \(subject) = $1", [.text(subjectID)])
    }
}
