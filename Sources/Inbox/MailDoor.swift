import Domain
import HTTPKit
import Hooks
import Hummingbird
import NIOCore
import Ports

/// Where mail services post.
struct MailDoor: Sendable {
    /// A mail of 20 MB as base64, with the raw mail beside its parts.
    private static let bodyLimit = 32 << 20
    private static let patience = Duration.seconds(60)

    let readers: [InboundTransport: any MailReading]
    let drop: MailDrop
    let fetching: any DocumentFetching
    let guards: InboxGuards
    let clock: any WallClock

    func respond(to request: Request, _ context: EdgeContext) async throws -> Response {
        guard let transport = context.parameters.get("transport").flatMap(InboundTransport.init(door:)),
            let reader = readers[transport]
        else { throw Problem.notFound }
        try guards.admit(context)
        let outcome = try await outcome(of: request, reader, from: context.clientKey)
        if case .refused(let refusal) = outcome { try guards.note(refusal, at: transport.door, context) }
        if outcome == .unavailable { guards.noteTrouble(at: transport.door, context) }
        return try HookAnswer(transport: transport).response(to: outcome)
    }

    private func outcome(
        of request: Request, _ reader: any MailReading, from client: String
    ) async throws -> HookOutcome {
        do {
            try reader.admit(HookHeaders(request.headers))
            return try await guards.budget(of: reader).withBody(
                of: request, from: client, upTo: Self.bodyLimit, within: Self.patience
            ) { body in
                switch try await reader.read(HookRequest(request, body: body, receivedAt: clock.now())) {
                case .ignored: return .ignored
                case .mail(let mail): return try await drop.deliver(mail)
                case .confirmation(let address):
                    _ = try await fetching.fetch(address, upTo: 65_536)
                    return .taken
                }
            }
        } catch let refusal as HookRefusal {
            return .refused(refusal)
        } catch is NIOTooManyBytesError {
            return .refused(.tooLarge)
        } catch is FetchFailure {
            return .unavailable
        }
    }
}
