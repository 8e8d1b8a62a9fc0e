import Domain
import Ports

/// A bill as listed, with the address of its PDF.
struct ListedBill: Equatable {
    let bill: CollectedBill
    let pdfAddress: String?

    /// The bill with its document.
    func with(pdf: [UInt8]?) -> CollectedBill {
        CollectedBill(
            providerReference: bill.providerReference, periodStart: bill.periodStart, periodEnd: bill.periodEnd,
            issuedOn: bill.issuedOn, amount: bill.amount, pdf: pdf)
    }
}

/// Turns rows into bills. Pure.
enum BillParsing {
    static func request(_ reading: BillReading) -> RowRequest {
        var fields = [
            "reference": reading.reference, "period_start": reading.periodStart, "period_end": reading.periodEnd,
            "issued": reading.issued, "amount": reading.amount,
        ]
        fields["pdf"] = reading.pdf
        return RowRequest(rows: reading.rows, fields: fields)
    }

    /// Reads the element that names the account of the page.
    static func ownerRequest(_ reading: BillReading) -> RowRequest {
        let field = FieldReading(selector: nil, attribute: reading.shows.attribute, like: nil)
        return RowRequest(rows: reading.shows.selector ?? "body", fields: ["owner": field])
    }

    /// Whether the page is about this account.
    static func isOwned(_ rows: [Row], by account: CollectedAccount, _ reading: BillReading) -> Bool {
        rows.contains { row in
            guard let shown = row.value("owner", reading.shows) else { return false }
            return shown == account.number || shown == account.providerReference
        }
    }

    static func bills(
        _ rows: [Row], _ reading: BillReading, currency: String
    ) throws(UnreadablePart) -> [ListedBill] {
        var bills: [ListedBill] = []
        for (index, row) in rows.enumerated() {
            let bill = try bill(row, index + 1, reading, currency: currency)
            if !bills.contains(where: { $0.bill.providerReference == bill.bill.providerReference }) {
                bills.append(bill)
            }
        }
        return bills
    }

    private static func bill(
        _ row: Row, _ number: Int, _ reading: BillReading, currency: String
    ) throws(UnreadablePart) -> ListedBill {
        func date(_ name: String, _ field: FieldReading) throws(UnreadablePart) -> String {
            guard let date = row.value(name, field).flatMap(reading.dates.date) else {
                throw UnreadablePart(expected: "a date as \(name) of every bill", row: number)
            }
            return date
        }
        guard let reference = row.value("reference", reading.reference) else {
            throw UnreadablePart(expected: "reference of every bill", row: number)
        }
        let amount = row.value("amount", reading.amount).flatMap {
            MoneyText.money(in: $0, currency: currency, decimalMark: reading.decimalMark)
        }
        guard let amount else { throw UnreadablePart(expected: "one amount in every bill", row: number) }
        let bill = CollectedBill(
            providerReference: reference, periodStart: try date("period_start", reading.periodStart),
            periodEnd: try date("period_end", reading.periodEnd), issuedOn: try date("issued", reading.issued),
            amount: amount, pdf: nil)
        return ListedBill(bill: bill, pdfAddress: reading.pdf.flatMap { row.value("pdf", $0) })
    }

    /// The bills since a date, and the latest one in any case: it is what proves that collecting works.
    static func wanted(_ bills: [ListedBill], since date: String?) -> [ListedBill] {
        guard let date else { return bills }
        let latest = bills.max { $0.bill.issuedOn < $1.bill.issuedOn }
        return bills.filter { $0.bill.issuedOn >= date || $0 == latest }
    }
}
