import Domain
import Foundation
import UseCases

/// Every bill of a connection, newest first, of all its accounts or of one.
struct BillsPage: Page {
    static let template = "bills"

    let shell: Shell
    let title: String
    let customer: String
    let connectionAddress: String
    let lead: String
    let accounts: Accounts?
    let table: Table?
    let pager: Pager?

    /// The accounts to choose from; there is nothing to choose with one.
    struct Accounts: Sendable {
        let items: [Item]

        struct Item: Sendable {
            let label: String
            let address: String
            let count: String
            let isCurrent: Bool
        }
    }

    struct Table: Sendable {
        let caption: String
        /// Whether each row says which account it is of.
        let namesAccounts: Bool
        let rows: [Row]
    }

    struct Row: Sendable {
        let account: String
        let bill: AccountSection.Row
    }

    init(_ shelf: BillShelf, isFirst: Bool, viewer: Viewer) {
        let summary = shelf.connection
        let chosen = shelf.chosen
        shell = viewer.shell(at: .connections)
        title = "Bills of \(summary.customer.name), \(summary.provider.name)"
        customer = summary.customer.name
        connectionAddress = "/connections/\(summary.id.prefixed)"
        lead =
            chosen.map { "\(summary.provider.name) · account \($0.number), \($0.serviceAddress)" }
            ?? summary.provider.name
        accounts = shelf.accounts.count > 1 ? Accounts(shelf) : nil
        table =
            shelf.page.rows.isEmpty
            ? nil
            : Table(
                caption: chosen.map { "Bills of account \($0.number), newest first" } ?? "Bills, newest first",
                namesAccounts: chosen == nil && shelf.accounts.count > 1,
                rows: shelf.page.rows.map {
                    Row(account: $0.accountNumber, bill: AccountSection.Row($0, connection: summary.id))
                })
        pager = Self.pager(shelf, isFirst: isFirst)
    }

    private static func pager(_ shelf: BillShelf, isFirst: Bool) -> Pager? {
        guard shelf.page.next != nil || !isFirst else { return nil }
        let shown = shelf.accounts.filter { shelf.chosen == nil || $0.account == shelf.chosen }
        let total = shown.map(\.bills).reduce(0, +)
        let address = BillsAddress(connection: shelf.connection.id, account: shelf.chosen?.id)
        return Pager(
            text: "\(shelf.page.rows.count) of \(counted(total, "bill"))", first: isFirst ? nil : address.text,
            next: shelf.page.next.map {
                BillsAddress(connection: address.connection, account: address.account, after: $0).text
            })
    }
}

extension BillsPage.Accounts {
    fileprivate init(_ shelf: BillShelf) {
        let connection = shelf.connection.id
        func item(_ label: String, _ account: Account.ID?, _ count: Int) -> Item {
            Item(
                label: label, address: BillsAddress(connection: connection, account: account).text,
                count: count.formatted(.number.locale(.product)), isCurrent: account == shelf.chosen?.id)
        }
        items =
            [item("All accounts", nil, shelf.accounts.map(\.bills).reduce(0, +))]
            + shelf.accounts.map { item($0.account.number, $0.account.id, $0.bills) }
    }
}
