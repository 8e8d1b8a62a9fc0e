public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Takes a connection out of every list but *Archived*; nothing is collected for it any more.
    public func archive(_ id: Connection.ID, by author: Author) async throws {
        try await setArchived(id, at: clock.now(), action: .connectionArchived, by: author)
    }

    /// Brings an archived connection back as it was.
    public func unarchive(_ id: Connection.ID, by author: Author) async throws {
        try await setArchived(id, at: nil, action: .connectionUnarchived, by: author)
    }

    private func setArchived(_ id: Connection.ID, at date: Date?, action: AuditAction, by author: Author) async throws {
        try author.require(.operate)
        try await deciding { tx in
            var connection = try self.connection(id, of: author, in: tx)
            guard (connection.archivedAt == nil) != (date == nil) else { return }
            connection.archivedAt = date
            try tx.connections.save(connection)
            if date != nil { try endItems(about: id, as: .dropped, by: author, in: tx) }
            try record(action, of: id, by: author, in: tx)
            try note(date == nil ? .unarchived : .archived, of: connection, by: author.auditAuthor, in: tx)
            tx.announce(Change(topic: .connection(id)))
            tx.announce(Change(topic: .organization(connection.organizationID)))
        }
    }
}
