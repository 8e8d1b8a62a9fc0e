/// When a connection in a status is tried again (law, section 2). The spans stand in `LawSpan`.
public enum RetryPolicy: String, Sendable, Codable, CaseIterable {
    case first = "R-first"
    case scheduled = "R-sched"
    case never = "R-never"
    case lock = "R-lock"
    case codes = "R-mfa"
    case ladder = "R-ladder"
    case canary = "R-canary"
    case daily = "R-daily"
    case dailyThrice = "R-daily, 3 times"
    case off = "R-off"

    /// Whether anything is tried without a person's doing.
    public var isAutomatic: Bool {
        switch self {
        case .first, .scheduled, .ladder, .canary, .daily, .dailyThrice: true
        case .never, .lock, .codes, .off: false
        }
    }

    /// What it does, in words.
    public var summary: String {
        switch self {
        case .first:
            """
            At once; on trouble of ours or the site again after 2 and 10 minutes; then the fitting status. \
            Older than 48 hours: UNDER_INVESTIGATION.
            """
        case .scheduled: "Weekly, spread out."
        case .never:
            """
            No automatic attempt. A rejected secret is remembered as a keyed fingerprint and never submitted again; \
            only a new secret starts an attempt.
            """
        case .lock: "None for 24 hours; afterwards one attempt, when somebody says that the lock is gone."
        case .codes:
            """
            None, unless a way for codes to arrive is proven: then one further attempt after 6 hours, with at most \
            2 codes a day.
            """
        case .ladder:
            """
            After 5 minutes, 15 minutes, 1, 3, 6 and 12 hours, then every 24 hours. The status appears after the \
            second failure in a row; operators hear of it after 12 hours, customers never.
            """
        case .canary: "One connection per utility every 6 hours; when it passes, the others within the next hour."
        case .daily: "Once a day."
        case .dailyThrice: "Once a day, three times; then UNDER_INVESTIGATION."
        case .off: "None."
        }
    }
}
