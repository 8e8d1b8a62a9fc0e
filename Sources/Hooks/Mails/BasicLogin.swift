public import Domain
import Foundation
public import Ports

/// A user name and a password in the address of a hook (RFC 7617).
public struct BasicLogin: Sendable {
    private let login: Secret<String>
    private let authenticating: any MessageAuthenticating

    /// - Parameter login: `user:password`.
    public init(_ login: Secret<String>, authenticating: any MessageAuthenticating) {
        self.login = login
        self.authenticating = authenticating
    }

    func check(_ headers: HookHeaders) throws(HookRefusal) {
        guard let header = headers["Authorization"] else { throw .unsigned }
        let words = header.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "basic", let bytes = Data(base64Encoded: String(words[1])),
            let given = String(validating: bytes, as: UTF8.self),
            authenticating.isSame(Secret(given), as: login)
        else { throw .wrongLogin }
    }
}
