public import Domain

/// A way for codes to arrive that somebody chooses.
public enum NewCodeRoute: Sendable {
    /// An address of the connection's own, to forward to or to give to the portal.
    case email
    /// A phone that passes its texts on: one that the organization has, by its key, or a new one when nil.
    case sms(phone: String?)
    /// The authenticator's secret as the portal shows it: base32, or an `otpauth://totp/…` address.
    case authenticator(Secret<String>)
    /// A person types each code.
    case live

    var kind: CodeRouteKind {
        switch self {
        case .email: .email
        case .sms: .sms
        case .authenticator: .authenticator
        case .live: .live
        }
    }
}
