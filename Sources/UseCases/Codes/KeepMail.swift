import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// A mail for an email connection: its documents are kept, and the law hears of it.
    func keepMail(_ delivery: Delivery, for mailbox: CodeListener) async throws {
        guard let connection = mailbox.connection else { return }
        let message = delivery.message
        if try await keepQuestion(delivery, for: mailbox) { return }
        if BounceNotice.isRefusal(message) {
            return try await fail(.forwardingBounced, delivery, .bounce, for: mailbox)
        }
        let senders = habits(of: mailbox).mailSenders
        let customer = try await storage.read { tx in
            try tx.customers.find(connection.customerID, in: connection.organizationID)
        }
        let isRehearsal = connection.state.signInStatus == .pending
        let isFromUtility = SenderCheck.passes(message, senders: senders)
        let isFromCustomer = SenderCheck.passes(message, senders: customer?.email.map { [$0] } ?? [])
        guard isFromUtility || (isRehearsal && isFromCustomer) else {
            let isClaimed = SenderCheck.isClaimed(message, senders: senders)
            guard isClaimed else { return try await note(delivery, .foreignSender, for: mailbox) }
            return try await fail(.forwardingUnverified, delivery, .foreignSender, for: mailbox)
        }
        try await file(delivery, for: mailbox, isGood: isFromUtility || isRehearsal)
    }

    /// Keeps the documents as bytes by their digest, and the mail until somebody or something files it.
    private func file(_ delivery: Delivery, for mailbox: CodeListener, isGood: Bool) async throws {
        let message = delivery.message
        let documents = message.attachments.filter(\.isPDF).map { (file: $0, digest: digests.digest(of: $0.bytes)) }
        let mail = FiledMail(
            id: newID(), organizationID: mailbox.route.organizationID, connectionID: mailbox.route.connectionID,
            receivedAt: message.receivedAt, senderDomain: message.senderDomain.forLedger,
            attachments: documents.map {
                FiledMail.Attachment(
                    name: $0.file.name.forLedger, mediaType: "application/pdf", size: $0.file.bytes.count,
                    digest: $0.digest)
            })
        try await deciding { tx in
            guard let connection = try tx.connections.system(mailbox.route.connectionID),
                !connection.state.covers.contains(.authorizationRevoked)
            else { return }
            try tx.receivedMessages.insert(entry(delivery, .kept, for: mailbox))
            for document in documents { try tx.documents.put(document.digest, document.file.bytes) }
            try tx.filedMail.insert(mail)
            let now = clock.now()
            try tx.codeRoutes.arrived(mailbox.route.id, at: now, delay: nil)
            let isProof = !documents.isEmpty || connection.state.signInStatus == .pending
            guard isGood, isProof else { return tx.announce(Change(topic: .connection(connection.id))) }
            try tx.codeRoutes.prove(mailbox.route.id, at: now)
            let silentAt = MailRhythm.silentAt(
                after: try tx.filedMail.arrivals(of: connection.id, limit: MailRhythm.memory))
            try apply(.mailReceived(silentAt: silentAt), to: connection, by: .tieline, in: tx)
        }
    }

    private func fail(
        _ reason: Reason, _ delivery: Delivery, _ verdict: MessageVerdict, for mailbox: CodeListener
    ) async throws {
        try await deciding { tx in
            try tx.receivedMessages.insert(entry(delivery, verdict, for: mailbox))
            guard let connection = try tx.connections.system(mailbox.route.connectionID) else { return }
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

extension InboundAttachment {
    /// By what it is, not by what it says it is.
    fileprivate var isPDF: Bool { bytes.starts(with: Array("%PDF-".utf8)) }
}
