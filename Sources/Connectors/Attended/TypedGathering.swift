import Domain
import Ports

/// What a person typed in the course of a sign-in, and what of it the portal took. Codes are never kept.
struct TypedGathering {
    /// What the host holds already: it stands in for what was not typed.
    private let known: SignInCredentials
    /// As typed last.
    private var username: Secret<String>?
    private var acceptedUsername: Secret<String>?
    private var password: Secret<String>?
    private var answers: [String: Secret<String>] = [:]
    private var hasAccepted = false

    init(known: SignInCredentials) { self.known = known }

    /// A user name may come a form earlier than its password.
    mutating func note(_ entry: TypedEntry) { username = entry.username ?? username }

    mutating func accepted(_ entry: TypedEntry) {
        if entry.password != nil { acceptedUsername = username }
        if let secret = entry.newPassword ?? entry.password { password = secret }
        if let answer = entry.answer { answers[answer.name] = answer.value }
        hasAccepted = hasAccepted || entry.password != nil || entry.newPassword != nil || entry.answer != nil
    }

    /// The sign-in as it stands with this entry.
    func credentials(with entry: TypedEntry) -> SignInCredentials {
        var with = self
        with.note(entry)
        with.accepted(entry)
        if let code = entry.code { with.answers["code"] = code }
        return with.credentials
    }

    /// What the portal took; nil when nothing was typed, or nothing that a sign-in can be made of.
    var typed: SignInCredentials? {
        hasAccepted && !credentials.password.exposed.isEmpty ? credentials : nil
    }

    private var credentials: SignInCredentials {
        SignInCredentials(
            username: acceptedUsername ?? username ?? known.username, password: password ?? known.password,
            answers: known.answers.merging(answers) { $1 })
    }
}
