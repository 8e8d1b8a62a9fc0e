/// Everything that `GET /control/logins.json` tells. No password and no code is among it.
struct SandboxView: Encodable, Sendable {
    struct PortalView: Encodable, Sendable {
        let mode: PortalMode
        let lockoutLimit: Int
        /// Attempts with user names that the portal does not know.
        let unknownUserNames: AttemptLedger
        let logins: [LoginView]

        private enum CodingKeys: String, CodingKey {
            case mode, logins
            case lockoutLimit = "lockout_limit"
            case unknownUserNames = "unknown_user_names"
        }
    }

    let portals: [String: PortalView]
}

/// One login as `GET /control/logins/{portal}/{user}.json` tells it, with the counts of its ledger at the top level.
struct LoginView: Encodable, Sendable {
    let username: String
    let behaviour: Behaviour
    let isLocked: Bool
    let failuresInARow: Int
    let sessions: Int
    let delayMilliseconds: Int64
    let ledger: AttemptLedger
    let codeLedger: CodeLedger
    let codes: CodeView

    init(_ login: Login, sessions: Int, codes: CodeView) {
        username = login.username
        behaviour = login.behaviour
        isLocked = login.isLocked
        failuresInARow = login.failuresInARow
        self.sessions = sessions
        delayMilliseconds =
            login.delay.components.seconds * 1_000
            + login.delay.components.attoseconds / 1_000_000_000_000_000
        ledger = login.ledger
        codeLedger = login.codeLedger
        self.codes = codes
    }

    func encode(to encoder: any Encoder) throws {
        try ledger.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(username, forKey: .username)
        try container.encode(behaviour, forKey: .behaviour)
        try container.encode(isLocked, forKey: .isLocked)
        try container.encode(failuresInARow, forKey: .failuresInARow)
        try container.encode(sessions, forKey: .sessions)
        try container.encode(delayMilliseconds, forKey: .delayMilliseconds)
        try container.encode(codeLedger, forKey: .codeLedger)
        try container.encode(codes, forKey: .codes)
    }

    private enum CodingKeys: String, CodingKey {
        case username, behaviour, sessions
        case isLocked = "is_locked"
        case failuresInARow = "failures_in_a_row"
        case delayMilliseconds = "delay_ms"
        case codeLedger = "codes"
        case codes = "code_setup"
    }
}

struct ModeView: Encodable, Sendable {
    let portal: Portal
    let mode: PortalMode
}
