public import Domain

/// Letters to customers, on their way and afterwards.
public struct LetterRepository<Access> {
    let session: any SQLSession

    /// For workers: whosever it is.
    public func system(_ id: CustomerLetter.ID) throws(StoreError) -> CustomerLetter? {
        try session.first("SELECT * FROM letter WHERE id = $1", [.id(id)]).map(CustomerLetter.init(row:))
    }

    /// For delivery reports: the letter whose alias it is.
    public func byReturnAlias(_ alias: String) throws(StoreError) -> CustomerLetter? {
        try session.first("SELECT * FROM letter WHERE return_alias = $1", [.text(alias)])
            .map(CustomerLetter.init(row:))
    }

    /// A request's, the newest first.
    public func ofRequest(
        _ id: CustomerRequest.ID, in organization: Organization.ID
    ) throws(StoreError) -> [CustomerLetter] {
        try session.query(
            """
            SELECT * FROM letter WHERE request_id = $1 AND organization_id = $2 ORDER BY id DESC LIMIT 100
            """, [.id(id), .id(organization)]
        ).map(CustomerLetter.init(row:))
    }
}

extension LetterRepository where Access == WriteAccess {
    public func insert(_ letter: CustomerLetter) throws(StoreError) {
        let columns =
            letter.columns + [
                ("id", .id(letter.id)), ("organization_id", .id(letter.organizationID)),
                ("customer_id", .id(letter.customerID)), ("request_id", .id(letter.requestID)),
                ("kind", .choice(letter.kind.column)), ("to_name", .text(letter.to.name)),
                ("to_email", .text(letter.to.email)), ("language", .choice(letter.to.language)),
                ("created_at", .instant(letter.createdAt)), ("return_alias", .optional(letter.returnAlias)),
            ]
        try session.execute(
            """
            INSERT INTO letter (\(columns.map(\.0).joined(separator: ", ")))
            VALUES (\(columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")))
            """, columns.map(\.1))
    }

    /// Stores everything that may change, provided that it is still in the state it was read in.
    /// - Returns: False when somebody else was faster; then nothing changed.
    @discardableResult
    public func save(_ letter: CustomerLetter, from state: LetterState) throws(StoreError) -> Bool {
        let columns = letter.columns
        let assignments = columns.enumerated().map { "\($1.0) = $\($0 + 3)" }.joined(separator: ", ")
        return try session.execute(
            "UPDATE letter SET \(assignments) WHERE id = $1 AND state = $2",
            [.id(letter.id), .choice(state)] + columns.map(\.1)) == 1
    }

    /// Takes back what has not gone out for a request. That it was handed over is told whatever becomes of it.
    public func withdraw(of request: CustomerRequest.ID) throws(StoreError) {
        try session.execute(
            "UPDATE letter SET state = 'withdrawn' WHERE request_id = $1 AND state = 'waiting' AND kind <> 'revoked'",
            [.id(request)])
    }
}

extension CustomerLetter {
    /// What a save writes, in a fixed order.
    fileprivate var columns: [(String, SQLValue)] {
        [
            ("state", .choice(state)), ("tries", .count(tries)), ("words", .optional(words)),
            ("sent_at", .instant(sentAt)), ("settled_at", .instant(settledAt)), ("subject", .optional(subject)),
            ("text", .optional(text)),
        ]
    }

    init(row: SQLRow) throws(StoreError) {
        try self.init(
            id: row.id("id"), organizationID: row.id("organization_id"), customerID: row.id("customer_id"),
            requestID: row.optionalID("request_id"),
            kind: LetterKind(column: row.choice("kind"), hasRequest: row.optionalText("request_id") != nil),
            to: LetterAddressee(
                name: row.text("to_name"), email: row.text("to_email"), language: row.choice("language")),
            createdAt: row.instant("created_at"), returnAlias: row.optionalText("return_alias"),
            state: row.choice("state"), tries: row.integer("tries"), words: row.optionalText("words"),
            sentAt: row.optionalInstant("sent_at"), settledAt: row.optionalInstant("settled_at"),
            subject: row.optionalText("subject"), text: row.optionalText("text"))
    }
}

extension LetterKind {
    /// A hand-over takes a link back, so it is stored as what tells that; unlike a permission's end it names its request.
    /// (The schema's list of kinds is older than it.)
    fileprivate var column: LetterKind { self == .handedOver ? .revoked : self }

    fileprivate init(column: LetterKind, hasRequest: Bool) {
        self = column == .revoked && hasRequest ? .handedOver : column
    }
}
