import Domain
import HTTPKit

/// The address of a list of a connection's bills.
struct BillsAddress: Sendable {
    let connection: Connection.ID
    /// Only this one's bills.
    var account: Account.ID?
    /// The `next` of the page before.
    var after: String?

    var text: String {
        let items = [("account", account?.prefixed), ("after", after)]
        let query = items.compactMap { name, value in value.map { "\(name)=\(FormEncoding.encoded($0))" } }
        return "/connections/\(connection.prefixed)/bills" + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }
}
