public import Domain
import Foundation
public import Hooks

/// How the services that post messages prove themselves. A door whose setting is missing is closed.
public struct HookSettings: Sendable {
    public var twilioToken: Secret<String>?
    public var gatewayKey: Secret<String>?
    /// `user:password`
    public var postmarkLogin: Secret<String>?
    public var sendGridSigning: SendGridReader.Signing?
    /// `user:password`
    public var sendGridLogin: Secret<String>?
    public var mailgunKey: Secret<String>?
    public var sesTopics: [SNSTopic]
    public var rawMailToken: Secret<String>?
}

extension SettingsReader {
    mutating func hooks() -> HookSettings {
        HookSettings(
            twilioToken: text(.twilioToken).map(Secret.init), gatewayKey: text(.smsGatewayKey).map(Secret.init),
            postmarkLogin: login(.postmarkLogin), sendGridSigning: sendGridSigning(),
            sendGridLogin: login(.sendGridLogin), mailgunKey: text(.mailgunKey).map(Secret.init),
            sesTopics: topics(), rawMailToken: token(.rawMailToken))
    }

    private mutating func login(_ setting: Setting) -> Secret<String>? {
        guard let text = text(setting) else { return nil }
        let sides = text.split(separator: ":", maxSplits: 1)
        guard sides.count == 2 else {
            problems.append("\(setting.variable) must be user:password.")
            return nil
        }
        return Secret(text)
    }

    private mutating func token(_ setting: Setting) -> Secret<String>? {
        guard let text = text(setting) else { return nil }
        guard text.utf8.count >= 24 else {
            problems.append("\(setting.variable) must have at least 24 characters: whoever knows it can post mail.")
            return nil
        }
        return Secret(text)
    }

    private mutating func sendGridSigning() -> SendGridReader.Signing? {
        guard let text = text(.sendGridKey) else { return nil }
        // The key of P-256 with its algorithm in front is 91 bytes long.
        guard let key = Data(base64Encoded: text), key.count == 91 else {
            problems.append("\(Setting.sendGridKey.variable) must be the verification key as SendGrid shows it.")
            return nil
        }
        let headers = list(.sendGridHeaders)
        guard [0, 2].contains(headers.count) else {
            problems.append("\(Setting.sendGridHeaders.variable) must be two names, separated by a comma.")
            return nil
        }
        return headers.isEmpty
            ? SendGridReader.Signing(publicKey: [UInt8](key))
            : SendGridReader.Signing(
                publicKey: [UInt8](key), signatureHeader: headers[0], timestampHeader: headers[1])
    }

    private mutating func topics() -> [SNSTopic] {
        list(.sesTopic).compactMap { name in
            guard let topic = SNSTopic(name) else {
                problems.append(
                    "\(Setting.sesTopic.variable) must be names such as arn:aws:sns:us-east-1:123456789012:in.")
                return nil
            }
            return topic
        }
    }
}
