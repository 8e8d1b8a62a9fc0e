public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Files the documents of a mail as bills of an email connection. A bill that somebody files proves the forwarding, as
    /// one that was filed by itself does; without documents the mail only leaves the list.
    ///
    /// - Parameter connection: another email connection of the organization; the one that the mail came for when nil.
    /// - Throws: `.notFound(.document)`; `.notFound(.connection)`, also for one that is signed in to.
    public func fileMail(
        _ mail: FiledMail.ID, under connection: Connection.ID? = nil, by author: Author
    ) async throws {
        try author.require(.operate)
        let organization = author.organizationID
        try await deciding { tx in
            guard let found = try tx.filedMail.find(mail, in: organization) else {
                throw UseCaseError.notFound(.document)
            }
            guard let target = try tx.connections.find(connection ?? found.connectionID, in: organization),
                target.kind == .email
            else { throw UseCaseError.notFound(.connection) }
            let now = clock.now()
            guard try tx.filedMail.file(mail, under: target.id, in: organization, at: now) else { return }
            try record(.mailFiled, of: mail, by: author, in: tx)
            announceMail(of: found.connectionID, in: organization, tx)
            guard !found.attachments.isEmpty else { return }
            if let route = try tx.codeRoutes.live(of: target.id, in: organization) {
                try tx.codeRoutes.prove(route.id, at: now)
            }
            try heal(target, in: tx)
        }
    }

    /// Somebody looked at a mail and found no bill in it: it leaves the list of those that wait. Its files stay.
    ///
    /// - Throws: `.notFound(.document)`.
    public func setMailAside(_ mail: FiledMail.ID, by author: Author) async throws {
        try author.require(.operate)
        let organization = author.organizationID
        try await storage.write { tx in
            guard let found = try tx.filedMail.find(mail, in: organization) else {
                throw UseCaseError.notFound(.document)
            }
            guard try tx.filedMail.setAside(mail, in: organization, at: clock.now()) else { return }
            try record(.mailSetAside, of: mail, by: author, in: tx)
            announceMail(of: found.connectionID, in: organization, tx)
        }
    }

    private func announceMail(of connection: Connection.ID, in organization: Organization.ID, _ tx: Writing) {
        tx.announce(Change(topic: .connection(connection)))
        tx.announce(Change(topic: .organization(organization)))
    }
}
