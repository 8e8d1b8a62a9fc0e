/// The pages of My Harbor behind the sign-in.
extension HarborPages {
    /// `bills` holds the newest bill of each account by the account's id.
    func accounts(_ guest: Guest, bills: [String: UtilityBill]) -> HTML {
        guard !guest.login.accounts.isEmpty else { return noAccounts(guest) }
        let rows = guest.login.accounts.map { account -> HTML in
            let amount = bills[account.id].map { dollars($0.total) } ?? ""
            let due = bills[account.id].map { "due \($0.dueOn.short)" } ?? ""
            return """
                <li class="account" data-account-id="\(account.id)">
                <div><h2><a href="/harbor/account/\(account.id)">Account \(account.number)</a></h2>
                <p class="address">\(account.serviceAddress)</p>
                <p class="fine">\(Self.meterCount(account.meters.count))</p></div>
                <div class="owed"><strong>\(amount)</strong><span>\(due)</span></div></li>
                """
        }
        return Self.frame(
            title: "My accounts", top: signOut(guest),
            body: """
                <section id="my-accounts"><p class="hello">Welcome, \(guest.login.customerName)</p>
                <h1>My accounts</h1><ul class="accounts">\(rows)</ul></section>
                """)
    }

    func account(_ account: ServiceAccount, of guest: Guest, bills: [UtilityBill]) -> HTML {
        let meters = account.meters.map { meter -> HTML in
            """
            <tr data-meter="\(meter.number)"><td class="meter-number">\(meter.number)</td>\
            <td class="commodity">\(meter.commodity.label)</td><td>Advanced meter</td></tr>
            """
        }
        let rows = bills.map { row(of: $0, account: account) }
        return Self.frame(
            title: "Account \(account.number)", top: signOut(guest),
            body: """
                <section id="account" data-account-id="\(account.id)">
                <p class="crumbs"><a href="/harbor/account">My accounts</a> / Account</p>
                <h1>Account <span id="account-number">\(account.number)</span></h1>
                <p class="address" id="service-address">\(account.serviceAddress)</p>
                <h2>Meters</h2><table id="meters"><thead><tr><th>Meter</th><th>Service</th><th>Type</th></tr></thead>
                <tbody>\(meters)</tbody></table>
                <h2>Billing history</h2><table id="bills"><thead><tr><th>Billing period</th><th>Issued</th><th>Due</th>
                <th class="number">Amount</th><th>Bill</th></tr></thead><tbody>\(rows)</tbody></table>
                <p class="download"><a id="green-button" href="/harbor/account/\(account.id)/usage.xml">\
                Green Button: download my data</a></p></section>
                """)
    }

    private func row(of bill: UtilityBill, account: ServiceAccount) -> HTML {
        """
        <tr data-bill-id="\(bill.id)"><td class="period"><time class="from" datetime="\(bill.periodStart.iso)">\
        \(bill.periodStart.short)</time> &ndash; <time class="to" datetime="\(bill.periodEnd.iso)">\
        \(bill.periodEnd.short)</time></td><td class="issued">\(bill.issuedOn.short)</td>\
        <td class="due">\(bill.dueOn.short)</td><td class="amount number">\(dollars(bill.total))</td>\
        <td><a class="pdf" href="/harbor/account/\(account.id)/bills/\(bill.id).pdf">View bill (PDF)</a></td></tr>
        """
    }

    private func noAccounts(_ guest: Guest) -> HTML {
        Self.frame(
            title: "My accounts", top: signOut(guest),
            body: """
                <section id="my-accounts"><p class="hello">Welcome, \(guest.login.customerName)</p>
                <h1>My accounts</h1><p class="empty" id="no-accounts">There are no utility accounts linked to your
                profile. If you have moved, your former accounts are no longer shown here.</p></section>
                """)
    }

    private func signOut(_ guest: Guest) -> HTML {
        """
        <form class="sign-out" method="post" action="/harbor/logout"><input type="hidden" name="__token" \
        value="\(guest.session.formToken)"><button type="submit">Sign out</button></form>
        """
    }

    private static func meterCount(_ count: Int) -> String { count == 1 ? "1 meter" : "\(count) meters" }
}
