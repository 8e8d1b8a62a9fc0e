public import Domain
import Foundation
import Ports
import Store

/// What an owner chooses for requests, as it is typed.
public struct NewRequestSettings: Sendable {
    public var brandName = ""
    public var color = ""
    public var contact = ""
    public var postalAddress = ""
    public var replyTo = ""
    public var term = ""
    /// Days after the first message, with commas: `2, 5, 10`; blank for none.
    public var reminderDays = ""
    public var quietFrom = ""
    public var quietUntil = ""
    public var linkDays = ""
    /// One address a line.
    public var returnAddresses = ""
    /// A number; blank for all that the utility shows.
    public var monthsBack = ""
    /// `no`: only what is there on the day of consent.
    public var ongoing = ""
    /// `yes`: customers are asked without a member when their sign-in breaks.
    public var asksByItself = ""

    public init() {}
}

extension Workplace {
    /// What the page of settings shows.
    public func requestSettings(by author: Author) async throws -> RequestSettingsView {
        try author.require(.look)
        let sender = post.sender == nil ? nil : post.address
        return try await storage.read { tx in
            guard let brand = try brandView(of: author.organizationID, in: tx) else {
                throw UseCaseError.notAllowed(needs: .look)
            }
            return RequestSettingsView(
                settings: try tx.choices.requests(of: author.organizationID), brand: brand, sender: sender,
                hasReturnKey: try tx.choices.returnKey(of: author.organizationID) != nil)
        }
    }

    /// Changes how the organization shows itself and asks.
    ///
    /// - Throws: `.invalid` naming `brand_name`, `color`, `contact`, `postal_address`, `reply_to`, `term`, `reminder_days`,
    ///   `quiet_from`, `quiet_until`, `link_days`, `return_addresses`, `months_back`, `ongoing` or
    ///   `asks_by_itself`.
    public func changeRequestSettings(_ new: NewRequestSettings, by author: Author) async throws {
        try author.require(.administer)
        let zone = try await storage.read { tx in try tx.organizations.find(author.organizationID)?.timeZone.zone }
        let settings = try Self.checked(new, at: clock.now(), in: zone ?? .gmt)
        try await storage.write { tx in
            try tx.choices.put(settings, of: author.organizationID)
            try record(.requestSettingsChanged, of: author.organizationID, by: author, in: tx)
            tx.announce(Change(topic: .organization(author.organizationID)))
        }
    }

    /// Shows a logo on customer pages, or none.
    ///
    /// - Parameter bytes: a PNG or JPEG of at most 100 kB.
    /// - Throws: `.invalid` naming `logo`.
    public func setLogo(_ bytes: [UInt8]?, by author: Author) async throws {
        try author.require(.administer)
        let logo = try bytes.map { bytes throws(UseCaseError) in
            guard bytes.count <= 100_000, let type = Self.pictureType(bytes) else {
                throw .invalid([
                    FieldProblem(
                        field: "logo", code: "not_a_picture", message: "Choose a PNG or JPEG picture of at most 100 kB."
                    )
                ])
            }
            return Logo(mediaType: type, digest: digests.digest(of: bytes), bytes: bytes)
        }
        try await storage.write { tx in
            try tx.choices.put(logo, of: author.organizationID)
            try record(.logoChanged, of: author.organizationID, by: author, in: tx)
        }
    }

    /// A new key that signs results for the organization's own pages; the one before signs nothing any more.
    ///
    /// - Returns: the key; it is shown this once.
    public func makeReturnKey(by author: Author) async throws -> Secret<String> {
        try author.require(.administer)
        let secret = tokens.mint()
        let owner = author.organizationID.uuid
        let stored = try await storage.read { tx in try tx.dataKeys.find(owner: owner) }
        let key = try stored ?? sealing.makeDataKey(for: owner)
        let sealed = try sealing.seal(
            secret.map { Array($0.utf8) }, under: key, of: owner, at: .returnKey(of: author.organizationID))
        try await storage.write { tx in
            // Somebody else may have been first: what is sealed under a key that is not kept could never be opened.
            let kept = try tx.dataKeys.find(owner: owner)
            guard kept == nil || kept == key else { throw UseCaseError.busy }
            if kept == nil { try tx.dataKeys.put(key, owner: owner) }
            try tx.choices.put(returnKey: sealed, of: author.organizationID)
            try record(.returnKeyMade, of: author.organizationID, by: author, in: tx)
        }
        return secret
    }

    func openReturnKey(
        _ sealed: [UInt8], of organization: Organization.ID, under key: WrappedKey
    ) throws(UseCaseError) -> Secret<String> {
        do {
            return try sealing.open(sealed, under: key, of: organization.uuid, at: .returnKey(of: organization))
                .map { String(decoding: $0, as: UTF8.self) }
        } catch {
            throw .unreadableSecret
        }
    }

    private static func checked(
        _ new: NewRequestSettings, at now: Date, in zone: TimeZone
    ) throws(UseCaseError) -> RequestSettings {
        var check = FieldCheck()
        let color = new.color.trimmingCharacters(in: .whitespaces).lowercased()
        if !color.isEmpty, color.wholeMatch(of: /#[0-9a-f]{6}/) == nil {
            check.add("color", "not_a_color", "Enter a colour such as #0b6e4f.")
        }
        let replyTo = new.replyTo.trimmingCharacters(in: .whitespaces)
        let brand = Brand(
            name: check.optionalLine("brand_name", new.brandName), color: color.isEmpty ? nil : color,
            contact: check.optionalLine("contact", new.contact),
            postalAddress: check.optionalLine("postal_address", new.postalAddress),
            replyTo: replyTo.isEmpty ? nil : check.email("reply_to", replyTo))
        let term = check.term("term", new.term, usual: .usual, at: now, in: zone)
        let days = check.days("reminder_days", new.reminderDays)
        let quietFrom = check.number("quiet_from", new.quietFrom, 0...23, "an hour from 0 to 23")
        let quietUntil = check.number("quiet_until", new.quietUntil, 0...23, "an hour from 0 to 23")
        let linkDays = check.number("link_days", new.linkDays, 1...60, "a number of days from 1 to 60")
        let lines = new.returnAddresses.split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        if lines.count > 20 || !lines.allSatisfy(ReturnAddress.isWellFormed) {
            check.add(
                "return_addresses", "not_an_address",
                "Enter at most 20 addresses that begin with https://, one on each line, without user name or #.")
        }
        let scope = check.scope(new)
        if !["", "yes", "no"].contains(new.asksByItself) {
            check.add("asks_by_itself", "unknown", "Choose one from the list.")
        }
        try check.finish()
        return RequestSettings(
            brand: brand, term: term,
            reminders: ReminderPolicy(days: days, quietFrom: quietFrom, quietUntil: quietUntil), linkDays: linkDays,
            returnAddresses: lines, scope: scope, asksByItself: new.asksByItself == "yes")
    }

    /// By the first bytes: whatever a browser calls it, only these two are kept.
    private static func pictureType(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
        return bytes.starts(with: [0xFF, 0xD8, 0xFF]) ? "image/jpeg" : nil
    }
}

extension SealedPlace {
    static func returnKey(of organization: Organization.ID) -> SealedPlace {
        SealedPlace(table: "organization_choice", column: "return_key", row: organization.uuid)
    }
}

extension FieldCheck {
    fileprivate mutating func optionalLine(_ field: String, _ text: String) -> String? {
        text.trimmingCharacters(in: .whitespaces).isEmpty ? nil : line(field, text)
    }

    fileprivate mutating func number(_ field: String, _ text: String, _ range: ClosedRange<Int>, _ what: String) -> Int
    {
        guard let number = Int(text.trimmingCharacters(in: .whitespaces)), range.contains(number) else {
            add(field, "not_a_number", "Enter \(what).")
            return range.lowerBound
        }
        return number
    }

    fileprivate mutating func scope(_ new: NewRequestSettings) -> ScopeChoice {
        let isBlank = new.monthsBack.trimmingCharacters(in: .whitespaces).isEmpty
        let months =
            isBlank ? nil : number("months_back", new.monthsBack, 1...ScopeChoice.mostMonths, "a number of months")
        if !["", "yes", "no"].contains(new.ongoing) { add("ongoing", "unknown", "Choose one from the list.") }
        return ScopeChoice(monthsBack: months, isOngoing: new.ongoing != "no")
    }

    fileprivate mutating func days(_ field: String, _ text: String) -> [Int] {
        let parts = text.split(separator: ",").map { Int($0.trimmingCharacters(in: .whitespaces)) }
        let days = parts.compactMap { $0 }
        guard days.count == parts.count, days.count <= 10, days.allSatisfy({ (1...60).contains($0) }),
            days == Array(Set(days)).sorted()
        else {
            add(field, "not_days", "Enter days in rising order, such as 2, 5, 10: at most ten, none after day 60.")
            return []
        }
        return days
    }
}
