public import Domain
import Foundation
public import Mail
public import MailWire

/// By which doors mail comes in, and whose word about it counts.
public struct MailSettings: Sendable {
    /// A certificate and its key, as paths of PEM files.
    public struct Certificate: Sendable, Equatable {
        public let chain: String
        public let key: String
    }

    public var smtp: MailAddress?
    public var lmtp: MailAddress?
    public var certificate: Certificate?
    public var trustedPeers: [IPRange]
    public var authenticationServer: String?
    public var mailbox: MailboxAddress?
    /// How letters go out; nil when none do.
    public var letters: LetterSettings?

    /// Whose word counts of mail that a server hands over.
    public var trust: MailTrustRule {
        MailTrustRule(peers: trustedPeers, authenticationServer: authenticationServer)
    }
}

extension Settings {
    /// What this installation calls itself before mail servers and their clients.
    var mailHostName: String { publicURL.host() ?? node }
}

extension SettingsReader {
    mutating func mail() -> MailSettings {
        MailSettings(
            smtp: mailAddress(.smtpListen),
            lmtp: text(.lmtpListen)?.hasPrefix("/") == true
                ? text(.lmtpListen).map { MailAddress.unix(path: $0) } : mailAddress(.lmtpListen),
            certificate: mailCertificate(), trustedPeers: mailPeers(), authenticationServer: text(.mailAuthentication),
            mailbox: mailbox(), letters: letters())
    }

    /// `0.0.0.0:25`, `[::]:25`
    private mutating func mailAddress(_ setting: Setting) -> MailAddress? {
        guard let text = text(setting) else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let host = parts.dropLast().joined(separator: ":").trimmingCharacters(in: ["[", "]"])
        guard let port = parts.last.flatMap({ Int($0) }), (0...65535).contains(port), !host.isEmpty else {
            let path = setting == .lmtpListen ? "the path of a socket file or " : ""
            problems.append("\(setting.variable) must be \(path)an address with a port, such as 127.0.0.1:2525.")
            return nil
        }
        return .tcp(host: host, port: port)
    }

    private mutating func mailCertificate() -> MailSettings.Certificate? {
        switch (text(.mailCertificate), text(.mailCertificateKey)) {
        case (nil, nil): return nil
        case (let chain?, let key?): return MailSettings.Certificate(chain: chain, key: key)
        default:
            problems.append(
                "\(Setting.mailCertificate.variable) and \(Setting.mailCertificateKey.variable) belong together.")
            return nil
        }
    }

    private mutating func mailPeers() -> [IPRange] {
        list(.mailTrustedPeers).compactMap { text in
            guard let range = IPRange(text) else {
                problems.append(
                    "\(Setting.mailTrustedPeers.variable) must be addresses such as 10.0.0.5 or 10.0.0.0/24.")
                return nil
            }
            return range
        }
    }

    private mutating func mailbox() -> MailboxAddress? {
        guard let text = text(.imapURL) else { return nil }
        guard let user = self.text(.imapUser), let password = self.text(.imapPassword) else {
            problems.append(
                "\(Setting.imapURL.variable) needs \(Setting.imapUser.variable) and \(Setting.imapPassword.variable).")
            return nil
        }
        guard let url = URL(string: text), let address = MailboxAddress(url, user: user, password: Secret(password))
        else {
            problems.append("\(Setting.imapURL.variable) must be an address such as imaps://imap.example.com/INBOX.")
            return nil
        }
        return address
    }
}
