import Foundation
import Synchronization

/// What Chromium reports unasked.
struct DevToolsEvent: Sendable {
    let method: String
    let params: JSON
    /// Nil for the browser itself.
    let session: String?
}

/// The conversation with one Chromium: numbered commands, their answers, and events for whoever subscribed to a session.
/// Events are handed over on the reading thread in the order Chromium sent them; handlers must not block.
final class DevToolsClient: Sendable {
    typealias Handler = @Sendable (DevToolsEvent) -> Void

    private struct Pending {
        let method: String
        let session: String?
        let reply: Reply
    }

    private struct State {
        var nextID: Int
        var pending: [Int: Pending] = [:]
        var handlers: [String?: Handler] = [:]
        /// Requests stopped at the gate of a session that nobody subscribed to yet.
        var unclaimed: [DevToolsEvent] = []
        var end: BrowserError?
        var onEnd: [@Sendable () -> Void] = []
    }

    /// How long a command may take before Chromium counts as hung.
    private let commandLimit: Duration
    private let transport: DevToolsTransport
    private let state: Mutex<State>
    private let timers = DispatchQueue(label: "browser.timers")

    /// `firstID` keeps the answers meant for an earlier client of the same Chromium apart from ours.
    init(transport: DevToolsTransport, commandLimit: Duration, firstID: Int = 1) {
        self.commandLimit = commandLimit
        self.transport = transport
        state = Mutex(State(nextID: firstID))
        transport.start(
            onMessage: { [weak self] in self?.receive($0) },
            onEnd: { [weak self] in self?.finish(.crashed) })
    }

    /// Why no command can be sent any more; nil while the conversation goes on.
    var end: BrowserError? { state.withLock { $0.end } }

    func call(
        _ method: String, _ params: JSON = [:], session: String? = nil, limit: Duration? = nil
    ) async throws(BrowserError) -> JSON {
        try await start(method, params, session: session, limit: limit).value()
    }

    /// Sends a command without waiting, so that several can be on their way at once.
    @discardableResult
    func start(
        _ method: String, _ params: JSON = [:], session: String? = nil, limit: Duration? = nil
    ) -> Reply {
        let reply = Reply()
        let id = state.withLock { state -> Int? in
            guard state.end == nil else { return nil }
            defer { state.nextID += 1 }
            state.pending[state.nextID] = Pending(method: method, session: session, reply: reply)
            return state.nextID
        }
        guard let id else {
            reply.settle(.failure(end ?? .crashed))
            return reply
        }
        var message: [String: JSON] = ["id": .number(Double(id)), "method": .text(method), "params": params]
        if let session { message["sessionId"] = .text(session) }
        transport.send(JSON.object(message).bytes)
        timers.asyncAfter(deadline: .now() + (limit ?? commandLimit).seconds) { [weak self] in
            self?.settle(id, .failure(.hung))
        }
        return reply
    }

    /// One handler per session; nil is the browser itself. A later one replaces the earlier. Requests of the session that
    /// were stopped before are handed over at once.
    func subscribe(to session: String?, _ handler: @escaping Handler) {
        let waiting = state.withLock { state in
            state.handlers[session] = handler
            defer { state.unclaimed.removeAll { $0.session == session } }
            return state.unclaimed.filter { $0.session == session }
        }
        waiting.forEach(handler)
    }

    func unsubscribe(from session: String) {
        state.withLock { _ = $0.handlers.removeValue(forKey: session) }
    }

    /// Runs the closure when the conversation is over; at once when it already is.
    func whenEnded(_ closure: @escaping @Sendable () -> Void) {
        let isOver = state.withLock { state in
            if state.end == nil { state.onEnd.append(closure) }
            return state.end != nil
        }
        if isOver { closure() }
    }

    /// Ends the conversation; what still waits fails with the error.
    func finish(_ error: BrowserError) {
        let (pending, closures) = state.withLock { state in
            guard state.end == nil else { return ([Pending](), [@Sendable () -> Void]()) }
            state.end = error
            defer {
                state.pending = [:]
                state.handlers = [:]
                state.onEnd = []
            }
            return (Array(state.pending.values), state.onEnd)
        }
        pending.forEach { $0.reply.settle(.failure(error)) }
        closures.forEach { $0() }
        transport.close()
    }

    /// Fails everything that waits for an answer of a session that is no more.
    func fail(session: String, with error: BrowserError) {
        let orphans = state.withLock { state in
            let ids = state.pending.filter { $0.value.session == session }.map(\.key)
            return ids.compactMap { state.pending.removeValue(forKey: $0) }
        }
        orphans.forEach { $0.reply.settle(.failure(error)) }
    }

    private func receive(_ bytes: [UInt8]) {
        guard let message = try? JSON(bytes) else {
            // Chromium speaks JSON or is broken: `try?` because there is no more to know.
            finish(.protocolFailure(method: "message", code: 0))
            return
        }
        if let id = message["id"].int {
            settle(id, Self.result(of: message))
        } else if let method = message["method"].string {
            let event = DevToolsEvent(method: method, params: message["params"], session: message["sessionId"].string)
            handler(of: event)?(event)
        }
    }

    /// Who wants the event; a request that waits at the gate is kept until somebody does.
    private func handler(of event: DevToolsEvent) -> Handler? {
        state.withLock { state in
            if let handler = state.handlers[event.session] { return handler }
            if event.method.hasPrefix("Fetch."), state.unclaimed.count < 1_000 { state.unclaimed.append(event) }
            return nil
        }
    }

    private static func result(of message: JSON) -> Result<JSON, BrowserError> {
        guard case .object = message["error"] else { return .success(message["result"]) }
        return .failure(.protocolFailure(method: "", code: message["error"]["code"].int ?? 0))
    }

    private func settle(_ id: Int, _ result: Result<JSON, BrowserError>) {
        guard let pending = state.withLock({ $0.pending.removeValue(forKey: id) }) else { return }
        if case .failure(.protocolFailure(_, let code)) = result {
            pending.reply.settle(.failure(.protocolFailure(method: pending.method, code: code)))
        } else {
            pending.reply.settle(result)
        }
    }
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
