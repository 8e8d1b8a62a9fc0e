import Browser
import Domain
import Synchronization

/// What came in from the person's page while it was being looked at.
final class AttendedInbox: Sendable {
    enum Item: Sendable {
        case form(TypedForm)
        /// An app's address, with its query.
        case redirect(Secret<String>)
    }

    private let items = Mutex<[Item]>([])

    func put(_ item: Item) { items.withLock { $0.append(item) } }

    /// Everything that came since, in order.
    func take() -> [Item] {
        items.withLock { items in
            defer { items = [] }
            return items
        }
    }
}
