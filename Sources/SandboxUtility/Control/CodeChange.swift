import Foundation
import Hummingbird

/// What a form of the control page asks to change about a login's codes.
struct CodeChange: Sendable {
    private enum Hook: Sendable {
        case unchanged
        /// Nil for the sandbox's own setting.
        case changed(to: TextHook?)
    }

    private let email: String?
    private let phone: String?
    private let hook: Hook
    private let delay: Duration?
    private let trustLifetime: TimeInterval?
    private let forgetsDevices: Bool

    /// Seconds that a message may be held back.
    static let longestDelay = 3_600
    /// Seconds that a browser may be remembered: 400 days, as long as browsers keep cookies.
    static let longestTrust = 400 * 86_400

    /// - Throws: 422 with the field at fault.
    init(_ form: PostedForm, textToken: String) throws {
        email = try form.filled("email").map { text in
            guard let address = MailAddressText(text) else {
                throw HTTPError(.unprocessableContent, message: "email must be an address")
            }
            return address.text
        }
        phone = try form.filled("phone").map { text in
            guard text.wholeMatch(of: /\+[0-9]{8,15}/) != nil else {
                throw HTTPError(.unprocessableContent, message: "phone must be + and 8 to 15 digits")
            }
            return text
        }
        hook = try Self.hook(form, textToken)
        delay = try form.filled("code_delay_s").map {
            .seconds(try Self.seconds($0, "code_delay_s", Self.longestDelay))
        }
        trustLifetime = try form.filled("trust_s").map {
            TimeInterval(try Self.seconds($0, "trust_s", Self.longestTrust))
        }
        forgetsDevices = form.filled("expire_trust") != nil
    }

    func apply(to login: inout Login) {
        if let email { login.setup.email = email }
        if let phone { login.setup.phone = phone }
        if case .changed(let next) = hook { login.setup.hook = next }
        if let delay { login.setup.delay = delay }
        if let trustLifetime { login.setup.trustLifetime = trustLifetime }
        if forgetsDevices { login.codes.forgetDevices() }
    }

    /// An address that is there and empty leads back to the sandbox's own setting.
    private static func hook(_ form: PostedForm, _ textToken: String) throws -> Hook {
        guard let url = form["sms_url"] else { return .unchanged }
        guard !url.isEmpty else { return .changed(to: nil) }
        guard let hook = TextHook(url: url, token: form.filled("sms_token") ?? textToken) else {
            throw HTTPError(.unprocessableContent, message: "sms_url must be a plain http address")
        }
        return .changed(to: hook)
    }

    private static func seconds(_ text: String, _ name: String, _ longest: Int) throws -> Int {
        guard let seconds = Int(text), (0...longest).contains(seconds) else {
            throw HTTPError(.unprocessableContent, message: "\(name) must be 0 to \(longest)")
        }
        return seconds
    }
}
