import Domain

extension CodeRouteKind {
    /// What a way is called.
    var name: String {
        switch self {
        case .authenticator: "Authenticator"
        case .email: "E-mail"
        case .sms: "Text message"
        case .live: "Type it now"
        case .off: "No codes"
        }
    }

    /// The button that chooses it.
    var step: String {
        switch self {
        case .authenticator: "Set up the authenticator"
        case .email: "Forward e-mails"
        case .sms: "Forward text messages"
        case .live: "Sign in now and type the code"
        case .off: "Sign in without a code"
        }
    }

    /// What it is, in a sentence.
    func what(_ provider: String) -> String {
        switch self {
        case .authenticator:
            "Tieline makes the codes itself, as an authenticator app does. Nothing has to be sent or passed on."
        case .email:
            "\(provider) mails its codes to an address made for this connection alone, or a mailbox passes them on."
        case .sms: "A phone passes \(provider)’s text messages on."
        case .live: "Tieline signs in now, and you type the code that \(provider) sends."
        case .off: "\(provider) asks for no codes."
        }
    }

    /// How durable it is.
    func lasts(_ provider: String) -> String {
        switch self {
        case .authenticator: "Until the authenticator is set up anew at \(provider)."
        case .email: "As long as the address or the rule stays. It is tried out every 28 days."
        case .sms: "While the phone has power and reception and its app runs. It is tried out every 28 days."
        case .live: "Once. The next time that \(provider) asks, somebody has to be there again."
        case .off: "Until \(provider) asks again."
        }
    }

    /// What somebody needs at hand.
    func needs(_ provider: String) -> String {
        switch self {
        case .authenticator: "The secret key or the QR code that \(provider) shows while an authenticator is set up."
        case .email: "\(provider)’s contact settings or the mailbox, for about five minutes."
        case .sms: "The phone that gets the codes, with an app (Android) or a shortcut (iPhone) on it."
        case .live: "The phone or mailbox that gets the code, for about two minutes."
        case .off: "Nothing."
        }
    }

    /// What carries a code, inside a sentence: "waiting for the mail".
    var carrier: String {
        switch self {
        case .email: "mail"
        case .sms: "text message"
        case .authenticator, .live, .off: "code"
        }
    }
}

extension CodeRoute {
    /// What is set up, for somebody about to choose; nil when nothing is.
    var sentence: String? {
        guard endedAt == nil, kind != .off else { return nil }
        return provenAt == nil
            ? "\(kind.name) was chosen and has not been tried yet."
            : "\(kind.name) is set up and has worked. Choosing another way takes its place."
    }
}
