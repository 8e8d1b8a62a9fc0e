public import Domain
public import Foundation

/// Why a verb was not done. Edges turn `code` and `advice` into problem+json and pages; nothing here carries outside text.
public enum UseCaseError: Error, Sendable, Equatable {
    /// The author's role or scopes do not reach.
    case notAllowed(needs: Permission)
    /// No such thing in the author's organization.
    case notFound(Subject)
    /// The place from which a list was to go on is none of that list's.
    case invalidCursor
    /// Something typed is wrong; every wrong field is named.
    case invalid([FieldProblem])
    /// E-mail address and password do not belong together, or the member is disabled.
    case signInRefused
    /// The link was used, has expired or never existed.
    case linkUnusable
    /// The organization would be left without an owner.
    case lastOwner
    /// A check would not be right now; says why.
    case checkRefused(CheckRefusal)
    /// No run waits for a code: one came before, its time passed, or the run has ended.
    case codeNotWanted
    /// The connection's state does not allow this step, e.g. resuming what is not paused.
    case notPossible(ConnectionStatus)
    /// The request has ended, or was never sent: this step is none for it any more.
    case requestNotPossible(RequestState)
    /// Somebody else changed the same thing at the same moment, again and again.
    case busy
    /// The stored secret cannot be opened with this installation's keys.
    case unreadableSecret

    /// What was looked for.
    public enum Subject: String, Sendable {
        case connection, customer, run, bill, document, screenshot, provider, member
        case apiKey = "api_key"
        case codeRoute = "code_route"
        case request, authorization
    }
}

/// One wrong field of what somebody typed.
public struct FieldProblem: Sendable, Equatable {
    /// The field's name as it was sent: `password`, `customer_name`.
    public let field: String
    /// Stable: `missing`, `too_long`, `rejected_before` …
    public let code: String
    /// One sentence that says what to do.
    public let message: String

    public init(field: String, code: String, message: String) {
        self.field = field
        self.code = code
        self.message = message
    }
}

/// Why a connection is not checked now.
public enum CheckRefusal: Sendable, Equatable {
    /// The stored secret was refused; only new credentials start an attempt.
    case needsCredentials(ConnectionStatus)
    /// The utility locked the account; somebody must say that it is unlocked.
    case needsUnlock
    /// The lock is younger than a day: an attempt now could renew it.
    case lockRests(until: Date)
    /// A secret was sent and its answer never seen; a person must confirm that it may be sent again.
    case needsConfirmation
    /// Paused, archived, retired, expired, revoked …: nothing is collected.
    case covered(ConnectionStatus)
    case archived
    case noCredentials
    /// Another run is signing in right now.
    case underWay(Run.ID)
}

extension UseCaseError: ExplainedError {
    /// Stable, snake_case; also the metric label.
    public var code: String {
        switch self {
        case .notAllowed: "not_allowed"
        case .notFound(let subject): "\(subject.rawValue)_not_found"
        case .invalidCursor: "invalid_cursor"
        case .invalid: "invalid_fields"
        case .signInRefused: "sign_in_refused"
        case .linkUnusable: "link_unusable"
        case .lastOwner: "last_owner"
        case .checkRefused(let refusal): refusal.code
        case .codeNotWanted: "code_not_wanted"
        case .notPossible: "not_possible"
        case .requestNotPossible: "request_not_possible"
        case .busy: "busy"
        case .unreadableSecret: "unreadable_secret"
        }
    }

    /// What the reader does next, in one or two sentences.
    public var advice: String {
        switch self {
        case .notAllowed(let permission):
            "This needs the role \(permission.role.rawValue). Ask an owner of your organization."
        case .notFound(.provider): "The catalogue has no such provider. Choose one from the list."
        case .notFound(.codeRoute): "No way for codes to arrive is set up here yet. Choose one first."
        case .notFound(let subject):
            "There is no such \(subject.rawValue.replacing("_", with: " ")) in your organization. Check the address."
        case .invalidCursor:
            "This cursor is none of this list's. Start without one, then pass on each page's own cursor as it is."
        case .invalid(let problems): problems.map(\.message).joined(separator: " ")
        case .signInRefused: "The e-mail address and the password do not match. Try again, or ask an owner for a link."
        case .linkUnusable: "This link was used already or has expired. Ask an owner for a new one."
        case .lastOwner: "This is the only owner. Make somebody else an owner first."
        case .checkRefused(let refusal): refusal.advice
        case .codeNotWanted: "No sign-in waits for a code any more. Reload the page to see what came of it."
        case .notPossible: "The connection's status does not allow this now. Reload the page to see what it is."
        case .requestNotPossible(.draft): "This request was not sent yet. Send it first."
        case .requestNotPossible: "This request is over. Reload the page to see how it ended."
        case .busy: "Somebody else is changing this right now. Try again in a moment."
        case .unreadableSecret:
            "The stored sign-in cannot be opened with this installation's keys. Restore the key file, or reconnect."
        }
    }

    /// Whether the same call may succeed a moment later.
    public var isRetryable: Bool { self == .busy }

    public var level: ErrorLevel {
        switch self {
        case .unreadableSecret: .error
        case .busy: .warning
        default: .info
        }
    }
}

extension CheckRefusal {
    /// Stable, snake_case.
    public var code: String {
        switch self {
        case .needsCredentials: "needs_credentials"
        case .needsUnlock: "needs_unlock"
        case .lockRests: "lock_rests"
        case .needsConfirmation: "needs_confirmation"
        case .covered: "not_collecting"
        case .archived: "archived"
        case .noCredentials: "no_credentials"
        case .underWay: "check_under_way"
        }
    }

    /// What the reader does next.
    public var advice: String {
        switch self {
        case .needsCredentials:
            "The utility refused the stored sign-in, so it is not sent again. Reconnect with the current one."
        case .needsUnlock:
            "The utility locked this account. Once it is unlocked there, say so here and one attempt is made."
        case .lockRests:
            "The lock is less than a day old, and an attempt now could renew it. Say that it is gone once a day has passed."
        case .needsConfirmation:
            "The stored sign-in was sent once and the answer was never seen. Confirm that it may be sent once more."
        case .covered: "Nothing is collected for this connection at the moment, so it is not checked."
        case .archived: "This connection is archived. Bring it back first."
        case .noCredentials: "There is no sign-in stored yet. Reconnect to enter one."
        case .underWay: "A check is signing in right now. Wait until it has ended, then send the new sign-in."
        }
    }
}
