import Domain
import Foundation

/// The parts of a text message as one of the readers found them, on their way to an `InboundMessage`.
struct ReadText {
    let transport: InboundTransport
    let sender: String?
    let text: String
    var sentAt: Date?
    var reference: String?

    /// The message for a route. Zero bytes are left out, since no database keeps them; what is too long is cut.
    func message(for key: String, in request: HookRequest) -> InboundMessage {
        InboundMessage(
            transport: transport, receivedAt: request.receivedAt, sentAt: sentAt, recipient: key,
            sender: Self.cut(sender ?? "", to: 320), text: Self.cut(text, to: InboundMessage.textLimit),
            // The signature was checked, or the address is a secret of the device.
            authenticity: Authenticity(isVouchedFor: true), rawSize: request.body.count,
            reference: reference.map { Self.cut($0, to: 200) })
    }

    /// At most `limit` bytes, ending on a whole character.
    private static func cut(_ text: String, to limit: Int) -> String {
        let bare = text.contains("\0") ? text.replacing("\0", with: "") : text
        guard bare.utf8.count > limit else { return bare }
        var end = bare.utf8.index(bare.startIndex, offsetBy: limit)
        while end.samePosition(in: bare) == nil { bare.utf8.formIndex(before: &end) }
        return String(bare[..<end])
    }
}
