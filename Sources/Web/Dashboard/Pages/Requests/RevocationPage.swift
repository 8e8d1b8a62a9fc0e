import Domain
import UseCases

/// Asks once more before a permission is taken back: says what is deleted, and what stays.
struct RevocationPage: Page {
    static let template = "revocation"

    let shell: Shell
    let title: String
    let heading: String
    let connectionAddress: String
    let customer: String
    let deleted: [String]
    let kept: [String]
    let action: String

    init(_ detail: ConnectionDetail, viewer: Viewer) {
        let summary = detail.summary
        let bills = detail.billCounts.values.reduce(0, +)
        shell = viewer.shell(at: .connections)
        heading = "Revoke the permission for \(summary.provider.name)?"
        title = heading
        connectionAddress = "/connections/\(summary.id.prefixed)"
        customer = summary.customer.name
        deleted = [
            summary.kind == .email
                ? "The address that bills come to: nothing that comes for it is taken any more"
                : "The stored sign-in, and every saved session and remembered device",
            "What was collected: \(counted(detail.accounts.count, "account")) and \(counted(bills, "bill")) with "
                + "\(bills == 1 ? "its document" : "their documents")",
        ]
        kept = [
            "The history of the connection, without what was collected",
            "The evidence that the customer once agreed, and that this ended",
        ]
        action = connectionAddress + "/revocations"
    }
}
