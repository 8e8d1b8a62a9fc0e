public import Foundation

/// The company that runs its work in Tieline (tenant).
public struct Organization: Identified, Sendable, Equatable {
    public typealias ID = Identifier<Organization>
    public static let idPrefix = "org"

    public let id: ID
    public var name: String
    /// The zone that its members read exact times in.
    public var timeZone: ZoneName
    public let createdAt: Date
    public var deactivatedAt: Date?

    public init(id: ID, name: String, timeZone: ZoneName = .utc, createdAt: Date, deactivatedAt: Date? = nil) {
        self.id = id
        self.name = name
        self.timeZone = timeZone
        self.createdAt = createdAt
        self.deactivatedAt = deactivatedAt
    }
}

/// A person who works for an organization.
public struct Member: Identified, Sendable, Equatable {
    public typealias ID = Identifier<Member>
    public static let idPrefix = "mem"

    public let id: ID
    public let organizationID: Organization.ID
    public var name: String
    /// Lower-cased; unique in the whole installation.
    public var email: String
    public var role: Role
    public let createdAt: Date
    public var disabledAt: Date?

    public init(
        id: ID, organizationID: Organization.ID, name: String, email: String, role: Role, createdAt: Date,
        disabledAt: Date? = nil
    ) {
        self.id = id
        self.organizationID = organizationID
        self.name = name
        self.email = email
        self.role = role
        self.createdAt = createdAt
        self.disabledAt = disabledAt
    }
}

/// What a member may do. Each role may do what the ones below it may.
public enum Role: String, CaseIterable, Sendable, Codable, Comparable {
    /// Looks, changes nothing.
    case viewer
    /// Creates, checks, repairs.
    case `operator`
    /// Members, keys, settings.
    case owner

    public static func < (left: Role, right: Role) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

/// Holder of utility accounts; may be the organization itself.
public struct Customer: Identified, Sendable, Equatable {
    public typealias ID = Identifier<Customer>
    public static let idPrefix = "cus"

    public let id: ID
    public let organizationID: Organization.ID
    public var name: String
    public var email: String?
    public let createdAt: Date

    public init(id: ID, organizationID: Organization.ID, name: String, email: String?, createdAt: Date) {
        self.id = id
        self.organizationID = organizationID
        self.name = name
        self.email = email
        self.createdAt = createdAt
    }
}
