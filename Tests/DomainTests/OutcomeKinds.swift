import Domain
import Foundation

/// Every outcome with every value of its enumerations, and each optional both ways.
let everyOutcome: [Outcome] =
    [
        signedIn,
        .signedIn(sessionExpiresAt: after(hour), deviceTrustExpiresAt: after(day)),
        locked, .accountLocked(until: after(day), deepLink: nil),
        newPassword, .newPasswordRequired(deepLink: nil),
        prompt, .additionalCredentialsRequired(prompts: []),
        .additionalCredentialsRequired(prompts: [Prompt(name: "totp_secret", label: "Secret", kind: .secret)]),
        .codeRejected(attemptsLeft: 2, channel: .sms), .codeRejected(attemptsLeft: nil, channel: .email),
        pageChanged, noAccounts, .noAccounts(seen: 3),
        .providerRetired(replacement: nil), .providerRetired(replacement: ProviderKey("sandbox-harbor")),
        .unsupportedAuth(kind: "hardware_key"),
    ]
    + CredentialField.allCases.map { .passwordRejected(field: $0, portalText: "“no” & such") }
    + CodeChannel.allCases.flatMap { channel -> [Outcome] in
        [
            .codeRequired(channel: channel, destinationMasked: "··42", expiresAt: after(minute)),
            .approvalRequired(channel: channel, destinationMasked: nil, expiresAt: nil),
            .codeTimedOut(channel: channel, sentAt: after(minute)), .codeTimedOut(channel: channel, sentAt: nil),
        ]
    }
    + ProviderStep.allCases.map { .actionRequiredAtProvider(step: $0, deepLink: nil, portalText: "first") }
    + SiteFailure.allCases.map { .siteDown(kind: $0) }
    + BlockKind.allCases.flatMap { kind -> [Outcome] in
        [.blockedByProvider(kind: kind, retryAfter: nil), .blockedByProvider(kind: kind, retryAfter: after(hour * 2))]
    }
    + CrashCause.allCases.map { .crashed(cause: $0) }
