public import Foundation

/// A place that accounts are filed under: a building, a shop, a plant of one customer.
public struct Site: Identified, Sendable, Equatable {
    public typealias ID = Identifier<Site>
    public static let idPrefix = "sit"

    public let id: ID
    public let organizationID: Organization.ID
    public let customerID: Customer.ID
    public var name: String
    public let createdAt: Date

    public init(id: ID, organizationID: Organization.ID, customerID: Customer.ID, name: String, createdAt: Date) {
        self.id = id
        self.organizationID = organizationID
        self.customerID = customerID
        self.name = name
        self.createdAt = createdAt
    }
}
