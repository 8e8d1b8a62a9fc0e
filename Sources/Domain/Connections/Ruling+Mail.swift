import Foundation

// Section 7: email connections. Nothing is tried; what comes, or does not come, decides.
extension Ruling {
    /// A good mail came: the rehearsal's, or a bill. It heals whatever was wrong with the forwarding.
    mutating func takeMail(silentAt: Date?) {
        guard state.signInStatus.isOfMail else { return }
        state.activity = .idle
        state.lastAttemptAt = now
        state.lastSuccessAt = now
        state.streak = nil
        state.isUnproven = false
        let wasBroken = state.signInStatus != .pending && state.signInStatus != .connected
        enter(.connected, .proven)
        if wasBroken, state.covers.isEmpty { require(.repaired(by: .own)) }
        state.nextAttemptAt = state.covers.isEmpty ? silentAt.map { max($0, now) } : nil
    }

    /// Bills stay out, come back, or cannot be told from forgeries. Silence says nothing before the first mail.
    mutating func loseMail(_ reason: Reason) {
        state.nextAttemptAt = nil
        guard reason != .forwardingSilent || state.signInStatus == .connected else { return }
        guard state.signInStatus.isOfMail else { return }
        enter(.additionalCredentialsNeeded, reason)
    }
}

extension ConnectionStatus {
    /// The sign-in statuses that an email connection has.
    fileprivate var isOfMail: Bool {
        self == .pending || self == .connected || self == .additionalCredentialsNeeded
    }
}
