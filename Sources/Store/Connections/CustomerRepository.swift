public import Domain

/// Holders of utility accounts.
public struct CustomerRepository<Access> {
    let session: any SQLSession
    static var words: WordIndex { WordIndex(table: "customer_word", subject: "customer_id") }

    public func find(_ id: Customer.ID, in organization: Organization.ID) throws(StoreError) -> Customer? {
        try session.first(
            "SELECT * FROM customer WHERE id = $1 AND organization_id = $2", [.id(id), .id(organization)]
        ).map(Customer.init(row:))
    }

    /// For workers and links: whosever it is.
    public func system(_ id: Customer.ID) throws(StoreError) -> Customer? {
        try session.first("SELECT * FROM customer WHERE id = $1", [.id(id)]).map(Customer.init(row:))
    }

    /// For lost links: customers of every organization who have this address, or answered a request from it; the oldest first.
    public func system(email: String, limit: Int) throws(StoreError) -> [Customer] {
        try session.query(
            """
            SELECT * FROM customer WHERE email_key = $1
                OR id IN (
                    SELECT customer_id FROM customer_request
                    WHERE state = 'completed' AND is_handed_over = 0 AND recipient_email = $2
                )
            ORDER BY id LIMIT $3
            """, [.text(SearchText.folded(email)), .text(email), .count(limit)]
        ).map(Customer.init(row:))
    }

    /// The oldest customer of exactly this name, letter case and accents aside.
    public func findByName(_ name: String, in organization: Organization.ID) throws(StoreError) -> Customer? {
        try session.first(
            "SELECT * FROM customer WHERE organization_id = $1 AND name_key = $2 ORDER BY id LIMIT 1",
            [.id(organization), .text(SearchText.folded(name))]
        ).map(Customer.init(row:))
    }

    /// The oldest customer of this address, letter case aside.
    public func findByEmail(_ email: String, in organization: Organization.ID) throws(StoreError) -> Customer? {
        try session.first(
            "SELECT * FROM customer WHERE organization_id = $1 AND email_key = $2 ORDER BY id LIMIT 1",
            [.id(organization), .text(SearchText.folded(email))]
        ).map(Customer.init(row:))
    }

    /// Everybody, by name.
    public func all(in organization: Organization.ID, limit: Int = 1000) throws(StoreError) -> [Customer] {
        try session.query(
            "SELECT * FROM customer WHERE organization_id = $1 ORDER BY name_key, id LIMIT $2",
            [.id(organization), .count(limit)]
        ).map(Customer.init(row:))
    }

    /// The same as `search`, a page at a time.
    /// - Parameter place: The last customer of the page before.
    public func page(
        _ text: String, in organization: Organization.ID, after place: Customer.ID?, limit: Int
    ) throws(StoreError) -> [Customer] {
        var values: [SQLValue] = [.id(organization), .count(limit), .id(place)]
        let words = SearchText.words(in: text)
        let found = words.isEmpty ? nil : Self.words.candidates(for: words, organization: "$1", values: &values)
        return try session.query(
            """
            SELECT * FROM customer WHERE organization_id = $1 \(found.map { "AND id IN (\($0))" } ?? "")
                AND (CAST($3 AS TEXT) IS NULL OR (name_key, id) > (SELECT name_key, id FROM customer WHERE id = $3))
            ORDER BY name_key, id LIMIT $2
            """, values
        ).map(Customer.init(row:))
    }

    /// Customers in whose name or address every word of the text begins a word, by name; blank text finds everybody.
    public func search(
        _ text: String, in organization: Organization.ID, limit: Int
    ) throws(StoreError) -> [Customer] {
        let words = SearchText.words(in: text)
        guard !words.isEmpty else { return try all(in: organization, limit: limit) }
        var values: [SQLValue] = [.id(organization), .count(limit)]
        let found = Self.words.candidates(for: words, organization: "$1", values: &values)
        return try session.query(
            """
            SELECT * FROM customer WHERE organization_id = $1 AND id IN (\(found))
            ORDER BY name_key, id LIMIT $2
            """, values
        ).map(Customer.init(row:))
    }
}

extension CustomerRepository where Access == WriteAccess {
    public func insert(_ customer: Customer) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO customer (id, organization_id, name, name_key, email, email_key, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .id(customer.id), .id(customer.organizationID), .text(customer.name),
                .text(SearchText.folded(customer.name)), .optional(customer.email),
                .optional(customer.email.map(SearchText.folded)), .instant(customer.createdAt),
            ])
        try Self.words.insert(
            SearchText.words(in: [customer.name, customer.email ?? ""].joined(separator: " ")),
            of: customer.id.uuid, in: customer.organizationID, session)
    }
}

extension Customer {
    init(row: SQLRow) throws(StoreError) {
        try self.init(
            id: row.id("id"), organizationID: row.id("organization_id"), name: row.text("name"),
            email: row.optionalText("email"), createdAt: row.instant("created_at"))
    }
}
