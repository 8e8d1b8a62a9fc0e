import Domain
import Foundation
import UseCases

/// A utility account as its portal lists it.
struct AccountView: Wire {
    let id: WireID<Account>
    let connectionId: WireID<Connection>
    let providerReference: String
    let number: String
    let serviceAddress: String
    let meters: [MeterView]
    let firstSeenAt: Date
    let lastSeenAt: Date

    static let name = "Account"
    static let summary = "A utility account as its portal lists it."
    static let prose = [
        "id": "Stable.",
        "connection_id": "The connection that reads it.",
        "provider_reference": "The portal's own, stable id.",
        "number": "As printed on the bill.",
        "service_address": "Where energy or water is delivered.",
        "meters": "The meters at that address.",
        "first_seen_at": "When a run read it first.",
        "last_seen_at": "And last.",
    ]
    static let example = AccountView(
        id: .sample, connectionId: .sample, providerReference: "A-1002", number: "1002-4821",
        serviceAddress: "12 Quay Street, Harbor", meters: [.example], firstSeenAt: .example, lastSeenAt: .example)
}

extension AccountView {
    init(_ account: Account) {
        self.init(
            id: WireID(account.id), connectionId: WireID(account.connectionID),
            providerReference: account.providerReference, number: account.number,
            serviceAddress: account.serviceAddress,
            meters: account.meters.map { MeterView(number: $0.number, commodity: $0.commodity) },
            firstSeenAt: account.firstSeenAt, lastSeenAt: account.lastSeenAt)
    }
}

struct MeterView: Wire {
    let number: String
    let commodity: Meter.Commodity

    static let name = "Meter"
    static let summary = "A meter of an account."
    static let prose = ["number": "As printed on it.", "commodity": "What it measures."]
    static let example = MeterView(number: "M-77120", commodity: .electricity)
}

struct AccountList: Wire {
    let data: [AccountView]

    static let name = "AccountList"
    static let summary = "Every account of a connection."
    static let prose = ["data": "In the portal's order."]
    static let example = AccountList(data: [.example])
}

/// A bill as the portal lists it.
struct BillView: Wire {
    let id: WireID<Bill>
    let accountId: WireID<Account>
    let accountNumber: String
    let periodStart: WireDay
    let periodEnd: WireDay
    let issuedOn: WireDay
    let amount: AmountView
    let hasDocument: Bool
    let fetchedAt: Date

    static let name = "Bill"
    static let summary = "A bill as the portal lists it."
    static let prose = [
        "id": "Stable.",
        "account_id": "The account it is for.",
        "account_number": "As printed on it.",
        "period_start": "First day of the period, by the provider's calendar.",
        "period_end": "Last day of the period.",
        "issued_on": "The date on the bill.",
        "amount": "The amount due.",
        "has_document": "Whether its PDF was fetched.",
        "fetched_at": "When it was fetched.",
    ]
    static let example = BillView(
        id: .sample, accountId: .sample, accountNumber: "1002-4821", periodStart: WireDay("2026-09-01"),
        periodEnd: WireDay("2026-09-30"), issuedOn: WireDay("2026-10-03"), amount: .example, hasDocument: true,
        fetchedAt: .example)
}

extension BillView {
    init(_ bill: BillSummary) {
        self.init(
            id: WireID(bill.id), accountId: WireID(bill.accountID), accountNumber: bill.accountNumber,
            periodStart: WireDay(bill.periodStart), periodEnd: WireDay(bill.periodEnd),
            issuedOn: WireDay(bill.issuedOn),
            amount: AmountView(minorUnits: bill.amount.minorUnits, currency: bill.amount.currency),
            hasDocument: bill.hasDocument, fetchedAt: bill.fetchedAt)
    }
}

struct AmountView: Wire {
    let minorUnits: Int64
    let currency: String

    static let name = "Amount"
    static let summary = "An amount of money, exact."
    static let prose = ["minor_units": "In the currency's smallest unit, such as cents.", "currency": "ISO 4217."]
    static let example = AmountView(minorUnits: 8417, currency: "USD")
}

struct BillList: Wire {
    let data: [BillView]
    let nextCursor: Nullable<String>

    static let name = "BillList"
    static let summary = "A page of bills."
    static let prose = ["data": "Newest first.", "next_cursor": "The `cursor` of the next page; null on the last."]
    static let example = BillList(data: [.example], nextCursor: Nullable(nil))
}
