/// A bill on paper: letterhead, amount due, one block per meter, charges, and the slip to tear off.
struct BillDocument: Sendable {
    let portal: Portal
    let customerName: String
    let account: ServiceAccount
    let bill: UtilityBill

    private static let left = 54.0
    private static let right = 558.0

    var bytes: [UInt8] {
        var page = PDFPage(title: "\(portal.name) bill \(bill.issuedOn.iso), account \(account.number)")
        drawLetterhead(on: &page)
        drawFacts(on: &page)
        drawCharges(on: &page, from: 560)
        drawSlip(on: &page)
        return page.bytes
    }

    private func drawLetterhead(on page: inout PDFPage) {
        page.box(x: 0, y: 724, width: 612, height: 68, ink: brandInk)
        page.text(portal.name, at: Self.left, 752, size: 20, face: .bold, ink: .white)
        page.text(portal.postalAddress, at: Self.left, 735, size: 8.5, ink: .white)
        let kind = bill.isInterim ? "INTERIM BILL" : "MONTHLY BILL"
        page.textEnding(kind, at: Self.right, 752, size: 11, face: .bold, ink: .white)
    }

    private func drawFacts(on page: inout PDFPage) {
        let facts = [
            ("Account number", account.number),
            ("Bill number", bill.id),
            ("Bill date", bill.issuedOn.slashed),
            ("Billing period", "\(bill.periodStart.slashed) - \(bill.periodEnd.slashed)"),
            ("Service address", account.serviceAddress),
        ]
        page.text(customerName, at: Self.left, 698, size: 12, face: .bold)
        for (index, fact) in facts.enumerated() {
            let y = 678 - Double(index) * 15
            page.text(fact.0, at: Self.left, y, ink: .grey)
            page.text(fact.1, at: 150, y)
        }
        page.box(x: 408, y: 622, width: 150, height: 84, ink: PDFPage.Ink(red: 0.94, green: 0.95, blue: 0.96))
        page.text("Amount due", at: 420, 688, size: 10, ink: .grey)
        page.text(dollars(bill.total), at: 420, 660, size: 22, face: .bold)
        page.text("Due date \(bill.dueOn.slashed)", at: 420, 636, size: 10)
    }

    private func drawCharges(on page: inout PDFPage, from top: Double) {
        var y = top
        page.text("Your service", at: Self.left, y, size: 12, face: .bold)
        y -= 8
        for line in bill.lines {
            page.line(from: (Self.left, y), to: (Self.right, y), ink: brandInk, width: 1)
            y -= 14
            draw(line, on: &page, at: &y)
        }
        page.line(from: (Self.left, y), to: (Self.right, y), ink: .black)
        y -= 14
        row("State and local tax (5.2%)", dollars(bill.tax), on: &page, at: &y)
        page.text("Total amount due", at: Self.left, y, size: 11, face: .bold)
        page.textEnding(dollars(bill.total), at: Self.right, y, size: 11, face: .bold)
    }

    private func draw(_ line: UtilityBill.Line, on page: inout PDFPage, at y: inout Double) {
        let meter = line.meter
        let unit = meter.commodity.unit
        page.text("\(meter.commodity.label), meter \(meter.number)", at: Self.left, y, face: .bold)
        y -= 14
        row(
            "Meter readings: previous \(line.previousReading), present \(line.presentReading)",
            "\(line.usage) \(unit)", on: &page, at: &y)
        let rate = Self.cents(thousandths: meter.commodity.rate)
        row("Usage \(line.usage) \(unit) at \(rate) per unit", dollars(line.energyCharge), on: &page, at: &y)
        row("Customer charge", dollars(line.customerCharge), on: &page, at: &y)
    }

    private func row(_ label: String, _ value: String, on page: inout PDFPage, at y: inout Double) {
        page.text(label, at: Self.left, y)
        page.textEnding(value, at: Self.right, y)
        y -= 14
    }

    private func drawSlip(on page: inout PDFPage) {
        page.line(from: (Self.left, 118), to: (Self.right, 118), ink: .grey)
        page.text("Please return this part with your payment. Thank you.", at: Self.left, 100, size: 8.5, ink: .grey)
        page.text("Account number \(account.number)", at: Self.left, 78)
        page.text("Pay by \(bill.dueOn.slashed)", at: 300, 78)
        page.textEnding(dollars(bill.total), at: Self.right, 78, size: 12, face: .bold)
    }

    private var brandInk: PDFPage.Ink {
        switch portal {
        case .harbor: PDFPage.Ink(red: 0.04, green: 0.23, blue: 0.36)
        case .metro: PDFPage.Ink(red: 0.32, green: 0.16, blue: 0.52)
        case .valley: PDFPage.Ink(red: 0.10, green: 0.40, blue: 0.32)
        }
    }

    /// `$0.1742` for 17,420 thousandths of a cent.
    private static func cents(thousandths: Int) -> String {
        let fraction = String(thousandths % 100_000 / 10)
        return "$\(thousandths / 100_000).\(String(repeating: "0", count: 4 - fraction.count))\(fraction)"
    }
}
