import Domain
import Foundation
import Ports
import Store

/// A mailbox's question on its way into and out of sealed bytes.
struct ForwardingText: Codable, Sendable {
    let code: String?
    let link: String?
    let requester: String?
}

extension Workplace {
    func seal(
        _ text: ForwardingText, of connection: Connection.ID, under key: WrappedKey
    ) throws -> StoredConfirmation {
        let json = Secret(String(decoding: try JSONEncoder().encode(text), as: UTF8.self))
        let now = clock.now()
        return StoredConfirmation(
            sealed: try seal(json, of: connection, at: .confirmation(of: connection), under: key), receivedAt: now,
            expiresAt: now.addingTimeInterval(limits.confirmation))
    }

    /// Nil when the bytes are not what `seal` writes.
    func open(
        _ stored: StoredConfirmation, confirmationOf connection: Connection.ID, under key: WrappedKey
    ) throws -> ForwardingQuestion? {
        let json = try open(stored.sealed, of: connection, at: .confirmation(of: connection), under: key)
        // A decoding error could quote the bytes, so only its fact is passed on.
        guard let text = try? JSONDecoder().decode(ForwardingText.self, from: Data(json.exposed.utf8)) else {
            return nil
        }
        return ForwardingQuestion(
            code: text.code, link: text.link, requester: text.requester, receivedAt: stored.receivedAt,
            expiresAt: stored.expiresAt)
    }
}
