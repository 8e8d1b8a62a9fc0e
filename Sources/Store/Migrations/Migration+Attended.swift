extension Migration {
    /// Runs in which a person signs in by himself.
    static let attended = Migration(
        number: 9, name: "attended",
        statements: [
            """
            CREATE TABLE attended_sign_in (
                run_id {TEXT} NOT NULL PRIMARY KEY REFERENCES run (id),
                organization_id {TEXT} NOT NULL REFERENCES organization (id),
                holder {TEXT} NOT NULL,
                keeps_typed {COUNT} NOT NULL,
                node {TEXT},
                place {COUNT},
                notice {TEXT},
                says_signed_in {COUNT} NOT NULL,
                \(isFlag("keeps_typed", as: "attended_keeps_typed")),
                \(isFlag("says_signed_in", as: "attended_says_signed_in"))
            ) {STRICT}
            """
        ])
}
