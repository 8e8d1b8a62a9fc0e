import Configuration
import Domain
import Foundation
import Logging

/// Reads one setting after the other as text, parses it, and remembers what was wrong.
struct SettingsReader {
    let config: ConfigReader
    var problems: [String] = []

    init(config: ConfigReader) { self.config = config }

    /// The text of a setting; an empty one counts as not set.
    func text(_ setting: Setting) -> String? {
        let text = config.string(forKey: ConfigKey(setting.key), isSecret: setting.isSecret)
        return text.flatMap { $0.isEmpty ? nil : $0 }
    }

    func path(_ setting: Setting) -> URL? {
        text(setting).map { URL(filePath: $0) }
    }

    func list(_ setting: Setting) -> [String] {
        (text(setting) ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    mutating func number(_ setting: Setting, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(setting) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            problems.append(
                "\(setting.variable) must be a whole number from \(range.lowerBound) to \(range.upperBound).")
            return nil
        }
        return number
    }

    mutating func flag(_ setting: Setting) -> Bool {
        switch text(setting) {
        case "yes", "true", "1": return true
        case nil, "no", "false", "0": return false
        default:
            problems.append("\(setting.variable) must be yes or no.")
            return false
        }
    }

    mutating func address(_ setting: Setting) -> URL? {
        guard let text = text(setting) else { return nil }
        guard let url = URL(string: text), let scheme = url.scheme, ["http", "https"].contains(scheme),
            url.host() != nil
        else {
            problems.append("\(setting.variable) must be an address such as https://tieline.example.com.")
            return nil
        }
        return url
    }

    mutating func mailDomain() -> MailDomain? {
        guard let text = text(.mailDomain) else { return nil }
        guard let domain = MailDomain(text) else {
            problems.append("\(Setting.mailDomain.variable) must be a domain such as codes.example.com.")
            return nil
        }
        return domain
    }

    mutating func roles() -> Set<ProcessRole> {
        guard text(.roles) != nil else { return Set(ProcessRole.allCases) }
        var roles: Set<ProcessRole> = []
        for name in list(.roles) {
            guard let role = ProcessRole(rawValue: name) else {
                problems.append("\(Setting.roles.variable) may hold web, worker and schedule, separated by commas.")
                return []
            }
            roles.insert(role)
        }
        return roles
    }

    mutating func level() -> Logger.Level {
        guard let text = text(.logLevel) else { return .info }
        guard let level = Logger.Level(rawValue: text) else {
            problems.append("\(Setting.logLevel.variable) must be \(Setting.logLevel.meaning).")
            return .info
        }
        return level
    }
}
