public import Domain

/// Runs in which a person signs in by himself.
public struct AttendedRepository<Access> {
    let session: any SQLSession

    public func find(_ run: Run.ID, in organization: Organization.ID) throws(StoreError) -> AttendedSignIn? {
        try session.first(
            "SELECT * FROM attended_sign_in WHERE run_id = $1 AND organization_id = $2", [.id(run), .id(organization)]
        ).map(AttendedSignIn.init(row:))
    }

    /// For workers: whosever it is.
    public func system(_ run: Run.ID) throws(StoreError) -> AttendedSignIn? {
        try session.first("SELECT * FROM attended_sign_in WHERE run_id = $1", [.id(run)])
            .map(AttendedSignIn.init(row:))
    }
}

extension AttendedRepository where Access == WriteAccess {
    public func insert(_ attended: AttendedSignIn) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO attended_sign_in
                (run_id, organization_id, holder, keeps_typed, node, place, notice, says_signed_in)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .id(attended.runID), .id(attended.organizationID), .text(attended.holder), .flag(attended.keepsTyped),
                .optional(attended.node), .count(attended.place), .optional(try Self.text(attended.notice)),
                .flag(attended.saysSignedIn),
            ])
    }

    /// A browser of this process is his now.
    public func isHeld(_ run: Run.ID, by node: String) throws(StoreError) {
        try session.execute(
            "UPDATE attended_sign_in SET node = $2, place = NULL WHERE run_id = $1", [.id(run), .text(node)])
    }

    public func waits(_ run: Run.ID, place: Int) throws(StoreError) {
        try session.execute("UPDATE attended_sign_in SET place = $2 WHERE run_id = $1", [.id(run), .count(place)])
    }

    public func notice(_ run: Run.ID, _ notice: AttendedNotice) throws(StoreError) {
        try session.execute(
            "UPDATE attended_sign_in SET notice = $2 WHERE run_id = $1", [.id(run), .optional(try Self.text(notice))])
    }

    public func saysSignedIn(_ run: Run.ID) throws(StoreError) {
        try session.execute("UPDATE attended_sign_in SET says_signed_in = 1 WHERE run_id = $1", [.id(run)])
    }

    /// The run has ended: its browser is no more, and what the portal said is in the outcome.
    public func end(_ run: Run.ID) throws(StoreError) {
        try session.execute(
            "UPDATE attended_sign_in SET node = NULL, place = NULL, notice = NULL WHERE run_id = $1", [.id(run)])
    }

    private static func text(_ notice: AttendedNotice?) throws(StoreError) -> String? {
        guard let notice else { return nil }
        return try StoredJSON.text(notice)
    }
}

extension AttendedSignIn {
    init(row: SQLRow) throws(StoreError) {
        let notice = try row.optionalText("notice")
        try self.init(
            runID: row.id("run_id"), organizationID: row.id("organization_id"), holder: row.text("holder"),
            keepsTyped: row.flag("keeps_typed"), node: row.optionalText("node"),
            place: row.optionalInteger("place"),
            notice: notice.map { text throws(StoreError) in try StoredJSON.value(from: text, column: "notice") },
            saysSignedIn: row.flag("says_signed_in"))
    }
}
