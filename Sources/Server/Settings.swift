import Configuration
public import Domain
public import Foundation
public import Logging

/// What a running Tieline was told, read once at the start and checked as a whole.
public struct Settings: Sendable {
    public var data: URL
    public var databaseURL: Secret<String>?
    public var keyFile: URL
    public var keyCommand: String?
    public var host: String
    public var port: Int
    public var publicURL: URL
    public var mailDomain: MailDomain?
    public var roles: Set<ProcessRole>
    public var workers: Int
    public var node: String
    public var rhythm: RetryRhythm
    public var chromium: String?
    public var sandboxURL: URL?
    public var allowsPrivatePortals: Bool
    public var providers: URL?
    public var trustedProxies: [String]
    public var logLevel: Logger.Level
    public var demoAPIToken: Secret<String>?
    public var hooks: HookSettings
    public var mail: MailSettings

    /// Reads options first, then the environment; reports every problem at once.
    ///
    /// - Parameter options: what the command line gave, by setting.
    /// - Throws: `SettingsError` with one line per problem, none of which shows a value that may be secret.
    public init(
        options: [Setting: String] = [:], environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(SettingsError) {
        let given = Dictionary(
            uniqueKeysWithValues: options.map {
                (AbsoluteConfigKey(["tieline"] + $0.key.key), ConfigValue(.string($0.value), isSecret: $0.key.isSecret))
            })
        var reader = SettingsReader(
            config: ConfigReader(providers: [
                InMemoryProvider(values: given), EnvironmentVariablesProvider(environmentVariables: environment),
            ]).scoped(to: "tieline"))
        data = reader.path(.data) ?? URL(filePath: "data")
        databaseURL = reader.text(.databaseURL).map(Secret.init)
        keyFile = reader.path(.keyFile) ?? data.appending(path: "keys")
        keyCommand = reader.text(.keyCommand)
        host = reader.text(.host) ?? "127.0.0.1"
        port = reader.number(.port, in: 0...65535) ?? 8080
        mailDomain = reader.mailDomain()
        roles = reader.roles()
        workers = reader.number(.workers, in: 1...64) ?? 4
        node = reader.text(.node) ?? ProcessInfo.processInfo.hostName
        rhythm = RetryRhythm(speed: Double(reader.number(.retrySpeed, in: 1...1_000_000) ?? 1))
        chromium = reader.text(.chromium)
        sandboxURL = reader.address(.sandboxURL)
        allowsPrivatePortals = reader.flag(.privatePortals)
        providers = reader.path(.providers)
        trustedProxies = reader.list(.trustedProxies)
        logLevel = reader.level()
        demoAPIToken = reader.text(.demoAPIToken).map(Secret.init)
        hooks = reader.hooks()
        mail = reader.mail()
        publicURL = reader.address(.publicURL) ?? Settings.address(host: host, port: port)
        guard reader.problems.isEmpty else { throw SettingsError(problems: reader.problems) }
    }

    private static func address(host: String, port: Int) -> URL {
        var parts = URLComponents()
        parts.scheme = "http"
        parts.host = host == "0.0.0.0" || host == "::" ? "127.0.0.1" : host
        parts.port = port
        return parts.url ?? URL(filePath: "/")
    }
}

/// What a process takes part in.
public enum ProcessRole: String, CaseIterable, Sendable {
    case web, worker, mail, schedule
}

/// Everything that is wrong with the settings.
public struct SettingsError: Error, Sendable, Equatable, CustomStringConvertible {
    public let problems: [String]

    public var description: String { problems.joined(separator: "\n") }
}
