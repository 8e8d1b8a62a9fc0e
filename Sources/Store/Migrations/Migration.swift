/// One step of the schema. Numbered, run forward only, never edited once it was released.
public struct Migration: Sendable {
    public let number: Int
    public let name: String
    /// DDL in the tokens of `SQLDialect`.
    let statements: [String]

    /// Every step, in order.
    public static let all: [Migration] = [.people, .connections, .runs, .jobs]
}

extension Migration {
    /// A CHECK that a text column holds one of an enumeration's values (or NULL where the column may be).
    static func isOne<Choice: CaseIterable & RawRepresentable<String>>(
        of choice: Choice.Type, _ column: String, as constraint: String
    ) -> String {
        let values = choice.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return "CONSTRAINT \(constraint) CHECK (\(column) IN (\(values)))"
    }

    /// A CHECK that a column holds 0 or 1.
    static func isFlag(_ column: String, as constraint: String) -> String {
        "CONSTRAINT \(constraint) CHECK (\(column) IN (0, 1))"
    }
}
