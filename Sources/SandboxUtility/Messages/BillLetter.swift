import Foundation

/// The mail by which a utility sends a bill, with the bill as a PDF file.
struct BillLetter: Sendable {
    let portal: Portal
    let customerName: String
    let account: ServiceAccount
    let bill: UtilityBill
    let writtenAt: Date
    /// Random; names the message.
    let token: String

    func mail(to recipient: String) -> OutgoingMail {
        let document = BillDocument(portal: portal, customerName: customerName, account: account, bill: bill)
        let boundary = "=_\(token.prefix(24))"
        let words = MIMEMessage.Part.several(
            [
                .text(plain, kind: "plain", encoding: .quotedPrintable),
                .text(html.markup, kind: "html", encoding: .quotedPrintable),
            ], kind: "alternative", boundary: boundary + "a")
        let message = MIMEMessage(
            headers: [
                ("Date", MIMEMessage.date(writtenAt, in: portal.timeZone)),
                ("From", "\"\(portal.name)\" <\(portal.billMailbox)>"), ("To", recipient), ("Subject", subject),
                ("Message-ID", "<bill.\(token.prefix(32))@\(portal.mailDomain)>"),
                ("Auto-Submitted", "auto-generated"),
            ],
            body: .several(
                [words, .file(name: fileName, type: "application/pdf", bytes: document.bytes)], kind: "mixed",
                boundary: boundary))
        return OutgoingMail(sender: "bounces@\(portal.mailDomain)", recipient: recipient, message: message.bytes)
    }

    private var fileName: String { "bill-\(account.id)-\(bill.id).pdf" }

    private var subject: String {
        switch portal {
        case .harbor: "Your Harbor Light & Power bill is ready"
        case .metro: "Your MyMetro eBill for \(bill.issuedOn.short)"
        case .valley: "Valley Water District Statement - Account \(account.number)"
        }
    }

    private var plain: String {
        """
        Hello \(customerName),

        Your bill for account \(account.number) is attached.

        Billing period: \(bill.periodStart.slashed) to \(bill.periodEnd.slashed)
        Amount due: \(dollars(bill.total))
        Due date: \(bill.dueOn.slashed)

        Service address: \(account.serviceAddress)

        \(portal.name)
        \(portal.postalAddress)

        """
    }

    private var html: HTML {
        """
        <!doctype html><html><head><meta charset="utf-8"></head><body><p>Hello \(customerName),</p>
        <p>Your bill for account \(account.number) is attached.</p>
        <table><tr><td>Billing period</td><td>\(bill.periodStart.slashed) to \(bill.periodEnd.slashed)</td></tr>
        <tr><td>Amount due</td><td><b>\(dollars(bill.total))</b></td></tr>
        <tr><td>Due date</td><td>\(bill.dueOn.slashed)</td></tr>
        <tr><td>Service address</td><td>\(account.serviceAddress)</td></tr></table>
        <p>\(portal.name)<br>\(portal.postalAddress)</p></body></html>

        """
    }
}
