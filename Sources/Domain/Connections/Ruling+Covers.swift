import Foundation

// Edges 13 and 64–76: what hides a sign-in status, and what uncovers it again.
extension Ruling {
    /// Hides the sign-in status. Nothing is tried while a cover is on.
    mutating func cover(_ cover: Cover, _ reason: Reason) {
        guard state.covers.insert(cover).inserted else { return }
        state.coverReasons[cover] = reason
        state.nextAttemptAt = nil
    }

    /// Shows the value beneath again and queues a check.
    mutating func uncover(_ cover: Cover) {
        guard state.covers.remove(cover) != nil else { return }
        state.coverReasons[cover] = nil
        makeDue()
    }

    mutating func pause(by author: PauseAuthor) {
        guard !state.covers.contains(.authorizationDeclined) else { return }
        cover(.paused, author == .customer ? .pausedByCustomer : .pausedByOperator)
    }

    mutating func expire(_ reason: Reason) {
        guard !state.covers.contains(.authorizationDeclined), !state.covers.contains(.authorizationExpired) else {
            return
        }
        cover(.authorizationExpired, reason)
        loseCredentials()
    }

    /// Edges 65, 67 and 69. After the end only new credentials begin anew, since the old ones are gone.
    mutating func renew(withCredentials: Bool) {
        let isDeclined = state.covers.contains(.authorizationDeclined)
        guard isDeclined || state.covers.contains(.authorizationExpired) else {
            if withCredentials {
                state.isUnproven = true
                state.activity = .verifying
            }
            return
        }
        guard isDeclined || withCredentials else { return }
        for cover in [Cover.authorizationDeclined, .authorizationExpired] {
            state.covers.remove(cover)
            state.coverReasons[cover] = nil
        }
        beginAnew(isDue: withCredentials)
    }

    /// Edges 13, 66 and 68: a refusal counts where no permission is in force.
    mutating func decline() {
        guard state.signInStatus == .pending || state.covers.contains(.authorizationExpired),
            !state.covers.contains(.authorizationDeclined)
        else { return }
        cover(.authorizationDeclined, .declinedByCustomer)
        loseCredentials()
    }

    mutating func revoke(_ reason: Reason) {
        cover(.authorizationRevoked, reason)
        loseCredentials()
        require(.destroyCollectedData)
    }

    mutating func retire() { cover(.providerRetired, .providerRetired) }

    /// Edge 72: the same connection on the provider's new path.
    mutating func migrate() {
        guard state.covers.remove(.providerRetired) != nil else { return }
        state.coverReasons[.providerRetired] = nil
        beginAnew(isDue: true)
    }

    private mutating func beginAnew(isDue: Bool) {
        enter(.pending, .created)
        state.streak = nil
        state.isUnproven = true
        if isDue { makeDue() }
    }

    private mutating func loseCredentials() {
        state.isUnproven = false
        state.activity = .idle
        state.deepLink = nil
        require(.destroyCredentials)
    }
}
