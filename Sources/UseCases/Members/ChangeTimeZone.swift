import Domain
import Store

extension Workplace {
    /// Chooses the zone that an organization's members read exact times in.
    ///
    /// - Parameter name: an IANA name, `America/New_York`.
    /// - Throws: `.invalid` naming `time_zone`.
    public func changeTimeZone(to name: String, by author: Author) async throws {
        try author.require(.administer)
        guard let zone = ZoneName(name) else {
            throw UseCaseError.invalid([
                FieldProblem(
                    field: "time_zone", code: "unknown_zone",
                    message: "Choose a zone of the list, such as America/New_York or Europe/Berlin.")
            ])
        }
        try await storage.write { tx in
            try tx.organizations.setTimeZone(author.organizationID, to: zone)
            try record(.timeZoneChanged, of: author.organizationID, by: author, in: tx)
        }
    }
}
