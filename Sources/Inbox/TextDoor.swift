import Domain
import Foundation
import HTTPKit
import HTTPTypes
import Hooks
import Hummingbird
import NIOCore
import Ports

/// Where phones and SMS services post.
struct TextDoor: Sendable {
    /// A text with all its escapes.
    private static let bodyLimit = 65_536
    private static let patience = Duration.seconds(20)
    /// Carries the key where the sending app can set headers: proxies write addresses into their logs, headers they do not.
    private static let keyHeader = "X-Tieline-Key"

    let readers: [InboundTransport: any TextReading]
    let receiver: any MessageReceiving
    let guards: InboxGuards
    let clock: any WallClock

    func respond(to request: Request, _ context: EdgeContext) async throws -> Response {
        guard let transport = context.parameters.get("transport").flatMap(InboundTransport.init(door:)),
            let reader = readers[transport], let key = key(of: request, context)
        else { throw Problem.notFound }
        try guards.admit(context, key: key)
        let outcome = try await outcome(of: request, reader, key: key, from: context.clientKey)
        if case .refused(let refusal) = outcome { try guards.note(refusal, at: transport.door, context) }
        if outcome == .unavailable { guards.noteTrouble(at: transport.door, context) }
        return try HookAnswer(transport: transport).response(to: outcome)
    }

    /// The key of a phone. The aliases that mail comes to are no keys: mail proves its sender, most texts do not.
    private func key(of request: Request, _ context: EdgeContext) -> String? {
        let key = context.parameters.get("key") ?? HookHeaders(request.headers)[Self.keyHeader] ?? ""
        let isKey =
            key.hasPrefix(MessageAlias.Kind.phone.rawValue) && key.utf8.count <= 128
            && key.utf8.allSatisfy(Self.isKeyByte)
        return isKey ? key : nil
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 45, 95: true
        default: false
        }
    }

    private func outcome(
        of request: Request, _ reader: any TextReading, key: String, from client: String
    ) async throws -> HookOutcome {
        do {
            return try await guards.texts.withBody(
                of: request, from: client, upTo: Self.bodyLimit, within: Self.patience
            ) { body in
                let hook = HookRequest(request, body: body, receivedAt: clock.now())
                switch try reader.read(hook, key: key) {
                case .ignored: return .ignored
                case .message(let message): return HookOutcome(await receiver.receive(message))
                }
            }
        } catch let refusal as HookRefusal {
            return .refused(refusal)
        } catch is NIOTooManyBytesError {
            return .refused(.tooLarge)
        }
    }
}

extension HookRequest {
    init(_ request: Request, body: [UInt8], receivedAt: Date) {
        self.init(
            target: request.uri.string, headers: HookHeaders(request.headers), body: body, receivedAt: receivedAt)
    }
}

extension HookHeaders {
    init(_ fields: HTTPFields) { self.init(fields.map { ($0.name.canonicalName, $0.value) }) }
}
