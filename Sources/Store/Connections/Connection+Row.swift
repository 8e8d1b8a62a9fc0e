import Domain

extension Connection {
    /// The columns that a save writes, in a fixed order. `status` repeats what follows from the others, for the indexes.
    var columns: [(String, SQLValue)] {
        [
            ("login_hint", .optional(loginHint)), ("credential_version", .count(credentialVersion)),
            ("archived_at", .instant(archivedAt)), ("is_archived", .flag(archivedAt != nil)),
            ("status", .choice(state.status)), ("sign_in_status", .choice(state.signInStatus)),
            ("reason", .text(state.reason.rawValue)), ("covers", .text(state.coverText)),
            ("since_at", .instant(state.since)), ("activity", .choice(state.activity)),
            ("last_attempt_at", .instant(state.lastAttemptAt)), ("last_success_at", .instant(state.lastSuccessAt)),
            ("next_attempt_at", .instant(state.nextAttemptAt)), ("evidence_run_id", .id(state.evidenceRunID)),
            ("deep_link", .optional(state.deepLink)), ("streak_family", .choice(state.streak?.family)),
            ("streak_count", .count(state.streak?.count)), ("streak_started_at", .instant(state.streak?.startedAt)),
            ("is_unproven", .flag(state.isUnproven)),
        ]
    }

    init(row: SQLRow) throws(StoreError) {
        try self.init(
            id: row.id("id"), organizationID: row.id("organization_id"), customerID: row.id("customer_id"),
            providerKey: row.provider("provider_key"), kind: row.choice("kind"),
            collectFrom: row.optionalDay("collect_from"), loginHint: row.optionalText("login_hint"),
            credentialVersion: row.integer("credential_version"),
            archivedAt: row.optionalInstant("archived_at"), createdAt: row.instant("created_at"),
            state: ConnectionState(row: row), version: row.integer("version"))
    }
}

extension ConnectionState {
    fileprivate init(row: SQLRow) throws(StoreError) {
        let covers = try Self.covers(row.text("covers"))
        try self.init(
            signInStatus: row.choice("sign_in_status"), reason: Reason(rawValue: row.text("reason")),
            covers: Set(covers.keys), coverReasons: covers.compactMapValues { $0 }, since: row.instant("since_at"),
            activity: row.choice("activity"), lastAttemptAt: row.optionalInstant("last_attempt_at"),
            lastSuccessAt: row.optionalInstant("last_success_at"),
            nextAttemptAt: row.optionalInstant("next_attempt_at"), evidenceRunID: row.optionalID("evidence_run_id"),
            deepLink: row.optionalText("deep_link"), streak: FailureStreak(row: row),
            isUnproven: row.flag("is_unproven"))
    }

    /// Each cover with its reason, in the order of precedence: `paused=paused_by_operator providerRetired`.
    fileprivate var coverText: String {
        covers.sorted().map { cover in
            coverReasons[cover].map { "\(cover.rawValue)=\($0.rawValue)" } ?? cover.rawValue
        }.joined(separator: " ")
    }

    private static func covers(_ text: String) throws(StoreError) -> [Cover: Reason?] {
        var covers: [Cover: Reason?] = [:]
        for part in text.split(separator: " ") {
            let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard let name = sides.first, let cover = Cover(rawValue: name) else {
                throw .malformedRow(column: "covers")
            }
            covers.updateValue(sides.count == 2 ? Reason(rawValue: sides[1]) : nil, forKey: cover)
        }
        return covers
    }
}

extension FailureStreak {
    /// The streak in a connection's row, if it has one.
    fileprivate init?(row: SQLRow) throws(StoreError) {
        guard let family = try row.optionalChoice("streak_family", of: Family.self) else { return nil }
        try self.init(family: family, count: row.integer("streak_count"), startedAt: row.instant("streak_started_at"))
    }
}
