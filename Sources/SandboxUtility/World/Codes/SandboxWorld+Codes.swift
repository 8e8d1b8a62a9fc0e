import Foundation

/// One-time codes: made, sent, judged.
extension SandboxWorld {
    /// What became of a login's codes, nil when there is no such login.
    public func codeLedger(of username: String, at portal: Portal) -> CodeLedger? {
        login(username, at: portal)?.codeLedger
    }

    /// What an authenticator app of this login would show now, nil when there is no such login.
    public func authenticatorCode(of username: String, at portal: Portal) -> String? {
        login(username, at: portal)?.setup.secret.code(at: now())
    }

    /// Moves a visitor on to the page for his code, with the message that brings it.
    func orderCode(by medium: CodeMedium, in session: VisitorSession) -> (session: VisitorSession, Dispatch?) {
        (advance(session, to: .awaitingCode(medium)), sendCode(by: medium, in: session))
    }

    /// The first code of a sign-in; nil where an app makes it.
    func sendCode(by medium: CodeMedium, in session: VisitorSession) -> Dispatch? {
        guard let username = session.username, let login = login(username, at: session.portal) else { return nil }
        let instant = now()
        let code = Self.newCode()
        let older = login.behaviour == .mfaTwice ? Self.newCode() : nil
        _ = alter(username, at: session.portal) { $0.orderCode(code, older: older, by: medium, at: instant) }
        guard medium != .totp else { return nil }
        var letters = [letter(code, for: login, at: session.portal, writtenAt: instant)]
        if let older {
            letters.append(letter(older, for: login, at: session.portal, writtenAt: instant - Self.ageOfOlder))
        }
        return dispatch(letters, by: medium, for: login, at: session.portal)
    }

    /// Another code, on request.
    func renewCode(by medium: CodeMedium, in session: VisitorSession) -> CodeRenewal {
        guard let username = session.username, medium != .totp else { return .sent(nil) }
        let instant = now()
        let code = Self.newCode()
        guard let isSent = alter(username, at: session.portal, { $0.renewCode(code, by: medium, at: instant) }),
            let login = login(username, at: session.portal)
        else { return .sent(nil) }
        guard isSent else { return .tooMany }
        let letter = letter(code, for: login, at: session.portal, writtenAt: instant)
        return .sent(dispatch([letter], by: medium, for: login, at: session.portal))
    }

    /// Judges a typed code. After a right one the visitor is home, and the browser is remembered where he wished it.
    func submitCode(
        _ typed: String, by medium: CodeMedium, in session: VisitorSession, remembering: Bool
    ) -> CodeAnswer {
        let instant = now()
        let device = Self.token()
        let answer = session.username.flatMap { username in
            alter(username, at: session.portal) { login in
                let verdict = login.receiveCode(typed, by: medium, at: instant)
                if verdict == .accepted, remembering { login.trust(device, at: instant) }
                return (verdict: verdict, trust: login.setup.trustLifetime)
            }
        }
        switch answer?.verdict {
        case .rejected: return .rejected
        case .expired: return .expired
        case .locked, nil:
            close(session)
            return .locked
        case .accepted:
            let trusted = remembering ? TrustedDevice(value: device, lifetime: answer?.trust ?? 0) : nil
            return .accepted(advance(session, to: .home), device: trusted)
        }
    }

    /// Writes down what became of a message.
    func note(_ event: CodeLedger.Event, by medium: CodeMedium, for username: String, at portal: Portal) {
        let instant = now()
        _ = alter(username, at: portal) { $0.codeLedger.record(event, by: medium, at: instant) }
    }

    // MARK: - Inside

    /// Seconds between the two mails of a login that gets two.
    private static let ageOfOlder: TimeInterval = 20

    private static func newCode() -> String { OneTimeCode.text(of: Int.random(in: 0...999_999)) }

    private func letter(_ code: String, for login: Login, at portal: Portal, writtenAt instant: Date) -> CodeLetter {
        CodeLetter(
            portal: portal, customerName: login.customerName, accountNumber: login.accounts.first?.number, code: code,
            writtenAt: instant, token: Self.token())
    }

    private func dispatch(
        _ letters: [CodeLetter], by medium: CodeMedium, for login: Login, at portal: Portal
    ) -> Dispatch {
        let messages = letters.map { letter -> OutgoingMessage in
            medium == .sms
                ? .text(letter.text(to: login.setup.phone, over: login.setup.hook ?? textHook))
                : .mail(letter.mail(to: login.setup.email))
        }
        return Dispatch(
            messages: messages, after: login.setup.delay(under: login.behaviour),
            cause: .code(username: login.username, portal: portal, medium: medium))
    }
}
