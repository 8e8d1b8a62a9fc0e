import Foundation

/// A decision in the making: the state so far, and the effects in the order in which they were found.
struct Ruling {
    let before: ConnectionState
    var state: ConnectionState
    let now: Date
    let rhythm: RetryRhythm
    let jitter: Double
    /// Someone must know that blame is not settled: nobody is asked while this holds.
    var isBlameHeld = false
    private(set) var effects: [Effect] = []

    init(state: ConnectionState, now: Date, rhythm: RetryRhythm, jitter: Double) {
        before = state
        self.state = state
        self.now = now
        self.rhythm = rhythm
        self.jitter = jitter
    }

    /// Adds an effect once.
    mutating func require(_ effect: Effect) {
        if !effects.contains(effect) { effects.append(effect) }
    }

    /// Gives the sign-in status another value; what no longer belongs to it is cleared.
    mutating func enter(_ status: ConnectionStatus, _ reason: Reason, deepLink: String? = nil) {
        state.signInStatus = status
        state.reason = reason
        state.deepLink = deepLink
    }

    /// The finished decision: a changed shown status starts its own `since`, and whoever must act is told.
    var decision: Decision {
        var state = state
        var effects = effects
        if state.status != before.status {
            state.since = now
            effects.insert(.statusChanged(from: before.status, to: state.status), at: 0)
            switch state.status.actor {
            case .customer where !isBlameHeld: effects.append(.askCustomer)
            case .operator: if !effects.contains(.tellOperator) { effects.append(.tellOperator) }
            case .customer, .utility, .nobody: break
            }
        }
        return Decision(state: state, effects: effects)
    }
}
