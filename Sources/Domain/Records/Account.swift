public import Foundation

/// A utility account as its portal lists it.
public struct Account: Identified, Sendable, Equatable {
    public typealias ID = Identifier<Account>
    public static let idPrefix = "acc"

    public let id: ID
    public let connectionID: Connection.ID
    /// The portal's own, stable id: how the account is recognised again after a repair.
    public let providerReference: String
    /// As printed on the bill.
    public let number: String
    public let serviceAddress: String
    public let meters: [Meter]
    public let firstSeenAt: Date
    public var lastSeenAt: Date
    /// The customer does not share it: nothing of it is collected.
    public var withheldAt: Date?

    public init(
        id: ID, connectionID: Connection.ID, providerReference: String, number: String, serviceAddress: String,
        meters: [Meter], firstSeenAt: Date, lastSeenAt: Date, withheldAt: Date? = nil
    ) {
        self.id = id
        self.connectionID = connectionID
        self.providerReference = providerReference
        self.number = number
        self.serviceAddress = serviceAddress
        self.meters = meters
        self.firstSeenAt = firstSeenAt
        self.lastSeenAt = lastSeenAt
        self.withheldAt = withheldAt
    }
}

public struct Meter: Sendable, Equatable, Codable {
    public enum Commodity: String, Sendable, Codable, CaseIterable { case electricity, gas, water }

    public let number: String
    public let commodity: Commodity

    public init(number: String, commodity: Commodity) {
        self.number = number
        self.commodity = commodity
    }
}

/// A bill as the portal lists it, with its PDF where one was fetched.
public struct Bill: Identified, Sendable, Equatable {
    public typealias ID = Identifier<Bill>
    public static let idPrefix = "bil"

    public let id: ID
    public let connectionID: Connection.ID
    public let accountID: Account.ID
    /// The portal's own id of the bill.
    public let providerReference: String
    /// Calendar dates at the provider, `YYYY-MM-DD`; the period includes both.
    public let periodStart: String
    public let periodEnd: String
    public let issuedOn: String
    public let amount: Money
    /// SHA-256 of the PDF, lower-case hex, nil when none was offered.
    public let documentDigest: String?
    public let fetchedAt: Date

    public init(
        id: ID, connectionID: Connection.ID, accountID: Account.ID, providerReference: String, periodStart: String,
        periodEnd: String, issuedOn: String, amount: Money, documentDigest: String?, fetchedAt: Date
    ) {
        self.id = id
        self.connectionID = connectionID
        self.accountID = accountID
        self.providerReference = providerReference
        self.periodStart = periodStart
        self.periodEnd = periodEnd
        self.issuedOn = issuedOn
        self.amount = amount
        self.documentDigest = documentDigest
        self.fetchedAt = fetchedAt
    }
}

/// An amount in minor units (cents) of an ISO 4217 currency.
public struct Money: Sendable, Equatable, Codable {
    public let minorUnits: Int64
    public let currency: String

    public init(minorUnits: Int64, currency: String) {
        self.minorUnits = minorUnits
        self.currency = currency
    }
}
