/// Every span of the law in one place (law, sections 2 and 4). `RetryRhythm` may shorten them all alike.
public enum LawSpan {
    /// R-first: after the first and the second failure.
    public static let firstRetries: [Duration] = [.minutes(2), .minutes(10)]
    /// R-ladder: after the first, second … failure; the last one repeats.
    public static let ladder: [Duration] = [
        .minutes(5), .minutes(15), .hours(1), .hours(3), .hours(6), .hours(12), .hours(24),
    ]
    public static let schedule: Duration = .hours(7 * 24)
    public static let daily: Duration = .hours(24)
    public static let canary: Duration = .hours(6)
    /// R-mfa: the one further attempt over a proven channel.
    public static let codeRetry: Duration = .hours(6)
    /// A relay that delivered a genuine code within this span may be used unattended.
    public static let routeProof: Duration = .hours(35 * 24)
    /// A relay is rehearsed anew this long after its last proof.
    public static let routeRehearsal: Duration = .hours(28 * 24)
    /// A remembered device is renewed this long before the portal forgets it.
    public static let trustRenewal: Duration = .hours(3 * 24)
    /// R-lock: no attempt before.
    public static let lockRest: Duration = .hours(24)
    /// Only DNS, TLS and 404 failures for so long make URL_INACCESSIBLE.
    public static let addressDead: Duration = .hours(24)
    /// A second run this much later confirms that all accounts vanished.
    public static let vanishedConfirmation: Duration = .hours(24)
    /// A first check must succeed within.
    public static let pendingLimit: Duration = .hours(48)
    /// WEBSITE_DOWN for so long becomes UNDER_INVESTIGATION.
    public static let downLimit: Duration = .hours(7 * 24)
    /// Operators hear of an outage after.
    public static let outageTold: Duration = .hours(12)
    /// After an attempt of ours was interrupted. Ours.
    public static let interruption: Duration = .minutes(1)
    /// Checks that were held back by an incident are spread over.
    public static let release: Duration = .hours(1)
    /// The time that budgets of submissions look back.
    public static let budget: Duration = .hours(24)
    /// The time that the blame check looks back.
    public static let cohort: Duration = .minutes(30)
}

extension Duration {
    /// A span of whole minutes.
    static func minutes(_ count: Int) -> Duration { .seconds(count * 60) }

    /// A span of whole hours.
    static func hours(_ count: Int) -> Duration { .seconds(count * 3600) }
}
