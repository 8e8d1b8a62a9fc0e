/// The documents inside the frame: the list of accounts, and one account with its bills.
extension ValleyPages {
    func accountList(_ accounts: [ServiceAccount]) -> HTML {
        guard !accounts.isEmpty else {
            return inner(
                title: "Accounts",
                body: """
                    <p id="lblNoAccounts" class="err">No active service accounts were found for this login.</p>
                    """)
        }
        let rows = accounts.map { account -> HTML in
            """
            <tr data-acct="\(account.id)"><td><a href="/valley/AccountFrame.aspx?acct=\(account.id)">\
            \(account.number)</a></td><td>\(account.serviceAddress)</td><td align="center">\(account.meters.count)</td>\
            </tr>
            """
        }
        return inner(
            title: "Accounts",
            body: """
                <table id="gvAccounts" class="grid" cellspacing="0" border="1" rules="all">
                <tr><th>Account No.</th><th>Service Address</th><th>Meters</th></tr>\(rows)</table>
                """)
    }

    func account(_ account: ServiceAccount, bills: [UtilityBill]) -> HTML {
        let meters = account.meters.map { meter -> HTML in
            """
            <tr data-meter="\(meter.number)"><td class="meter-number">\(meter.number)</td>\
            <td class="commodity">\(meter.commodity.label)</td></tr>
            """
        }
        let rows = bills.map { bill -> HTML in
            """
            <tr data-bill="\(bill.id)"><td class="from">\(bill.periodStart.slashed)</td>\
            <td class="to">\(bill.periodEnd.slashed)</td><td class="issued">\(bill.issuedOn.slashed)</td>\
            <td class="due">\(bill.dueOn.slashed)</td><td class="amount" align="right">\(dollars(bill.total))</td>\
            <td><a class="pdf" href="/valley/ViewBill.aspx?acct=\(account.id)&amp;bill=\(bill.id)">View</a></td></tr>
            """
        }
        return inner(
            title: "Account Detail",
            body: """
                <p class="small"><a href="/valley/AccountFrame.aspx">&lt;&lt; Back to account list</a></p>
                <table class="facts" id="tblAccount" data-acct="\(account.id)"><tr><td class="lbl">Account No.:</td>
                <td id="lblAccount">\(account.number)</td></tr><tr><td class="lbl">Service Address:</td>
                <td id="lblAddress">\(account.serviceAddress)</td></tr></table>
                <h2>Meters</h2><table id="gvMeters" class="grid" cellspacing="0" border="1" rules="all">
                <tr><th>Meter No.</th><th>Service</th></tr>\(meters)</table>
                <h2>Billing History</h2><table id="gvBills" class="grid" cellspacing="0" border="1" rules="all">
                <tr><th>From</th><th>To</th><th>Bill Date</th><th>Due Date</th><th>Amount</th><th>Bill</th></tr>\
                \(rows)</table>
                <p><a id="lnkGreenButton" href="/valley/GreenButton.aspx?acct=\(account.id)">\
                Green Button - Download My Data</a></p>
                """)
    }

    private func inner(title: String, body: HTML) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>\(title)</title>
        <link rel="stylesheet" type="text/css" href="/valley/assets/valley.css"></head>
        <body class="inner"><h2>\(title)</h2>\(body)</body></html>
        """
    }
}
