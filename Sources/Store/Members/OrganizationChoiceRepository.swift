public import Domain

/// What organizations chose for their requests, their logos and the keys that sign results.
public struct OrganizationChoiceRepository<Access> {
    let session: any SQLSession

    /// The usual settings where nothing was chosen.
    public func requests(of organization: Organization.ID) throws(StoreError) -> RequestSettings {
        let row = try session.first(
            "SELECT requests FROM organization_choice WHERE organization_id = $1", [.id(organization)])
        guard let row else { return .usual }
        return try StoredJSON.value(from: row.text("requests"), column: "requests")
    }

    /// SHA-256 of the logo, lower-case hex; nil without one.
    public func logoDigest(of organization: Organization.ID) throws(StoreError) -> String? {
        try session.first(
            "SELECT logo_digest FROM organization_choice WHERE organization_id = $1", [.id(organization)])?
            .optionalText("logo_digest")
    }

    public func logo(of organization: Organization.ID) throws(StoreError) -> Logo? {
        let row = try session.first(
            """
            SELECT logo_type, logo_digest, logo FROM organization_choice
            WHERE organization_id = $1 AND logo IS NOT NULL
            """, [.id(organization)])
        guard let row else { return nil }
        return try Logo(
            mediaType: row.text("logo_type"), digest: row.text("logo_digest"), bytes: row.blob("logo"))
    }

    /// The sealed key that signs results; nil where none was made.
    public func returnKey(of organization: Organization.ID) throws(StoreError) -> [UInt8]? {
        try session.first(
            "SELECT return_key FROM organization_choice WHERE organization_id = $1", [.id(organization)])?
            .optionalBlob("return_key")
    }
}

extension OrganizationChoiceRepository where Access == WriteAccess {
    public func put(_ settings: RequestSettings, of organization: Organization.ID) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO organization_choice (organization_id, requests) VALUES ($1, $2)
            ON CONFLICT (organization_id) DO UPDATE SET requests = excluded.requests
            """, [.id(organization), .text(StoredJSON.text(settings))])
    }

    /// - Parameter logo: nil takes it away.
    public func put(_ logo: Logo?, of organization: Organization.ID) throws(StoreError) {
        try begin(organization)
        try session.execute(
            """
            UPDATE organization_choice SET logo_type = $2, logo_digest = $3, logo = $4 WHERE organization_id = $1
            """,
            [.id(organization), .optional(logo?.mediaType), .optional(logo?.digest), .optional(logo?.bytes)])
    }

    public func put(returnKey sealed: [UInt8], of organization: Organization.ID) throws(StoreError) {
        try begin(organization)
        try session.execute(
            "UPDATE organization_choice SET return_key = $2 WHERE organization_id = $1",
            [.id(organization), .blob(sealed)])
    }

    private func begin(_ organization: Organization.ID) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO organization_choice (organization_id, requests) VALUES ($1, $2)
            ON CONFLICT (organization_id) DO NOTHING
            """, [.id(organization), .text(StoredJSON.text(RequestSettings.usual))])
    }
}

/// An organization's logo.
public struct Logo: Sendable, Equatable {
    /// `image/png` or `image/jpeg`.
    public let mediaType: String
    /// SHA-256, lower-case hex.
    public let digest: String
    public let bytes: [UInt8]

    public init(mediaType: String, digest: String, bytes: [UInt8]) {
        self.mediaType = mediaType
        self.digest = digest
        self.bytes = bytes
    }
}
