/// One outcome of each kind that the law tells apart, with the words for it.
struct OutcomeSample {
    let label: String
    let outcome: Outcome
    var proof: Proof?
    /// Whether it takes several in a row.
    var repeats = false
    /// Whether a day between two makes a difference.
    var takesADay = false

    static let all: [OutcomeSample] = [
        OutcomeSample(
            label: "check passes", outcome: .signedIn(sessionExpiresAt: nil, deviceTrustExpiresAt: nil),
            proof: Proof(accounts: 1, missingAccounts: [], records: 1, statesNoRecords: false, summary: "")),
        OutcomeSample(label: "refused", outcome: .passwordRejected(field: .password, portalText: "")),
        OutcomeSample(label: "code not completed", outcome: .codeTimedOut(channel: .sms, sentAt: nil)),
        OutcomeSample(label: "new password demanded", outcome: .newPasswordRequired(deepLink: nil)),
        OutcomeSample(label: "further prompt", outcome: .additionalCredentialsRequired(prompts: [])),
        OutcomeSample(
            label: "step at the provider",
            outcome: .actionRequiredAtProvider(step: .acceptTerms, deepLink: nil, portalText: "")),
        OutcomeSample(label: "lock page", outcome: .accountLocked(until: nil, deepLink: nil)),
        OutcomeSample(label: "site down", outcome: .siteDown(kind: .http5xx), repeats: true),
        OutcomeSample(label: "address dead", outcome: .siteDown(kind: .dns), repeats: true, takesADay: true),
        OutcomeSample(
            label: "page changed", outcome: .pageChanged(step: "", expected: "", found: "", fingerprint: ""),
            repeats: true),
        OutcomeSample(label: "blocked", outcome: .blockedByProvider(kind: .waf, retryAfter: nil), repeats: true),
        OutcomeSample(label: "no accounts", outcome: .noAccounts(seen: 0), repeats: true, takesADay: true),
        OutcomeSample(label: "unsupported sign-in", outcome: .unsupportedAuth(kind: "")),
        OutcomeSample(label: "check broke off", outcome: .crashed(cause: .connectorDied), repeats: true),
        OutcomeSample(
            label: "unclassified failure", outcome: .signedIn(sessionExpiresAt: nil, deviceTrustExpiresAt: nil),
            repeats: true),
        OutcomeSample(label: "provider retired", outcome: .providerRetired(replacement: nil)),
    ]
}
