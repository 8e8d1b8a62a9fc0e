import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// A mailbox's host asks whether it may forward to an alias: kept for a day, for the person who set it up. Nothing is
    /// confirmed here.
    ///
    /// - Returns: whether the message is such a question.
    func keepQuestion(_ delivery: Delivery, for listener: CodeListener) async throws -> Bool {
        guard let question = ForwardingConfirmation(delivery.message) else { return false }
        guard question.isSigned || delivery.message.authenticity.isVouchedFor, let key = listener.key else {
            try await note(delivery, .foreignSender, for: listener)
            return true
        }
        let route = listener.route
        let stored = try seal(
            ForwardingText(
                code: question.code?.exposed, link: question.link?.exposed, requester: question.mailbox?.text),
            of: route.connectionID, under: key)
        try await storage.write { tx in
            try tx.receivedMessages.insert(entry(delivery, .confirmation, for: listener))
            try tx.confirmations.put(stored, of: route.connectionID, in: route.organizationID)
            tx.announce(Change(topic: .connection(route.connectionID)))
        }
        return true
    }
}
