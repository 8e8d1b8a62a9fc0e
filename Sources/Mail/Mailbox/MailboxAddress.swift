public import Domain
public import Foundation

/// A mailbox that mail is read from.
public struct MailboxAddress: Sendable {
    /// `imaps://host/FOLDER`, or `imap://host/FOLDER`, which has to begin TLS.
    let url: String
    let user: String
    let password: Secret<String>
    /// Only on the loopback interface may mail and password travel in clear.
    let allowsClear: Bool

    /// nil when the address is no IMAP address, or names more than a folder.
    public init?(_ url: URL, user: String, password: Secret<String>) {
        guard let scheme = url.scheme, ["imap", "imaps"].contains(scheme), let host = url.host(), !host.isEmpty,
            url.user() == nil, url.query() == nil, url.fragment() == nil, !url.path().contains(";")
        else { return nil }
        let folder = url.path().split(separator: "/").joined(separator: "/")
        let bare = host.trimmingCharacters(in: ["[", "]"])
        let place = bare.contains(":") ? "[\(bare)]" : bare
        self.url = "\(scheme)://\(place)\(url.port.map { ":\($0)" } ?? "")/\(folder.isEmpty ? "INBOX" : folder)"
        self.user = user
        self.password = password
        allowsClear = ["localhost", "127.0.0.1", "::1"].contains(bare)
    }
}
