import Domain
import Foundation
import Testing

/// One row of the law's transition table (section 4): where it starts, what happens when, and where it ends.
struct TransitionRow: CustomTestStringConvertible, Sendable {
    let number: Int
    let cause: String
    let from: ConnectionState
    let to: ConnectionStatus
    /// Each event with its time since the start.
    let events: [(Duration, ConnectionEvent)]

    init(
        _ number: Int, _ cause: String, _ from: ConnectionState, _ to: ConnectionStatus,
        _ events: (Duration, ConnectionEvent)...
    ) {
        self.number = number
        self.cause = cause
        self.from = from
        self.to = to
        self.events = events
    }

    /// One event, a minute after the start.
    init(
        _ number: Int, _ cause: String, _ from: ConnectionStatus, _ event: ConnectionEvent, _ to: ConnectionStatus
    ) {
        self.init(number, cause, connection(from), to, (minute, event))
    }

    var testDescription: String { "\(number): \(from.status.rawValue), \(cause) → \(to.rawValue)" }

    /// The state after every event, and the effects of the last one.
    func played() -> (state: ConnectionState, effects: [Effect]) {
        var state = from
        var effects: [Effect] = []
        for (span, event) in events { effects = apply(event, to: &state, at: after(span)) }
        return (state, effects)
    }
}
