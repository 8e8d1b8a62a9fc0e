public import Domain
import Foundation
public import Ports

/// SMS Gateway for Android: JSON events, signed with the key that the app shows under its webhooks.
public struct GatewayReader: TextReading {
    private let key: Secret<String>
    private let authenticating: any MessageAuthenticating

    public init(key: Secret<String>, authenticating: any MessageAuthenticating) {
        self.key = key
        self.authenticating = authenticating
    }

    /// Null fields may be missing.
    private struct Event: Decodable {
        let id: LooseText?
        let event: String
        let payload: Payload?
    }

    private struct Payload: Decodable {
        let messageId: LooseText?
        let message: String?
        let sender: String?
        /// The sender's old name.
        let phoneNumber: String?
        let receivedAt: LooseText?
    }

    public func read(_ request: HookRequest, key route: String) throws(HookRefusal) -> TextDelivery {
        try checkSignature(of: request)
        let event = try JSONBody.decoded(Event.self, from: request)
        guard event.event == "sms:received", let payload = event.payload, let text = payload.message else {
            return .ignored
        }
        let message = ReadText(
            transport: .smsGateway, sender: payload.sender ?? payload.phoneNumber, text: text,
            sentAt: SentMoment.read(payload.receivedAt?.text, at: request.receivedAt),
            // The event's id is new when the phone's memory was cleared, the message's is not.
            reference: payload.messageId?.text ?? event.id?.text)
        return .message(message.message(for: route, in: request))
    }

    private func checkSignature(of request: HookRequest) throws(HookRefusal) {
        guard let header = request.headers["X-Signature"], let timestamp = request.headers["X-Timestamp"] else {
            throw .unsigned
        }
        guard let code = Hexadecimal.bytes(header),
            authenticating.isHMAC(code, of: request.body + Array(timestamp.utf8), under: key, with: .sha256)
        else { throw .wrongSignature }
        guard let sent = Double(timestamp),
            abs(request.receivedAt.timeIntervalSince1970 - sent) <= HookRefusal.lifetime
        else { throw .stale }
    }
}
