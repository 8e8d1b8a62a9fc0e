/// A utility as Tieline knows it: what the catalogue's folder says, without how to click through it.
public struct Provider: Sendable, Equatable {
    public let key: ProviderKey
    public let name: String
    /// The sign-in page's absolute address.
    public let address: String
    /// IANA name, e.g. `America/New_York`: the zone its bill dates are in.
    public let timeZone: String
    /// ISO 4217, e.g. `USD`: the currency of its bills.
    public let currency: String
    /// Wrong passwords the portal allows before it locks, if known; shown to the person who tries.
    public let lockoutLimit: Int?
    public let pace: ProviderPace
    /// Retired providers take no new connections.
    public let isRetired: Bool
    /// What a person types to sign in, in order: labels, help, secrecy.
    public let signInFields: [Prompt]
    /// How its one-time codes come; nil for a portal that never asked for one.
    public let codes: CodeHabits?

    public init(
        key: ProviderKey, name: String, address: String, timeZone: String, currency: String, lockoutLimit: Int?,
        pace: ProviderPace, isRetired: Bool = false, signInFields: [Prompt], codes: CodeHabits? = nil
    ) {
        self.key = key
        self.name = name
        self.address = address
        self.timeZone = timeZone
        self.currency = currency
        self.lockoutLimit = lockoutLimit
        self.pace = pace
        self.isRetired = isRetired
        self.signInFields = signInFields
        self.codes = codes
    }
}

/// How hard a provider may be asked.
public struct ProviderPace: Sendable, Equatable, Codable {
    /// Runs at the same time.
    public let concurrency: Int
    /// Milliseconds between two starts.
    public let spacingMilliseconds: Int

    public init(concurrency: Int, spacingMilliseconds: Int) {
        self.concurrency = concurrency
        self.spacingMilliseconds = spacingMilliseconds
    }
}
