import Domain
import UseCases

/// *Audit log*: who did what, when.
struct AuditLogPage: Page {
    static let template = "audit"

    let shell: Shell
    let title = "Audit log"
    let list: List?
    let pager: Pager?

    struct List: Sendable {
        let rows: [Row]
    }

    struct Row: Sendable {
        let at: Moment
        let author: String
        let action: String
        let subject: String
        /// The page of what it was done to, where there is one.
        let address: String?
    }

    init(_ page: AuditPage, isFirst: Bool, viewer: Viewer) {
        shell = viewer.shell(at: .audit)
        list =
            page.lines.isEmpty
            ? nil
            : List(
                rows: page.lines.map { line in
                    Row(
                        at: viewer.moment(line.entry.at), author: line.author, action: Self.words(line.entry.action),
                        subject: line.entry.subject, address: Self.address(of: line.entry.subject))
                })
        pager =
            page.next == nil && isFirst
            ? nil
            : Pager(
                text: counted(page.lines.count, "line"), first: isFirst ? nil : "/audit",
                next: page.next.map { "/audit?after=\($0)" })
    }

    /// `connection.created` reads as “Connection created”.
    private static func words(_ action: String) -> String {
        let text = action.replacing(".", with: " ").replacing("_", with: " ")
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    private static func address(of subject: String) -> String? {
        if let id = Connection.ID(subject), subject.hasPrefix(Connection.idPrefix) {
            return "/connections/\(id.prefixed)"
        }
        if let id = Run.ID(subject), subject.hasPrefix(Run.idPrefix) { return "/runs/\(id.prefixed)" }
        if let id = CustomerRequest.ID(subject), subject.hasPrefix(CustomerRequest.idPrefix) {
            return "/requests/\(id.prefixed)"
        }
        return nil
    }
}
