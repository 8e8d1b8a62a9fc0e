public import Domain
public import Ports
public import Store

/// Everything a use case needs from the world. Each verb of a person or a worker is a method in a file of its own.
public struct Workplace: Sendable {
    public let storage: any Storage
    public let sealing: any Sealing
    public let fingerprinting: any Fingerprinting
    public let passwords: any PasswordHashing
    public let tokens: any TokenMinting
    public let digests: any Digesting
    public let oneTimeCodes: any OneTimeCodeMaking
    public let connectors: any ConnectorDirectory
    public let clock: any WallClock
    public let identifiers: any IdentifierSource
    public let rhythm: RetryRhythm
    public let limits: WorkplaceLimits
    /// The embedded browsers that this process holds.
    public let screens: ScreenDesk
    /// What writes to customers and hands it over.
    public let post: PostOffice
    /// The domain that aliases are under; nil where this installation takes no mail.
    public let mailDomain: MailDomain?

    public init(
        storage: any Storage, sealing: any Sealing, fingerprinting: any Fingerprinting,
        passwords: any PasswordHashing, tokens: any TokenMinting, digests: any Digesting,
        oneTimeCodes: any OneTimeCodeMaking,
        connectors: any ConnectorDirectory, clock: any WallClock, identifiers: any IdentifierSource,
        post: PostOffice, rhythm: RetryRhythm = .standard,
        limits: WorkplaceLimits = .standard, mailDomain: MailDomain? = nil, screens: ScreenDesk = ScreenDesk()
    ) {
        self.storage = storage
        self.sealing = sealing
        self.fingerprinting = fingerprinting
        self.passwords = passwords
        self.tokens = tokens
        self.digests = digests
        self.oneTimeCodes = oneTimeCodes
        self.connectors = connectors
        self.clock = clock
        self.identifiers = identifiers
        self.screens = screens
        self.post = post
        self.rhythm = rhythm
        self.limits = limits
        self.mailDomain = mailDomain
    }
}
