import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// A mail for an email connection: its documents are kept, and the law hears of it. From the second on at which its
    /// customer's permission ends nothing is kept, and the sender hears that there is nobody.
    func keepMail(_ delivery: Delivery, for mailbox: CodeListener) async throws -> ReceiptVerdict {
        guard let connection = mailbox.connection, !delivery.message.transport.isText else { return .taken }
        do {
            try await file(delivery, of: connection, for: mailbox)
            return .taken
        } catch is PermissionOver {
            try await storage.write { tx in
                try tx.receivedMessages.insert(entry(delivery, .tooLate, for: mailbox))
                tx.announce(Change(topic: .connection(connection.id)))
            }
            return .unknownRecipient
        }
    }

    private func file(_ delivery: Delivery, of connection: Connection, for mailbox: CodeListener) async throws {
        let message = delivery.message
        try await storage.read { tx in try expectPermission(of: connection, in: tx) }
        if try await keepQuestion(delivery, for: mailbox) { return }
        let people = try await storage.read { tx in try forwarders(of: connection, in: tx) }
        if BounceNotice.isRefusal(message) {
            let isProven = message.isVouchedFor(byHostOf: people)
            return try await fail(.forwardingBounced, delivery, isProven ? .bounce : .foreignSender, for: mailbox)
        }
        let senders = habits(of: mailbox).mailSenders
        let hasBill = message.attachments.contains(where: \.isPDF)
        if SenderCheck.passes(message, senders: senders) {
            return try await keep(delivery, for: mailbox, doubt: hasBill ? nil : .noDocument)
        }
        // Whoever may forward its bills by hand may also try out the address, as long as nothing has come by it.
        let isTrial = hasBill || connection.state.signInStatus == .pending
        if isTrial, SenderCheck.passes(message, senders: people) {
            return try await keep(delivery, for: mailbox, doubt: nil)
        }
        if SenderCheck.isClaimed(message, senders: senders) {
            return try await fail(.forwardingUnverified, delivery, .foreignSender, for: mailbox)
        }
        try await deciding { tx in
            try expectPermission(of: connection, in: tx.reading)
            try tx.receivedMessages.insert(entry(delivery, .foreignSender, for: mailbox))
            try insertDoubtful(delivery, for: mailbox, in: tx)
            tx.announce(Change(topic: .connection(connection.id)))
        }
    }

    /// - Throws: `PermissionOver` when it is not in force, or covers nothing of this day.
    private func expectPermission(of connection: Connection, in tx: Reading) throws {
        let now = clock.now()
        let zone = zone(of: connection)
        guard let authorization = try tx.authorizations.system(of: connection.id), authorization.isLive(at: now),
            authorization.days(in: zone).contain(CalendarDay(now, in: zone).text)
        else { throw PermissionOver() }
    }

    /// The customer, and the members who may operate: bills that they forward from their own mailboxes are taken.
    func forwarders<Access>(of connection: Connection, in tx: Transaction<Access>) throws -> [String] {
        let organization = connection.organizationID
        let customer = try tx.customers.find(connection.customerID, in: organization)?.email
        let members = try tx.members.all(in: organization).filter { $0.role >= .operator && $0.disabledAt == nil }
        return [customer].compactMap(\.self) + members.map(\.email)
    }

    /// Keeps the documents as bytes by their digest. A proven bill is filed at once; anything else waits for somebody.
    private func keep(_ delivery: Delivery, for mailbox: CodeListener, doubt: MailDoubt?) async throws {
        try await deciding { tx in
            guard let connection = try tx.connections.system(mailbox.route.connectionID) else { return }
            try expectPermission(of: connection, in: tx.reading)
            let now = clock.now()
            let mail = self.mail(delivery, for: mailbox, filedAt: doubt == nil ? now : nil, doubt: doubt)
            try tx.receivedMessages.insert(entry(delivery, .kept, for: mailbox))
            try insert(mail, of: delivery.message, in: tx)
            try tx.codeRoutes.arrived(mailbox.route.id, at: now, delay: nil)
            let isProof = doubt == nil || connection.state.signInStatus == .pending
            guard isProof else { return tx.announce(Change(topic: .connection(connection.id))) }
            try tx.codeRoutes.prove(mailbox.route.id, at: now)
            try heal(connection, in: tx)
        }
    }

    /// The law hears that a good mail came, unless the silence after it is trouble by now.
    func heal(_ connection: Connection, in tx: Writing) throws {
        let silentAt = MailRhythm.silentAt(
            after: try tx.filedMail.arrivals(of: connection.id, limit: MailRhythm.memory))
        tx.announce(Change(topic: .connection(connection.id)))
        if let silentAt, silentAt <= clock.now() { return }
        try apply(.mailReceived(silentAt: silentAt), to: connection, by: .tieline, in: tx)
    }

    /// A mail says that forwarding fails. What nobody vouches for breaks nothing that works: it counts only as long as
    /// nothing has come, and only by a door that proves senders at all.
    private func fail(
        _ reason: Reason, _ delivery: Delivery, _ verdict: MessageVerdict, for mailbox: CodeListener
    ) async throws {
        try await deciding { tx in
            guard let connection = try tx.connections.system(mailbox.route.connectionID) else { return }
            try expectPermission(of: connection, in: tx.reading)
            try tx.receivedMessages.insert(entry(delivery, verdict, for: mailbox))
            if verdict == .foreignSender { try insertDoubtful(delivery, for: mailbox, in: tx) }
            tx.announce(Change(topic: .connection(connection.id)))
            let isBelievable =
                connection.state.signInStatus == .pending && !delivery.message.authenticity.dkimDomains.isEmpty
            guard verdict == .bounce || isBelievable else { return }
            try apply(.forwardingFailed(reason), to: connection, by: .tieline, in: tx)
        }
    }

    /// An email connection whose time has come: no bill for longer than usual is trouble, anything else is looked at again
    /// when it would be.
    func lookAtSilence(of id: Connection.ID) async throws {
        try await deciding { tx in
            guard var connection = try tx.connections.system(id), connection.kind == .email else { return }
            let now = clock.now()
            let silentAt = MailRhythm.silentAt(after: try tx.filedMail.arrivals(of: id, limit: MailRhythm.memory))
            if let silentAt, silentAt <= now {
                try apply(.forwardingFailed(.forwardingSilent), to: connection, by: .tieline, in: tx)
            } else {
                connection.state.nextAttemptAt = silentAt
                try tx.connections.save(connection)
            }
        }
    }
}

// What is kept of a mail.
extension Workplace {
    /// Files of somebody who cannot be proven wait for a person. A mail without any stays a line of the ledger.
    private func insertDoubtful(_ delivery: Delivery, for mailbox: CodeListener, in tx: Writing) throws {
        let mail = self.mail(delivery, for: mailbox, filedAt: nil, doubt: .unprovenSender)
        let waiting = try tx.filedMail.unfiled(
            of: mail.connectionID, in: mail.organizationID, limit: MessageLimit.unproven)
        guard !mail.attachments.isEmpty, waiting.count < MessageLimit.unproven else { return }
        try insert(mail, of: delivery.message, in: tx)
    }

    private func insert(_ mail: FiledMail, of message: InboundMessage, in tx: Writing) throws {
        for file in message.documents { try tx.documents.put(digests.digest(of: file.bytes), file.bytes) }
        try tx.filedMail.insert(mail)
    }

    private func mail(
        _ delivery: Delivery, for mailbox: CodeListener, filedAt: Date?, doubt: MailDoubt?
    ) -> FiledMail {
        let message = delivery.message
        return FiledMail(
            id: newID(), organizationID: mailbox.route.organizationID, connectionID: mailbox.route.connectionID,
            receivedAt: message.receivedAt, senderDomain: message.senderDomain.forLedger, filedAt: filedAt,
            doubt: doubt,
            attachments: message.documents.map {
                FiledMail.Attachment(
                    name: $0.name.forLedger, mediaType: $0.isPDF ? "application/pdf" : $0.mediaType.forLedger,
                    size: $0.bytes.count, digest: digests.digest(of: $0.bytes))
            })
    }
}

/// The customer's permission ended before the mail was kept.
private struct PermissionOver: Error {}

extension InboundMessage {
    /// Whether a trusted door vouches for it, or the mail host of one of these addresses does by its signature.
    fileprivate func isVouchedFor(byHostOf addresses: [String]) -> Bool {
        let hosts = addresses.compactMap { $0.split(separator: "@").last.map(String.init) }
        return authenticity.isVouchedFor || SenderCheck.passes(self, senders: hosts)
    }

    /// The PDFs; where there are none, every file: a bill may be among them.
    fileprivate var documents: [InboundAttachment] {
        let bills = attachments.filter(\.isPDF)
        return bills.isEmpty ? attachments : bills
    }
}

extension InboundAttachment {
    /// By what it is, not by what it says it is.
    fileprivate var isPDF: Bool { bytes.starts(with: Array("%PDF-".utf8)) }
}
