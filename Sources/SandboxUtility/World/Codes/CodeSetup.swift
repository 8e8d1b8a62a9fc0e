import Foundation

/// Where a login's codes go and how they travel: what the control page may change.
struct CodeSetup: Sendable {
    static let usualTrustLifetime: TimeInterval = 30 * 86_400
    static let usualDelay: Duration = .seconds(60)

    var email: String
    /// With country code: `+12075550142`.
    var phone: String
    /// Where texts to this phone are posted; nil for the sandbox's own setting.
    var hook: TextHook?
    /// How long messages wait before they leave; nil for what the behaviour says.
    var delay: Duration?
    /// Seconds for which a remembered browser needs no code.
    var trustLifetime = usualTrustLifetime
    let secret: AuthenticatorSecret

    /// The address and the number that a login has from the start.
    init(seed: UInt64, portal: Portal, username: String) {
        email = username.contains("@") ? username : "\(username)-\(portal.rawValue)@postbox.example"
        var dice = Dice(seed, "\(portal.rawValue)/\(username)/phone")
        phone = "+1\(portal.areaCode)55501\(10 + dice.next() % 90)"
        secret = AuthenticatorSecret(seed: seed, portal: portal, username: username)
    }

    func delay(under behaviour: Behaviour) -> Duration {
        delay ?? (behaviour == .mfaLate ? Self.usualDelay : .zero)
    }

    /// Where a code went, as a portal shows it: `s…y@lindqvist.example`, `(***) ***-0142`; nil for an app.
    func maskedDestination(by medium: CodeMedium) -> String? {
        switch medium {
        case .email: Self.masked(email: email)
        case .sms: "(***) ***-\(phone.suffix(4))"
        case .totp: nil
        }
    }

    private static func masked(email: String) -> String {
        let name = email.prefix { $0 != "@" }
        guard let first = name.first, let last = name.last else { return email }
        return "\(first)…\(last)\(email.dropFirst(name.count))"
    }
}
