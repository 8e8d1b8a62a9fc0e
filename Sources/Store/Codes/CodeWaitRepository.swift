public import Domain
public import Foundation

/// A wait with what only the store needs to know of it.
public struct NewCodeWait: Sendable, Equatable {
    public let wait: CodeWait
    public let organizationID: Organization.ID
    public let providerKey: ProviderKey
    /// The portal login: one wait at a time.
    public let login: Fingerprint
    /// The key of the phone that the code comes to: one wait per phone and provider at a time.
    public let phone: String?

    public init(
        _ wait: CodeWait, organizationID: Organization.ID, providerKey: ProviderKey, login: Fingerprint,
        phone: String? = nil
    ) {
        self.wait = wait
        self.organizationID = organizationID
        self.providerKey = providerKey
        self.login = login
        self.phone = phone
    }
}

/// Runs that wait for a one-time code, and the codes that came for them, sealed and for one reader.
public struct CodeWaitRepository<Access> {
    let session: any SQLSession

    /// The newest wait of a run.
    public func latest(of run: Run.ID, in organization: Organization.ID) throws(StoreError) -> CodeWait? {
        try session.first(
            "SELECT * FROM code_wait WHERE run_id = $1 AND organization_id = $2 ORDER BY number DESC LIMIT 1",
            [.id(run), .id(organization)]
        ).map(CodeWait.init(row:))
    }

    /// The waits of a connection, newest first.
    public func ofConnection(
        _ id: Connection.ID, in organization: Organization.ID, limit: Int
    ) throws(StoreError) -> [CodeWait] {
        try session.query(
            """
            SELECT * FROM code_wait WHERE connection_id = $1 AND organization_id = $2
            ORDER BY asked_at DESC, run_id DESC, number DESC LIMIT $3
            """, [.id(id), .id(organization), .count(limit)]
        ).map(CodeWait.init(row:))
    }

    /// For incoming messages: the wait of a connection that a code may still answer.
    public func open(of connection: Connection.ID) throws(StoreError) -> CodeWait? {
        try session.first(
            """
            SELECT * FROM code_wait WHERE connection_id = $1 AND state IN ('waiting', 'arrived')
            ORDER BY asked_at DESC LIMIT 1
            """, [.id(connection)]
        ).map(CodeWait.init(row:))
    }

    /// For doors that have to be asked: whether any run waits for a code that has not come.
    public func isAnyOpen() throws(StoreError) -> Bool {
        try session.first(CodeWaitQuery.anyOpen, []) != nil
    }

    /// For the clock: open waits whose time has passed, the oldest first.
    public func expired(at now: Date, limit: Int = 100) throws(StoreError) -> [CodeWait] {
        try session.query(CodeWaitQuery.expired, [.instant(now), .count(limit)]).map(CodeWait.init(row:))
    }

    /// The page's host that asked, for codes that are bound to one; nil while it is not known.
    public func host(of wait: CodeWait) throws(StoreError) -> String? {
        try session.first(
            "SELECT host FROM code_wait WHERE run_id = $1 AND number = $2", [.id(wait.runID), .count(wait.number)]
        )?.optionalText("host")
    }

    /// Whether a run whose code was given out has it still at hand, because it never got as far as sending it.
    public func isAtHand(_ wait: CodeWait) throws(StoreError) -> Bool {
        try session.first(
            "SELECT 1 AS one FROM code_wait WHERE run_id = $1 AND number = $2 AND sealed IS NOT NULL",
            [.id(wait.runID), .count(wait.number)]) != nil
    }
}

extension CodeWaitRepository where Access == WriteAccess {
    /// - Throws: `.notUnique` while another wait of this run, this login, or this phone and provider is open.
    public func open(_ new: NewCodeWait) throws(StoreError) {
        let wait = new.wait
        try session.execute(
            """
            INSERT INTO code_wait
                (run_id, number, organization_id, connection_id, provider_key, login, channel, route_id, phone,
                destination_masked, asked_at, expires_at, state)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'waiting')
            """,
            [
                .id(wait.runID), .count(wait.number), .id(new.organizationID), .id(wait.connectionID),
                .text(new.providerKey.text), .text(new.login.hex), .choice(wait.channel), .id(wait.routeID),
                .optional(new.phone), .optional(wait.destinationMasked), .instant(wait.askedAt),
                .instant(wait.expiresAt),
            ])
    }

    /// The page that asks was seen.
    public func describe(_ wait: CodeWait, destinationMasked: String?, host: String) throws(StoreError) {
        try session.execute(
            """
            UPDATE code_wait SET destination_masked = COALESCE(CAST($3 AS TEXT), destination_masked), host = $4
            WHERE run_id = $1 AND number = $2
            """, [.id(wait.runID), .count(wait.number), .optional(destinationMasked), .text(host)])
    }

    /// A code is here, sealed. The first wins.
    /// - Returns: False when the wait had one already, or is over.
    public func arrive(_ wait: CodeWait, sealed: [UInt8], at now: Date) throws(StoreError) -> Bool {
        try session.execute(
            """
            UPDATE code_wait SET state = 'arrived', sealed = $3, arrived_at = $4
            WHERE run_id = $1 AND number = $2 AND state = 'waiting' AND expires_at > $4
            """, [.id(wait.runID), .count(wait.number), .blob(sealed), .instant(now)]) == 1
    }

    /// Gives the code out, sealed. It stays at hand until `sent`, for a run that is killed before it could send it.
    /// - Returns: Nil while none is here, or after it was sent.
    public func take(_ wait: CodeWait) throws(StoreError) -> [UInt8]? {
        try session.first(
            """
            UPDATE code_wait SET state = 'taken'
            WHERE run_id = $1 AND number = $2 AND state IN ('arrived', 'taken') AND sealed IS NOT NULL RETURNING sealed
            """, [.id(wait.runID), .count(wait.number)]
        )?.optionalBlob("sealed")
    }

    /// The run is about to send the code it took: destroys it.
    public func sent(byRun run: Run.ID) throws(StoreError) {
        try session.execute(
            "UPDATE code_wait SET sealed = NULL WHERE run_id = $1 AND state = 'taken' AND sealed IS NOT NULL",
            [.id(run)])
    }

    /// Destroys codes that were given out, never sent, and live no longer.
    public func forgetUnsent(at now: Date) throws(StoreError) {
        try session.execute(CodeWaitQuery.forgetUnsent, [.instant(now)])
    }

    /// An authenticator's code, which never was stored, is given out; again after a refusal.
    public func takeMade(_ wait: CodeWait, at now: Date) throws(StoreError) {
        try session.execute(
            """
            UPDATE code_wait SET state = 'taken', arrived_at = $3
            WHERE run_id = $1 AND number = $2 AND state IN ('waiting', 'taken', 'rejected')
            """, [.id(wait.runID), .count(wait.number), .instant(now)])
    }

    /// Writes how a wait ended and destroys what it held.
    /// - Returns: False when it had ended before.
    @discardableResult
    public func end(_ wait: CodeWait, _ state: CodeWait.State) throws(StoreError) -> Bool {
        try session.execute(
            """
            UPDATE code_wait SET state = $3, sealed = NULL
            WHERE run_id = $1 AND number = $2 AND state IN ('waiting', 'arrived', 'taken')
            """, [.id(wait.runID), .count(wait.number), .choice(state)]) == 1
    }

    /// A run has ended: so have its waits.
    public func endAll(ofRun run: Run.ID) throws(StoreError) {
        try session.execute(
            """
            UPDATE code_wait SET state = 'over', sealed = NULL
            WHERE run_id = $1 AND state IN ('waiting', 'arrived', 'taken')
            """, [.id(run)])
    }

    /// After a refusal the portal takes another code for the same request.
    public func reopen(_ wait: CodeWait) throws(StoreError) {
        try session.execute(
            """
            UPDATE code_wait SET state = 'waiting', arrived_at = NULL
            WHERE run_id = $1 AND number = $2 AND state = 'rejected'
            """, [.id(wait.runID), .count(wait.number)])
    }
}

/// What is asked every few seconds. SQLite uses the index `code_wait_open` only for a condition that repeats the index's
/// own word for word.
enum CodeWaitQuery {
    static let anyOpen = """
        SELECT run_id FROM code_wait WHERE state IN ('waiting', 'arrived', 'taken') AND state = 'waiting' LIMIT 1
        """
    static let expired = """
        SELECT * FROM code_wait
        WHERE state IN ('waiting', 'arrived', 'taken') AND state IN ('waiting', 'arrived') AND expires_at <= $1
        ORDER BY expires_at LIMIT $2
        """
    static let forgetUnsent = """
        UPDATE code_wait SET sealed = NULL
        WHERE state IN ('waiting', 'arrived', 'taken') AND state = 'taken' AND expires_at <= $1 AND sealed IS NOT NULL
        """
}

extension CodeWait {
    init(row: SQLRow) throws(StoreError) {
        try self.init(
            runID: row.id("run_id"), number: row.integer("number"), connectionID: row.id("connection_id"),
            channel: row.choice("channel"), routeID: row.optionalID("route_id"),
            destinationMasked: row.optionalText("destination_masked"), askedAt: row.instant("asked_at"),
            expiresAt: row.instant("expires_at"), state: row.choice("state"),
            arrivedAt: row.optionalInstant("arrived_at"))
    }
}
