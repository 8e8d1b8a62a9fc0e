import Foundation

/// The codes of a login, and what it writes down about them.
extension Login {
    /// What follows the password where a code is asked for.
    var codeStep: VisitorSession.Stage? {
        let media = behaviour.codeMedia
        guard let only = media.first else { return nil }
        return media.count == 1 ? .awaitingCode(only) : .choosingCode
    }

    /// The first code of a sign-in lives from now on; `older` lived for a moment before it.
    mutating func orderCode(_ code: String, older: String?, by medium: CodeMedium, at instant: Date) {
        codeLedger.record(.requested, by: medium, at: instant)
        guard medium != .totp else { return }
        if let older { codes.issue(older, at: instant) }
        codes.issue(code, at: instant)
    }

    /// Another code, on request; false when too many were asked for.
    mutating func renewCode(_ code: String, by medium: CodeMedium, at instant: Date) -> Bool {
        guard codes.renew(at: instant) else {
            codeLedger.record(.limited, by: medium, at: instant)
            return false
        }
        orderCode(code, older: nil, by: medium, at: instant)
        return true
    }

    /// What the portal says to a typed code; the last wrong one that is allowed locks.
    mutating func receiveCode(_ typed: String, by medium: CodeMedium, at instant: Date) -> CodeBook.Verdict {
        guard !isLocked else {
            codeLedger.record(.locked, by: medium, at: instant)
            return .locked
        }
        let verdict =
            medium == .totp
            ? codes.judge(made: typed, by: setup.secret, at: instant) : codes.judge(sent: typed, at: instant)
        switch verdict {
        case .accepted: codeLedger.record(.accepted, by: medium, at: instant)
        case .expired: codeLedger.record(.expired, by: medium, at: instant)
        case .rejected, .locked:
            codeLedger.record(.rejected, by: medium, at: instant)
            guard codes.wrongInARow < CodeBook.wrongCodesAllowed else {
                lock()
                return .locked
            }
        }
        return verdict
    }

    /// Remembers a browser for as long as the login says.
    mutating func trust(_ device: String, at instant: Date) {
        codes.trust(device, until: instant.addingTimeInterval(setup.trustLifetime))
        codeLedger.record(.trusted, at: instant)
    }
}
