import Foundation

/// A browser's visit to one portal, kept on the server and named by a random cookie.
struct VisitorSession: Sendable {
    /// How far the visitor has come.
    enum Stage: Sendable, Equatable {
        case anonymous
        /// The user name is known, the password is not (two-step portals).
        case identified
        case answering, choosingPassword, reviewingTerms
        /// Choosing how the one-time code comes.
        case choosingCode
        case awaitingCode(CodeMedium)
        /// Signed in, but an advertisement stands in the way.
        case nag
        case home

        /// Whether a one-time code stands between the visitor and the account.
        var isBeforeCode: Bool {
            switch self {
            case .choosingCode, .awaitingCode: true
            default: false
            }
        }
    }

    /// Without a request for this long a session ends.
    static let idleLimit: TimeInterval = 30 * 60

    let id: String
    let portal: Portal
    let username: String?
    let stage: Stage
    /// Must come back in every form of this session.
    let formToken: String
    var lastSeenAt: Date

    /// The same visit one step on.
    func advanced(to next: Stage, as name: String? = nil) -> VisitorSession {
        VisitorSession(
            id: id, portal: portal, username: name ?? username, stage: next, formToken: formToken,
            lastSeenAt: lastSeenAt)
    }
}

/// A visitor whose user name is known, with the login as it is now.
struct Guest: Sendable {
    let session: VisitorSession
    let login: Login
    let isSlow: Bool
    let detour: Detour?
    let isRedesigned: Bool

    func account(_ id: String) -> ServiceAccount? { login.accounts.first { $0.id == id } }
}
