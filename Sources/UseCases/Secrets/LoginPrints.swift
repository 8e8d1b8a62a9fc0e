import Domain
import Foundation
import Ports

/// What one run could send, as fingerprints: they recognise a login and its secrets without holding them.
struct LoginPrints: Sendable {
    /// One portal login. Many portals ignore the user name's case, so budgets count it folded.
    let login: Fingerprint
    private let password: Fingerprint
    private let answer: Fingerprint
    /// One-time codes are never the same secret twice: the run names them.
    private let code: Fingerprint

    init(
        of credentials: SignInCredentials, at provider: ProviderKey, in organization: Organization.ID, run: Run.ID?,
        by fingerprinting: any Fingerprinting
    ) {
        let place = [Secret(organization.uuid), Secret(provider.text)]
        let username = credentials.username.map { $0.trimmingCharacters(in: .whitespaces) }
        let answers = credentials.answers.sorted { $0.key < $1.key }.flatMap { [Secret($0.key), $0.value] }
        login = fingerprinting.fingerprint(of: place + [username.map { $0.lowercased() }], purpose: "login")
        password = fingerprinting.fingerprint(of: place + [username, credentials.password], purpose: "password")
        answer = fingerprinting.fingerprint(of: place + [username] + answers, purpose: "answer")
        code = fingerprinting.fingerprint(of: place + [username, Secret(run?.uuid ?? "")], purpose: "code")
    }

    /// The print of what would be sent.
    func secret(_ kind: Submission.Kind) -> Fingerprint {
        switch kind {
        case .password: password
        case .answer: answer
        case .code: code
        }
    }
}
