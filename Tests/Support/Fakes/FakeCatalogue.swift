public import Domain
public import Ports

/// A catalogue of a few providers that all lead to one fake portal.
public struct FakeCatalogue: ConnectorDirectory {
    public let providers: [Provider]
    private let portal: FakePortal

    public init(_ portal: FakePortal, providers: [Provider] = [.harbor, .summit, .retired, .tower]) {
        self.portal = portal
        self.providers = providers.sorted { $0.name < $1.name }
    }

    public func provider(_ key: ProviderKey) -> Provider? { providers.first { $0.key == key } }

    public func connector(for key: ProviderKey) -> (any Connector)? {
        provider(key) == nil ? nil : FakeConnector(portal)
    }
}

extension Provider {
    /// Locks after five wrong passwords.
    public static let harbor = sample("sandbox-harbor", "Harbor Light", lockoutLimit: 5)
    /// Asks for codes over any channel; its mails come from `tower.example`, its texts from `12345`.
    public static let tower = sample(
        "sandbox-tower", "Tower Electric",
        codes: CodeHabits(
            channels: [.sms, .email, .totp], mailSenders: ["tower.example"], textSenders: ["12345"],
            shape: CodeShape(length: 6...6, isNumeric: true), trustDays: 30))
    public static let summit = sample("sandbox-summit", "Summit Water")
    public static let retired = sample("sandbox-retired", "Old Mill Gas", isRetired: true)

    private static func sample(
        _ key: String, _ name: String, lockoutLimit: Int? = nil, isRetired: Bool = false,
        codes: CodeHabits? = nil
    ) -> Provider {
        Provider(
            key: .named(key), name: name, address: "https://\(key).example/sign-in", timeZone: "America/New_York",
            currency: "USD", lockoutLimit: lockoutLimit, pace: ProviderPace(concurrency: 4, spacingMilliseconds: 0),
            isRetired: isRetired,
            signInFields: [
                Prompt(name: "username", label: "User name", kind: .text),
                Prompt(name: "password", label: "Password", kind: .secret),
            ], codes: codes)
    }
}
