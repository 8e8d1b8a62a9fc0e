import Domain
import Foundation
public import Mail

/// How letters to customers go out.
public struct LetterSettings: Sendable {
    public let relay: MailRelay
    /// The address that customers see.
    public let from: String
}

extension SettingsReader {
    /// nil when no mail server is named, or something about it is wrong.
    mutating func letters() -> LetterSettings? {
        let login = relayLogin()
        let allowsClear = flag(.smtpPlain)
        let from = letterSender()
        guard let text = text(.smtpURL) else {
            let alone = [Setting.smtpUser, .smtpPlain, .mailFrom].filter { self.text($0) != nil }
            if let first = alone.first {
                problems.append("\(first.variable) means nothing without \(Setting.smtpURL.variable).")
            }
            return nil
        }
        if self.text(.mailFrom) == nil {
            problems.append("\(Setting.smtpURL.variable) needs \(Setting.mailFrom.variable).")
        }
        guard let url = URL(string: text), let relay = MailRelay(url, login: login, allowsClear: allowsClear) else {
            problems.append(
                "\(Setting.smtpURL.variable) must be an address such as smtp://mail.example.com:587, without user and path."
            )
            return nil
        }
        return from.map { LetterSettings(relay: relay, from: $0) }
    }

    private mutating func relayLogin() -> MailRelay.Login? {
        switch (text(.smtpUser), text(.smtpPassword)) {
        case (nil, nil): return nil
        case (let user?, let password?): return MailRelay.Login(user: user, password: Secret(password))
        default:
            problems.append("\(Setting.smtpUser.variable) and \(Setting.smtpPassword.variable) belong together.")
            return nil
        }
    }

    private mutating func letterSender() -> String? {
        guard let text = text(.mailFrom) else { return nil }
        guard let address = EmailAddress(text) else {
            problems.append("\(Setting.mailFrom.variable) must be an address such as requests@example.com.")
            return nil
        }
        return address.text
    }
}
