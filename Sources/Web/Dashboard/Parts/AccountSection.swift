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
        /// The way to all of them; nil when all are shown.
        let more: Link?
    }

    struct Row: Sendable {
        let period: String
        let issued: String
        let amount: String
        /// The PDF's address.
        let document: String?
    }

    /// - Parameters:
    ///   - bills: The newest.
    ///   - count: How many there are in all.
    init(_ account: Account, bills: [BillSummary], count: Int) {
        number = account.number
        place = account.serviceAddress
        meters = account.meters.map { "\($0.commodity.rawValue) meter \($0.number)" }.joined(separator: ", ")
        self.bills =
            bills.isEmpty
            ? nil
            : Bills(
                rows: bills.map { Row($0, connection: account.connectionID) },
                more: count > bills.count
                    ? Link(
                        label: "All \(counted(count, "bill"))",
                        address: BillsAddress(connection: account.connectionID, account: account.id).text) : nil)
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
