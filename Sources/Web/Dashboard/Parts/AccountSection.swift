import Domain
import UseCases

/// An account with its bills.
struct AccountSection: Sendable {
    let number: String
    let place: String
    let meters: String
    let bills: Bills?

    struct Bills: Sendable {
        let rows: [Row]
        /// Says how many more there are; nil when all are shown.
        let more: String?
    }

    struct Row: Sendable {
        let period: String
        let issued: String
        let amount: String
        /// The PDF's address.
        let document: String?
    }

    private static let shown = 6

    init(_ account: Account, bills: [BillSummary]) {
        number = account.number
        place = account.serviceAddress
        meters = account.meters.map { "\($0.commodity.rawValue) meter \($0.number)" }.joined(separator: ", ")
        self.bills =
            bills.isEmpty
            ? nil
            : Bills(
                rows: bills.prefix(Self.shown).map { Row($0, connection: account.connectionID) },
                more: bills.count > Self.shown
                    ? "The newest \(Self.shown) are shown; older ones are kept and come through the API." : nil)
    }
}

extension AccountSection.Row {
    init(_ bill: BillSummary, connection: Connection.ID) {
        self.init(
            period:
                "\(CalendarWords.day(written: bill.periodStart)) – \(CalendarWords.day(written: bill.periodEnd))",
            issued: CalendarWords.day(written: bill.issuedOn), amount: bill.amount.text,
            document: bill.hasDocument ? bill.documentAddress(in: connection) : nil)
    }
}

extension BillSummary {
    func documentAddress(in connection: Connection.ID) -> String {
        "/connections/\(connection.prefixed)/bills/\(id.prefixed)"
    }
}
