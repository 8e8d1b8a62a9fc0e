import Foundation

/// The state of the three utilities: logins, sessions and modes. In memory, built from a seed.
public actor SandboxWorld {
    nonisolated let now: @Sendable () -> Date
    nonisolated let almanac: Almanac
    private var modes: [Portal: PortalMode] = [:]
    private var logins: [Portal: [String: Login]]
    /// Attempts with user names that no login has, all names of a portal together.
    private var strangers: [Portal: AttemptLedger] = [:]
    private var sessions: [String: VisitorSession] = [:]
    /// Where texts go when the login says nothing else.
    let textHook: TextHook?

    init(seed: UInt64, textHook: TextHook? = nil, now: @escaping @Sendable () -> Date) {
        self.now = now
        self.textHook = textHook
        almanac = Almanac(openedAt: now())
        logins = Dictionary(uniqueKeysWithValues: Portal.allCases.map { ($0, Cast(seed: seed, portal: $0).logins) })
    }

    func mode(of portal: Portal) -> PortalMode { modes[portal] ?? .up }

    func set(_ mode: PortalMode, of portal: Portal) { modes[portal] = mode }

    // MARK: - Logins

    /// The attempts that a portal counted for a user name, nil when there is no such login.
    public func ledger(of username: String, at portal: Portal) -> AttemptLedger? {
        logins[portal]?[Self.key(username)]?.ledger
    }

    /// The attempts that a portal counted for user names it does not know.
    public func ledgerOfStrangers(at portal: Portal) -> AttemptLedger { strangers[portal] ?? AttemptLedger() }

    func login(_ username: String, at portal: Portal) -> Login? { logins[portal]?[Self.key(username)] }

    /// Sorted by user name.
    func allLogins(at portal: Portal) -> [Login] {
        (logins[portal] ?? [:]).values.sorted { $0.username < $1.username }
    }

    /// Whether codes of any login go to this address.
    func hasCustomer(withEmail address: String) -> Bool {
        let address = address.lowercased()
        return logins.values.contains { $0.values.contains { $0.setup.email.lowercased() == address } }
    }

    /// Sessions whose password was accepted.
    func sessionCount(of username: String, at portal: Portal) -> Int {
        sessions.values.count { session in
            session.portal == portal && session.username == Self.key(username) && session.stage != .identified
        }
    }

    /// Changes a login. False when there is none.
    func change(
        _ username: String, at portal: Portal, endingSessions: Bool, _ edit: @Sendable (inout Login) -> Void
    ) -> Bool {
        guard alter(username, at: portal, edit) != nil else { return false }
        if endingSessions {
            sessions = sessions.filter { $0.value.portal != portal || $0.value.username != Self.key(username) }
        }
        return true
    }

    // MARK: - Signing in

    /// Counts a password and answers it. A right one rotates the session: the old cookie is worth nothing afterwards.
    /// Where the only way to a code is a message, it is on its way with the answer.
    func signIn(
        _ username: String, password: String, in session: VisitorSession, from client: String, device: String? = nil
    ) -> SignInAnswer {
        let portal = session.portal
        let instant = now()
        let mode = mode(of: portal)
        let reception = alter(username, at: portal) { login in
            login.receive(
                password, device: device, at: instant, from: client, mode: mode, limit: portal.lockoutLimit)
        }
        guard let reception, let login = login(username, at: portal) else {
            return answerStranger(in: session, mode: mode, at: instant, from: client)
        }
        var next = session
        var dispatch: Dispatch?
        if case .accepted(let stage) = reception {
            next = rotate(session, to: stage, as: login.username)
            if case .awaitingCode(let medium) = stage { dispatch = sendCode(by: medium, in: next) }
        }
        return SignInAnswer(
            reception: reception, attemptsLeft: login.isLocked ? 0 : portal.lockoutLimit - login.failuresInARow,
            session: next, delay: login.delay, isSlow: login.behaviour == .slow, dispatch: dispatch)
    }

    /// Counts a password that came with a form the portal does not accept: it is not looked at.
    func refuseForm(for username: String, at portal: Portal, from client: String) {
        let instant = now()
        let known: Void? = alter(username, at: portal) { $0.receiveUnanswered(at: instant, from: client) }
        if known == nil { strangers[portal, default: AttemptLedger()].record(.unanswered, at: instant, from: client) }
    }

    /// Judges the answer to the security question; nil when it is wrong.
    func answer(_ text: String, in session: VisitorSession) -> VisitorSession? {
        let limit = session.portal.lockoutLimit
        guard let username = session.username,
            alter(username, at: session.portal, { $0.receiveAnswer(text, limit: limit) }) == true
        else { return nil }
        return advance(session, to: .home)
    }

    func choose(password: String, in session: VisitorSession) -> VisitorSession {
        if let username = session.username {
            let forgets = session.portal.forgetsDevicesWithPassword
            _ = alter(username, at: session.portal) { $0.choose(password: password, forgettingDevices: forgets) }
        }
        return advance(session, to: .home)
    }

    func acceptTerms(in session: VisitorSession) -> VisitorSession {
        if let username = session.username { _ = alter(username, at: session.portal) { $0.acceptTerms() } }
        return advance(session, to: .home)
    }

    // MARK: - Sessions

    func openSession(at portal: Portal) -> VisitorSession {
        let instant = now()
        sessions = sessions.filter { instant.timeIntervalSince($0.value.lastSeenAt) <= VisitorSession.idleLimit }
        let session = VisitorSession(
            id: Self.token(), portal: portal, username: nil, stage: .anonymous, formToken: Self.token(),
            lastSeenAt: instant)
        sessions[session.id] = session
        return session
    }

    /// The living session of a cookie, nil when it is unknown, idle for too long or another portal's.
    func session(_ id: String?, at portal: Portal) -> VisitorSession? {
        guard let id, var session = sessions[id], session.portal == portal else { return nil }
        let instant = now()
        guard instant.timeIntervalSince(session.lastSeenAt) <= VisitorSession.idleLimit else { return nil }
        session.lastSeenAt = instant
        sessions[id] = session
        return session
    }

    /// Moves a session on to another stage, under the same cookie.
    func advance(_ session: VisitorSession, to stage: VisitorSession.Stage, as name: String? = nil) -> VisitorSession {
        let next = session.advanced(to: stage, as: name.map(Self.key))
        if sessions[session.id] != nil { sessions[session.id] = next }
        return next
    }

    func close(_ session: VisitorSession) { sessions[session.id] = nil }

    /// Who a session belongs to and what stands in the way, nil while nobody has signed in.
    func guest(of session: VisitorSession) -> Guest? {
        guard let username = session.username, let login = login(username, at: session.portal) else { return nil }
        let mode = mode(of: session.portal)
        return Guest(
            session: session, login: login, isSlow: login.behaviour == .slow,
            detour: mode.detour ?? login.behaviour.detour,
            isRedesigned: mode == .changed || login.behaviour == .changed)
    }

    // MARK: - Inside

    func alter<Value>(_ username: String, at portal: Portal, _ edit: (inout Login) -> Value) -> Value? {
        guard var login = logins[portal]?[Self.key(username)] else { return nil }
        let value = edit(&login)
        logins[portal]?[Self.key(username)] = login
        return value
    }

    private func answerStranger(
        in session: VisitorSession, mode: PortalMode, at instant: Date, from client: String
    ) -> SignInAnswer {
        let reception = mode.detour.map(Reception.turnedAway) ?? .unknownUser
        strangers[session.portal, default: AttemptLedger()].record(reception.verdict, at: instant, from: client)
        return SignInAnswer(
            reception: reception, attemptsLeft: session.portal.lockoutLimit, session: session, delay: .zero,
            isSlow: false)
    }

    private func rotate(
        _ session: VisitorSession, to stage: VisitorSession.Stage, as username: String
    ) -> VisitorSession {
        close(session)
        let next = VisitorSession(
            id: Self.token(), portal: session.portal, username: username, stage: stage, formToken: Self.token(),
            lastSeenAt: now())
        sessions[next.id] = next
        return next
    }

    /// User names are not case-sensitive.
    private static func key(_ username: String) -> String {
        username.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
    }

    /// 256 random bits in hex.
    static func token() -> String {
        (0..<4).map { _ in
            let word = String(UInt64.random(in: .min ... .max), radix: 16)
            return String(repeating: "0", count: 16 - word.count) + word
        }.joined()
    }
}
