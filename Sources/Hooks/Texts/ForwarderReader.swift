public import Domain
import Foundation
public import Ports

/// Apps that post a text as plain JSON and sign nothing: the key of the route is their secret.
///
/// - Incoming SMS to URL forwarder: `{from, text, sentStamp, receivedStamp, sim}`; stamps in milliseconds, quoted or not.
/// - SMS Hooks: `{body, from, timestamp}`; milliseconds.
/// - an iPhone automation: `{from, text, source}`.
///
/// Where the app gives a time, a repeat is known by sender, time and a keyed hash of the text. (A bare hash of a text that
/// holds six digits would give the digits away.)
public struct ForwarderReader: TextReading {
    private let transport: InboundTransport
    private let fingerprinting: any Fingerprinting

    /// - Parameter transport: `smsForwarder`, `smsHooks` or `shortcuts`.
    public init(_ transport: InboundTransport, fingerprinting: any Fingerprinting) {
        self.transport = transport
        self.fingerprinting = fingerprinting
    }

    /// What any of them sends.
    private struct Post: Decodable {
        let from: LooseText?
        let text: String?
        let body: String?
        let sentStamp: LooseText?
        let receivedStamp: LooseText?
        let timestamp: LooseText?

        var stamp: String? { sentStamp?.text ?? timestamp?.text ?? receivedStamp?.text }
    }

    public func read(_ request: HookRequest, key: String) throws(HookRefusal) -> TextDelivery {
        let post = try JSONBody.decoded(Post.self, from: request)
        guard let text = post.text ?? post.body else { throw .malformed }
        // An automation on mails hands over no content.
        guard !text.isEmpty else { return .ignored }
        let sender = post.from?.text
        let message = ReadText(
            transport: transport, sender: sender, text: text,
            sentAt: SentMoment.read(post.stamp, at: request.receivedAt),
            reference: post.stamp.map { reference(key, sender ?? "", $0, text) })
        return .message(message.message(for: key, in: request))
    }

    private func reference(_ parts: String...) -> String {
        fingerprinting.fingerprint(of: parts.map(Secret.init), purpose: "text").hex
    }
}
