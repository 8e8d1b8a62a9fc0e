import Domain
import Foundation
import Ports
import Store

/// A mailbox's question on its way into and out of sealed bytes.
private struct SealedQuestion: Codable {
    let code: String?
    let link: String?
    let requester: String?
}

extension Workplace {
    /// Seals what a mailbox's host asks, to be kept for a day.
    func seal(
        code: String?, link: String?, requester: String?, confirmationOf connection: Connection.ID,
        under key: WrappedKey
    ) throws -> StoredConfirmation {
        let json = try JSONEncoder().encode(SealedQuestion(code: code, link: link, requester: requester))
        let now = clock.now()
        return StoredConfirmation(
            sealed: try seal(
                Secret(String(decoding: json, as: UTF8.self)), of: connection, at: .confirmation(of: connection),
                under: key),
            receivedAt: now, expiresAt: now.addingTimeInterval(limits.confirmation))
    }

    /// Nil when the bytes are not what `seal` writes.
    func open(
        _ stored: StoredConfirmation, confirmationOf connection: Connection.ID, under key: WrappedKey
    ) throws -> ForwardingQuestion? {
        let json = try open(stored.sealed, of: connection, at: .confirmation(of: connection), under: key)
        // A decoding error could quote the bytes, so only its fact is passed on.
        guard let question = try? JSONDecoder().decode(SealedQuestion.self, from: Data(json.exposed.utf8)) else {
            return nil
        }
        return ForwardingQuestion(
            code: question.code, link: question.link, requester: question.requester, receivedAt: stored.receivedAt,
            expiresAt: stored.expiresAt)
    }
}
