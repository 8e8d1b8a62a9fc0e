/// Bills that portals send by mail.
extension SandboxWorld {
    /// A mail with the newest bill of a login; without a name the login whose codes go to the address, or `sunny`.
    /// Nil when there is no such login, or none of its accounts has a bill.
    func billByMail(to address: String, for username: String?, at portal: Portal) -> Dispatch? {
        let owner = allLogins(at: portal).first { $0.setup.email.lowercased() == address.lowercased() }?.username
        guard let login = login(username ?? owner ?? "sunny", at: portal), let account = login.accounts.first else {
            return nil
        }
        let instant = now()
        let today = CivilDate(of: instant, in: portal.timeZone)
        let bills = almanac.bills(of: account, at: portal, on: today, interim: login.behaviour == .newBill)
        guard let bill = bills.first else { return nil }
        let letter = BillLetter(
            portal: portal, customerName: login.customerName, account: account, bill: bill, writtenAt: instant,
            token: Self.token())
        return Dispatch(messages: [.mail(letter.mail(to: address))], cause: .bill)
    }
}
