import Foundation

/// Where a login's codes go and by which rules, as the control page and its JSON tell it. The webhook's token is not
/// among it.
struct CodeView: Encodable, Sendable {
    let email: String
    let phone: String
    /// The login's own webhook; nil for the sandbox's setting.
    let textHookURL: String?
    /// Seconds that messages wait before they leave.
    let delay: Int64
    /// Seconds for which a remembered browser needs no code.
    let trustLifetime: Int
    let trustedDevices: Int
    /// Base32, as it is typed into an authenticator app.
    let secret: String
    /// As it stands in QR pictures.
    let secretAddress: String
    /// Whether the login asks for codes.
    let isAsked: Bool

    init(_ login: Login, at portal: Portal, now: Date) {
        let setup = login.setup
        email = setup.email
        phone = setup.phone
        textHookURL = setup.hook?.url
        delay = setup.delay(under: login.behaviour).components.seconds
        trustLifetime = Int(setup.trustLifetime)
        trustedDevices = login.codes.trustedDevices(at: now)
        secret = setup.secret.base32
        let issuer = Self.encoded(portal.name)
        let label = "\(issuer):\(Self.encoded(login.username))"
        secretAddress = "otpauth://totp/\(label)?secret=\(secret)&issuer=\(issuer)"
        isAsked = !login.behaviour.codeMedia.isEmpty
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }

    private enum CodingKeys: String, CodingKey {
        case email, phone
        case textHookURL = "sms_url"
        case delay = "delay_s"
        case trustLifetime = "trust_s"
        case trustedDevices = "trusted_devices"
        case secret = "totp_secret"
        case secretAddress = "totp_address"
        case isAsked = "asks_code"
    }
}
