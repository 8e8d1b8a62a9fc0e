public import Domain
public import Ports
public import Store
public import UseCases
public import Vault

extension Workplace {
    /// A workplace over a real store and a real vault, with a fake portal behind every provider.
    public static func testing(
        _ storage: any Storage, portal: FakePortal, clock: any WallClock, ring: KeyRing,
        rhythm: RetryRhythm = .standard, limits: WorkplaceLimits = .standard,
        mailDomain: MailDomain? = MailDomain("codes.acme.example"), post: FakePost = FakePost(),
        sendsMail: Bool = true
    ) -> Workplace {
        Workplace(
            storage: storage, sealing: EnvelopeSealer(ring), fingerprinting: KeyedFingerprinter(ring),
            passwords: FakePasswords(), tokens: RandomTokens(), digests: SHA256Digests(),
            oneTimeCodes: HMACCodes(), connectors: FakeCatalogue(portal), clock: clock,
            identifiers: SystemIdentifiers(clock: clock), post: post.office(sendsMail: sendsMail), rhythm: rhythm,
            limits: limits,
            mailDomain: mailDomain)
    }
}
