public import Domain
public import Foundation

/// A link that lets a customer act without a login. Only the SHA-256 of its token is stored.
public struct CustomerLink: Sendable, Equatable {
    public let digest: String
    public let organizationID: Organization.ID
    public let customerID: Customer.ID
    /// Nil: it opens the control page.
    public let requestID: CustomerRequest.ID?
    public let createdAt: Date
    /// Nil: until it is revoked.
    public let expiresAt: Date?
    public let revokedAt: Date?

    public init(
        digest: String, organizationID: Organization.ID, customerID: Customer.ID, requestID: CustomerRequest.ID?,
        createdAt: Date, expiresAt: Date?, revokedAt: Date? = nil
    ) {
        self.digest = digest
        self.organizationID = organizationID
        self.customerID = customerID
        self.requestID = requestID
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
    }
}

/// The links of requests and of control pages.
public struct CustomerLinkRepository<Access> {
    let session: any SQLSession

    public func find(_ digest: String) throws(StoreError) -> CustomerLink? {
        try session.first("SELECT * FROM customer_link WHERE digest = $1", [.text(digest)])
            .map(CustomerLink.init(row:))
    }
}

extension CustomerLinkRepository where Access == WriteAccess {
    public func insert(_ link: CustomerLink) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO customer_link
                (digest, organization_id, customer_id, request_id, created_at, expires_at, revoked_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                .text(link.digest), .id(link.organizationID), .id(link.customerID), .id(link.requestID),
                .instant(link.createdAt), .instant(link.expiresAt), .instant(link.revokedAt),
            ])
    }

    /// No link of a customer's control page works from now on.
    /// - Returns: How many worked until now.
    public func revokeControl(
        of customer: Customer.ID, in organization: Organization.ID, at now: Date
    ) throws(StoreError) -> Int {
        try session.execute(
            """
            UPDATE customer_link SET revoked_at = $3
            WHERE customer_id = $1 AND organization_id = $2 AND request_id IS NULL AND revoked_at IS NULL
            """, [.id(customer), .id(organization), .instant(now)])
    }

    /// No link of a request works from now on.
    public func revoke(of request: CustomerRequest.ID, at now: Date) throws(StoreError) {
        try session.execute(
            "UPDATE customer_link SET revoked_at = $2 WHERE request_id = $1 AND revoked_at IS NULL",
            [.id(request), .instant(now)])
    }
}

extension CustomerLink {
    init(row: SQLRow) throws(StoreError) {
        try self.init(
            digest: row.text("digest"), organizationID: row.id("organization_id"), customerID: row.id("customer_id"),
            requestID: row.optionalID("request_id"), createdAt: row.instant("created_at"),
            expiresAt: row.optionalInstant("expires_at"), revokedAt: row.optionalInstant("revoked_at"))
    }
}
