/// Where the script goes next.
struct MetroStep: Encodable, Sendable {
    let next: String
}

/// An address that the browser itself must open.
struct MetroRedirect: Encodable, Sendable {
    let redirect: String
}

/// Why a request failed; the message is shown as it is.
struct MetroProblem: Encodable, Sendable {
    let code: String
    let message: String

    static let unknownUser = MetroProblem(
        code: "USERNAME_NOT_FOUND", message: "We can't find that user name. Check it and try again.")
    static let sessionOver = MetroProblem(
        code: "SESSION_EXPIRED", message: "You've been signed out. Please sign in again.")
    static let locked = MetroProblem(
        code: "ACCOUNT_LOCKED",
        message: "For your protection we've locked your account after too many failed sign-ins. "
            + "Reset your password to unlock it.")
    static let wrongAnswer = MetroProblem(code: "ANSWER_MISMATCH", message: "That answer isn't right. Try again.")
    static let unavailable = MetroProblem(
        code: "SERVICE_UNAVAILABLE", message: "We're doing some maintenance. Please come back a little later.")
    static let closed = MetroProblem(
        code: "PORTAL_CLOSED",
        message: "MyMetro has been retired. Metro Gas & Electric customers are now served by Tri-County Utilities "
            + "and this site is closed for good.")
    static let notFound = MetroProblem(code: "NOT_FOUND", message: "We couldn't find that.")

    static func wrongPassword(left: Int) -> MetroProblem {
        MetroProblem(
            code: "INVALID_PASSWORD",
            message: left == 1
                ? "That password isn't right. You have one more try before we lock your account."
                : "Incorrect password. Please try again.")
    }
}

struct MetroAccountList: Encodable, Sendable {
    let customer: String
    let accounts: [MetroAccount]
}

struct MetroAccount: Encodable, Sendable {
    struct Meter: Encodable, Sendable {
        let number: String
        let service: String
    }

    let id: String
    let number: String
    let serviceAddress: String
    let meters: [Meter]
    /// As shown: `$84.12`; nil without a bill.
    let balance: String?
    let due: String?

    init(_ account: ServiceAccount, bills: [UtilityBill]) {
        id = account.id
        number = account.number
        serviceAddress = account.serviceAddress
        meters = account.meters.map { Meter(number: $0.number, service: $0.commodity.label) }
        balance = bills.first.map { dollars($0.total) }
        due = bills.first?.dueOn.short
    }
}

struct MetroAccountDetail: Encodable, Sendable {
    struct Bill: Encodable, Sendable {
        let id: String
        let periodStart: String
        let periodEnd: String
        let issued: String
        let due: String
        let amount: String
        let documentURL: String
    }

    let account: MetroAccount
    let usageURL: String
    let bills: [Bill]

    init(_ account: ServiceAccount, bills: [UtilityBill]) {
        self.account = MetroAccount(account, bills: bills)
        usageURL = "/metro/documents/\(account.id)/usage.xml"
        self.bills = bills.map { bill in
            Bill(
                id: bill.id, periodStart: bill.periodStart.iso, periodEnd: bill.periodEnd.iso,
                issued: bill.issuedOn.iso, due: bill.dueOn.iso, amount: dollars(bill.total),
                documentURL: "/metro/documents/\(account.id)/\(bill.id).pdf")
        }
    }
}
