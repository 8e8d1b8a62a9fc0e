public import Domain
public import Foundation

/// The mail server that letters are handed to.
public struct MailRelay: Sendable {
    /// Scheme, host and port, without a path.
    let url: String
    let login: Login?
    /// Letters and password may travel in clear; TLS is used where it is offered, whoever it is.
    let allowsClear: Bool

    /// Who signs in there.
    public struct Login: Sendable {
        let user: String
        let password: Secret<String>

        public init(user: String, password: Secret<String>) {
            self.user = user
            self.password = password
        }
    }

    /// Reads `smtp://host:587`, which has to begin TLS, or `smtps://host:465`; those ports are the usual ones. On the
    /// loopback interface `smtp` may go without TLS.
    ///
    /// - Parameter allowsClear: `smtp` may go without TLS everywhere.
    /// - Returns: nil when the address is none of these, or says more.
    public init?(_ url: URL, login: Login?, allowsClear: Bool) {
        guard let scheme = url.scheme, let usual = ["smtp": 587, "smtps": 465][scheme], let host = url.host(),
            !host.isEmpty, ["", "/"].contains(url.path()), url.user() == nil, url.password() == nil,
            url.query() == nil, url.fragment() == nil
        else { return nil }
        let bare = host.trimmingCharacters(in: ["[", "]"])
        let place = bare.contains(":") ? "[\(bare)]" : bare
        self.url = "\(scheme)://\(place):\(url.port ?? usual)"
        self.login = login
        self.allowsClear = scheme == "smtp" && (allowsClear || ["localhost", "127.0.0.1", "::1"].contains(bare))
    }
}
