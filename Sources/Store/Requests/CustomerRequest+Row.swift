import Domain

extension CustomerRequest {
    /// What a save writes, in a fixed order.
    var columns: [(String, SQLValue)] {
        get throws(StoreError) {
            var consentText: String?
            if let consent { consentText = try StoredJSON.text(consent) }
            return [
                ("state", .choice(state)), ("recipient_name", .text(recipient.name)),
                ("recipient_email", .optional(recipient.email)), ("language", .choice(recipient.language)),
                ("time_zone", .text(recipient.zone.text)), ("note", .optional(note)), ("term", .text(term.text)),
                ("return_address", .optional(returnAddress)), ("expires_at", .instant(expiresAt)),
                ("sent_at", .instant(sentAt)), ("delivered_at", .instant(deliveredAt)),
                ("bounced_at", .instant(bouncedAt)), ("opened_at", .instant(openedAt)),
                ("started_at", .instant(startedAt)), ("ended_at", .instant(endedAt)),
                ("reminders_sent", .count(remindersSent)), ("next_reminder_at", .instant(nextReminderAt)),
                ("is_silenced", .flag(isSilenced)), ("is_handed_over", .flag(isHandedOver)),
                ("decline_reason", .optional(declineReason)),
                ("consent", .optional(consentText)),
            ]
        }
    }

    init(row: SQLRow) throws(StoreError) {
        guard let term = AuthorizationTerm(try row.text("term")) else { throw .malformedRow(column: "term") }
        var consent: Consent?
        if let text = try row.optionalText("consent") {
            consent = try StoredJSON.value(from: text, column: "consent")
        }
        try self.init(
            id: row.id("id"), organizationID: row.id("organization_id"), customerID: row.id("customer_id"),
            state: row.choice("state"),
            recipient: RequestRecipient(
                name: row.text("recipient_name"), email: row.optionalText("recipient_email"),
                language: row.optionalChoice("language"), zone: ZoneName(row.text("time_zone")) ?? .utc),
            note: row.optionalText("note"), term: term, returnAddress: row.optionalText("return_address"),
            createdBy: row.optionalID("created_by"), createdAt: row.instant("created_at"),
            expiresAt: row.optionalInstant("expires_at"), sentAt: row.optionalInstant("sent_at"),
            deliveredAt: row.optionalInstant("delivered_at"), bouncedAt: row.optionalInstant("bounced_at"),
            openedAt: row.optionalInstant("opened_at"), startedAt: row.optionalInstant("started_at"),
            endedAt: row.optionalInstant("ended_at"), remindersSent: row.integer("reminders_sent"),
            nextReminderAt: row.optionalInstant("next_reminder_at"), isSilenced: row.flag("is_silenced"),
            isHandedOver: row.flag("is_handed_over"),
            declineReason: row.optionalText("decline_reason"), consent: consent, version: row.integer("version"))
    }
}
