public import Domain

/// Why mail could not be taken or read. Carries causes and numbers, never text from outside.
public enum MailError: ExplainedError, Equatable {
    /// More bytes than a message may have.
    case tooLarge(limit: Int)
    /// So many parts or header fields that only somebody who means harm writes them.
    case tooComplex
    /// It is no message at all.
    case unreadable
    /// Nothing can listen at the address of this setting; `code` is the system's `errno`.
    case cannotListen(setting: String, code: Int32)
    /// The certificate or key at this path cannot be used.
    case certificateUnusable(path: String)
    /// The mailbox does not answer; `code` is libcurl's.
    case mailboxUnreachable(code: Int)
    /// The mailbox refuses user name or password.
    case mailboxSignInRefused
    /// The mailbox's certificate is not valid for its name, or it offers no TLS.
    case mailboxCertificateRefused
    /// The mailbox said something that is no IMAP, or refused a command.
    case mailboxNotUnderstood
    /// The mail server that letters are handed to does not answer; `code` is libcurl's.
    case relayUnreachable(code: Int)
    /// It refuses user name or password.
    case relaySignInRefused
    /// It offers no TLS, and must.
    case relayWithoutTLS
    /// Its certificate is not valid for its name.
    case relayCertificateRefused
    /// It refuses to talk, with an SMTP code, before any letter.
    case relayRefused(code: Int)

    public var code: String {
        switch self {
        case .tooLarge: "mail_too_large"
        case .tooComplex: "mail_too_complex"
        case .unreadable: "mail_unreadable"
        case .cannotListen: "mail_cannot_listen"
        case .certificateUnusable: "mail_certificate_unusable"
        case .mailboxUnreachable: "mailbox_unreachable"
        case .mailboxSignInRefused: "mailbox_sign_in_refused"
        case .mailboxCertificateRefused: "mailbox_certificate_refused"
        case .mailboxNotUnderstood: "mailbox_not_understood"
        case .relayUnreachable: "mail_relay_unreachable"
        case .relaySignInRefused: "mail_relay_sign_in_refused"
        case .relayWithoutTLS: "mail_relay_without_tls"
        case .relayCertificateRefused: "mail_relay_certificate_refused"
        case .relayRefused: "mail_relay_refused"
        }
    }

    public var advice: String {
        switch self {
        case .tooLarge(let limit): "The message has more than \(limit) bytes and was not taken."
        case .tooComplex: "The message has an absurd number of parts or header fields and was not taken."
        case .unreadable: "The message cannot be read as mail and was not taken."
        case .cannotListen(let setting, let code):
            "Mail cannot be listened for at the address of \(setting) (errno \(code)). Stop what listens there, or "
                + "choose another address."
        case .certificateUnusable(let path):
            "The certificate or key \(path) cannot be used. It must be PEM, and the two must belong together."
        case .mailboxUnreachable(let code):
            "The mailbox does not answer (libcurl error \(code)). Check TIELINE_IMAP_URL and the network."
        case .mailboxSignInRefused:
            "The mailbox refuses the sign-in. Check TIELINE_IMAP_USER and TIELINE_IMAP_PASSWORD; many providers want "
                + "an app password."
        case .mailboxCertificateRefused:
            "The mailbox's certificate is not valid for its name, or it offers no TLS. Check TIELINE_IMAP_URL."
        case .mailboxNotUnderstood: "The mailbox refused a command. Check that TIELINE_IMAP_URL names an IMAP folder."
        case .relayUnreachable(let code):
            "The mail server that letters go to does not answer (libcurl error \(code)). Check TIELINE_SMTP_URL and the "
                + "network."
        case .relaySignInRefused:
            "The mail server that letters go to refuses the sign-in. Check TIELINE_SMTP_USER and "
                + "TIELINE_SMTP_PASSWORD."
        case .relayWithoutTLS:
            "The mail server that letters go to offers no TLS. Check the port in TIELINE_SMTP_URL; in a network that you "
                + "trust, TIELINE_SMTP_PLAIN=yes goes without."
        case .relayCertificateRefused:
            "The certificate of the mail server that letters go to is not valid for its name. Check TIELINE_SMTP_URL."
        case .relayRefused(let code):
            "The mail server that letters go to refuses to talk (\(code)). Its log says why."
        }
    }

    public var isRetryable: Bool {
        switch self {
        case .mailboxUnreachable, .mailboxNotUnderstood, .relayUnreachable, .relayRefused: true
        default: false
        }
    }

    public var level: ErrorLevel {
        switch self {
        case .tooLarge, .tooComplex, .unreadable: .info
        case .mailboxUnreachable, .mailboxNotUnderstood, .relayUnreachable, .relayRefused: .warning
        case .cannotListen, .certificateUnusable, .mailboxSignInRefused, .mailboxCertificateRefused,
            .relaySignInRefused, .relayWithoutTLS, .relayCertificateRefused:
            .error
        }
    }
}
