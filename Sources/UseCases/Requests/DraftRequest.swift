public import Domain
import Foundation
import Ports
import Store

/// A request as a member fills it in.
public struct NewRequest: Sendable {
    public var customerID: Customer.ID
    public var recipientName: String
    /// Blank: the link is passed on by hand.
    public var recipientEmail: String
    public var language: DoorstepLanguage?
    public var timeZone: String
    public var note: String
    /// `AuthorizationTerm`'s text; blank for the organization's usual one.
    public var term: String
    /// Blank for none.
    public var returnAddress: String
    public var connections: [Connection.ID]

    public init(
        customerID: Customer.ID, recipientName: String, recipientEmail: String, language: DoorstepLanguage? = nil,
        timeZone: String = "", note: String = "", term: String = "", returnAddress: String = "",
        connections: [Connection.ID]
    ) {
        self.customerID = customerID
        self.recipientName = recipientName
        self.recipientEmail = recipientEmail
        self.language = language
        self.timeZone = timeZone
        self.note = note
        self.term = term
        self.returnAddress = returnAddress
        self.connections = connections
    }
}

extension Workplace {
    /// Writes a request without sending it, so that its message can be looked at.
    ///
    /// - Throws: `.invalid` naming `name`, `email`, `note`, `term`, `time_zone`, `return_address` or `connections`;
    ///   `.notFound(.customer)`.
    public func draftRequest(_ new: NewRequest, by author: Author) async throws -> CustomerRequest.ID {
        try author.require(.operate)
        let id: CustomerRequest.ID = newID()
        return try await storage.write { tx in
            let (request, items) = try checked(new, as: id, createdAt: clock.now(), by: author, in: tx)
            try tx.requests.insert(request)
            try tx.requests.replaceItems(items, of: request)
            try note(.created, of: request, by: author.auditAuthor, in: tx)
            return id
        }
    }

    /// Changes a request that was not sent yet.
    ///
    /// - Throws: as `draftRequest`; `.notFound(.request)`; `.requestNotPossible` once it was sent.
    public func editRequest(_ id: CustomerRequest.ID, _ new: NewRequest, by author: Author) async throws {
        try author.require(.operate)
        try await deciding { tx in
            let old = try request(id, of: author, in: tx.reading)
            guard old.state == .draft else { throw UseCaseError.requestNotPossible(old.state) }
            var (edited, items) = try checked(new, as: id, createdAt: old.createdAt, by: author, in: tx)
            guard edited.customerID == old.customerID else { throw UseCaseError.notFound(.customer) }
            edited.version = old.version
            try tx.requests.save(edited)
            try tx.requests.replaceItems(items, of: edited)
        }
    }

    private func checked(
        _ new: NewRequest, as id: CustomerRequest.ID, createdAt: Date, by author: Author, in tx: Writing
    ) throws -> (CustomerRequest, [RequestItem]) {
        guard let customer = try tx.customers.find(new.customerID, in: author.organizationID) else {
            throw UseCaseError.notFound(.customer)
        }
        let settings = try tx.choices.requests(of: author.organizationID)
        var check = FieldCheck()
        let name = check.line("name", new.recipientName)
        let email =
            new.recipientEmail.trimmingCharacters(in: .whitespaces).isEmpty
            ? nil : check.email("email", new.recipientEmail)
        let note = check.note("note", new.note)
        let back = check.returnAddress("return_address", new.returnAddress, allowed: settings.returnAddresses)
        let chosen = try new.connections.compactMap { try tx.connections.find($0, in: author.organizationID) }
            .filter { $0.customerID == customer.id }
        let items = chosen.compactMap { connection in
            connection.ask.map { RequestItem(requestID: id, connectionID: connection.id, ask: $0) }
        }
        if items.isEmpty {
            check.add(
                "connections", "missing", "Tick at least one connection that the customer can do something about.")
        }
        let zoneText = new.timeZone.trimmingCharacters(in: .whitespaces)
        let usualZone = chosen.first.map(zone)?.identifier
        let zone = ZoneName(zoneText.isEmpty ? usualZone ?? "UTC" : zoneText)
        let term = check.term("term", new.term, usual: settings, at: clock.now(), in: zone?.zone ?? .gmt)
        if zone == nil { check.add("time_zone", "unknown", "Choose a time zone from the list.") }
        try check.finish()
        let request = CustomerRequest(
            id: id, organizationID: author.organizationID, customerID: customer.id,
            recipient: RequestRecipient(name: name, email: email, language: new.language, zone: zone ?? .utc),
            note: note, term: term, returnAddress: back, createdBy: author.memberID, createdAt: createdAt)
        return (request, Array(items.prefix(50)))
    }
}

extension FieldCheck {
    /// Some lines of plain text, at most 1000 characters; nil when blank.
    mutating func note(_ field: String, _ text: String) -> String? {
        let bare = text.replacing("\r\n", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
        guard !bare.isEmpty else { return nil }
        if bare.count > 1000 { add(field, "too_long", "Write at most 1000 characters.") }
        if bare.unicodeScalars.contains(where: { $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t" }
        ) {
            add(field, "control_character", "Leave out characters that cannot be printed.")
        }
        return bare
    }

    /// A span, or a day that is not over yet; blank for what the organization proposes.
    mutating func term(
        _ field: String, _ text: String, usual settings: RequestSettings, at now: Date, in zone: TimeZone
    ) -> AuthorizationTerm {
        let bare = text.trimmingCharacters(in: .whitespaces)
        guard !bare.isEmpty else { return settings.proposedTerm(at: now, in: zone) }
        guard let term = AuthorizationTerm(bare) else {
            add(field, "not_a_term", "Enter a span such as 3y, 18m or 90d, a day such as 2029-12-31, or until_revoked.")
            return .usual
        }
        if let end = term.end(from: now, in: zone), end <= now {
            add(field, "over", "Choose a last day that is not over yet.")
        }
        return term
    }

    mutating func returnAddress(_ field: String, _ text: String, allowed: [String]) -> String? {
        let bare = text.trimmingCharacters(in: .whitespaces)
        guard !bare.isEmpty else { return nil }
        guard ReturnAddress.isAllowed(bare, by: allowed) else {
            add(
                field, "not_allowed",
                "This address is not on your organization's list of allowed return addresses. Ask an owner to add it.")
            return nil
        }
        return bare
    }
}
