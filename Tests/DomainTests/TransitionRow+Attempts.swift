import Domain
import Foundation

private let signInErrors = ConnectionStatus.allCases.filter(\.isSignInError)

extension TransitionRow {
    /// 1–24: the first run, and what befalls a connected login.
    static let working: [TransitionRow] = [
        TransitionRow(1, "created", .created(at: start), .pending),
        TransitionRow(2, "signed in", .pending, ended(signedIn, .first), .connected),
        TransitionRow(3, "rejection", .pending, ended(rejected, .first), .passwordIncorrect),
        TransitionRow(4, "code not completed", .pending, ended(codeMissed, .first), .mfaTokenExpired),
        TransitionRow(5, "forced reset", .pending, ended(newPassword, .first), .newPasswordNeeded),
        TransitionRow(6, "prompt", .pending, ended(prompt, .first), .additionalCredentialsNeeded),
        TransitionRow(6, "step at the provider", .pending, ended(stepAtProvider), .additionalCredentialsNeeded),
        TransitionRow(7, "lock page", .pending, ended(locked, .first), .accountLocked),
        TransitionRow(8, "site down twice", connection(.pending), .pending, twice(siteDown, minute * 2)),
        TransitionRow(8, "site down three times", connection(.pending), .websiteDown, thrice(siteDown, minute * 10)),
        TransitionRow(9, "address dead", connection(.pending), .urlInaccessible, thrice(addressDead, hour * 25)),
        TransitionRow(10, "no account", .pending, ended(noAccounts, .first), .noAccountsFound),
        TransitionRow(11, "page changed", connection(.pending), .underInvestigation, thrice(pageChanged, minute)),
        TransitionRow(11, "blocked", connection(.pending), .underInvestigation, twice(blocked, minute)),
        TransitionRow(11, "47 hours old", connection(.pending), .pending, (hour * 47, .clockTicked)),
        TransitionRow(11, "48 hours old", connection(.pending), .underInvestigation, (hour * 48, .clockTicked)),
        TransitionRow(12, "unsupported", .pending, ended(.unsupportedAuth(kind: "phone_call")), .otherError),
        TransitionRow(12, "unknown failure", connection(.pending), .otherError, thrice(crashed, minute)),
        TransitionRow(13, "declined", .pending, .authorizationDeclined, .authorizationDeclined),
        TransitionRow(14, "check passes", .connected, ended(signedIn), .connected),
        TransitionRow(15, "rejection", .connected, ended(rejected), .passwordIncorrect),
        TransitionRow(
            16, "code wanted", .connected,
            ended(.codeRequired(channel: .sms, destinationMasked: nil, expiresAt: nil)), .mfaTokenExpired),
        TransitionRow(17, "forced reset", .connected, ended(newPassword), .newPasswordNeeded),
        TransitionRow(18, "prompt", .connected, ended(prompt), .additionalCredentialsNeeded),
        TransitionRow(19, "lock page", .connected, ended(locked), .accountLocked),
        TransitionRow(20, "first site failure", .connected, ended(siteDown), .connected),
        TransitionRow(20, "second site failure", connection(.connected), .websiteDown, twice(siteDown, minute * 5)),
        TransitionRow(21, "dead for 24 hours", connection(.connected), .urlInaccessible, twice(addressDead, hour * 24)),
        TransitionRow(22, "accounts gone once", .connected, ended(noAccounts), .connected),
        TransitionRow(22, "gone, an hour later", connection(.connected), .connected, twice(noAccounts, hour)),
        TransitionRow(22, "gone, a day later", connection(.connected), .noAccountsFound, twice(noAccounts, day)),
        TransitionRow(23, "page changed once", .connected, ended(pageChanged), .connected),
        TransitionRow(23, "a second attempt", connection(.connected), .underInvestigation, twice(pageChanged, minute)),
        TransitionRow(
            23, "another connection", .connected, ended(pageChanged, cohort: .confirmed), .underInvestigation),
        TransitionRow(24, "second unclassified", connection(.connected), .connected, twice(crashed, minute)),
        TransitionRow(24, "third unclassified", connection(.connected), .otherError, thrice(crashed, minute)),
    ]

    /// 25–49: repairs.
    static let repairs: [TransitionRow] =
        signInErrors.flatMap { status in
            [
                TransitionRow(25, "repair proven", status, ended(signedIn, .repair), .connected),
                TransitionRow(25, "rehearsal proven", status, ended(signedIn, .rehearsal), .connected),
                TransitionRow(46, "no account", status, ended(noAccounts, .repair), .noAccountsFound),
                TransitionRow(47, "site does not answer", status, ended(siteDown, .repair), .websiteDown),
                TransitionRow(47, "a rehearsal without an answer", status, ended(siteDown, .rehearsal), .websiteDown),
                TransitionRow(48, "page changed", status, ended(pageChanged, .repair), .underInvestigation),
                TransitionRow(48, "blocked", status, ended(blocked, .repair), .underInvestigation),
                TransitionRow(
                    49, "unclassified", connection(status), .otherError, (minute, unprovenSignIn)),
            ]
        }
        + [
            TransitionRow(26, "code", .passwordIncorrect, ended(codeMissed, .repair), .mfaTokenExpired),
            TransitionRow(27, "lock", .passwordIncorrect, ended(locked, .repair), .accountLocked),
            TransitionRow(28, "reset", .passwordIncorrect, ended(newPassword, .repair), .newPasswordNeeded),
            TransitionRow(29, "prompt", .passwordIncorrect, ended(prompt, .repair), .additionalCredentialsNeeded),
            TransitionRow(30, "refused again", .passwordIncorrect, ended(rejected, .repair), .passwordIncorrect),
            TransitionRow(31, "refused", .mfaTokenExpired, ended(rejected, .repair), .passwordIncorrect),
            TransitionRow(32, "reset", .mfaTokenExpired, ended(newPassword, .repair), .newPasswordNeeded),
            TransitionRow(33, "prompt", .mfaTokenExpired, ended(prompt, .repair), .additionalCredentialsNeeded),
            TransitionRow(34, "too many codes", .mfaTokenExpired, ended(locked, .repair), .accountLocked),
            TransitionRow(35, "stopped asking", .mfaTokenExpired, ended(signedIn, .manual), .connected),
            TransitionRow(36, "refused", .newPasswordNeeded, ended(rejected, .repair), .passwordIncorrect),
            TransitionRow(37, "code", .newPasswordNeeded, ended(codeMissed, .repair), .mfaTokenExpired),
            TransitionRow(38, "lock", .newPasswordNeeded, ended(locked, .repair), .accountLocked),
            TransitionRow(39, "prompt", .newPasswordNeeded, ended(prompt, .repair), .additionalCredentialsNeeded),
            TransitionRow(40, "refused", .additionalCredentialsNeeded, ended(rejected, .repair), .passwordIncorrect),
            TransitionRow(41, "code", .additionalCredentialsNeeded, ended(codeMissed, .repair), .mfaTokenExpired),
            TransitionRow(42, "lock", .additionalCredentialsNeeded, ended(locked, .repair), .accountLocked),
            TransitionRow(42, "reset", .additionalCredentialsNeeded, ended(newPassword, .repair), .newPasswordNeeded),
            TransitionRow(43, "refused", .accountLocked, ended(rejected, .repair), .passwordIncorrect),
            TransitionRow(44, "reset", .accountLocked, ended(newPassword, .repair), .newPasswordNeeded),
            TransitionRow(45, "code", .accountLocked, ended(codeMissed, .repair), .mfaTokenExpired),
            TransitionRow(45, "prompt", .accountLocked, ended(prompt, .repair), .additionalCredentialsNeeded),
        ]

    /// 50–63: the site's side.
    static let siteErrors: [TransitionRow] = [
        TransitionRow(50, "check passes", .websiteDown, ended(signedIn), .connected),
        TransitionRow(51, "rejection", .websiteDown, ended(rejected), .passwordIncorrect),
        TransitionRow(51, "code", .websiteDown, ended(codeMissed), .mfaTokenExpired),
        TransitionRow(51, "reset", .websiteDown, ended(newPassword), .newPasswordNeeded),
        TransitionRow(51, "prompt", .websiteDown, ended(prompt), .additionalCredentialsNeeded),
        TransitionRow(51, "lock", .websiteDown, ended(locked), .accountLocked),
        TransitionRow(51, "vanished", connection(.websiteDown), .noAccountsFound, twice(noAccounts, day)),
        TransitionRow(51, "page", connection(.websiteDown), .underInvestigation, twice(pageChanged, minute)),
        TransitionRow(51, "unclassified", connection(.websiteDown), .otherError, thrice(crashed, minute)),
        TransitionRow(52, "dead, 23 hours", connection(.websiteDown), .websiteDown, twice(addressDead, hour * 23)),
        TransitionRow(52, "dead, 24 hours", connection(.websiteDown), .urlInaccessible, twice(addressDead, day)),
        TransitionRow(53, "6 days", connection(.websiteDown), .websiteDown, (day * 6, .clockTicked)),
        TransitionRow(53, "7 days", connection(.websiteDown), .underInvestigation, (day * 7, .clockTicked)),
        TransitionRow(54, "answers again", .urlInaccessible, ended(signedIn), .connected),
        TransitionRow(
            54, "corrected, never connected", connection(.urlInaccessible, worked: false), .pending,
            (minute, .addressCorrected)),
        TransitionRow(
            54, "corrected, then the check passes", connection(.urlInaccessible), .connected,
            (minute, .addressCorrected), (minute * 2, ended(signedIn))),
        TransitionRow(55, "answers 5xx", .urlInaccessible, ended(siteDown), .websiteDown),
        TransitionRow(
            55, "a timeout is no answer", .urlInaccessible, ended(.siteDown(kind: .timeout)), .urlInaccessible),
        TransitionRow(56, "check passes", .underInvestigation, ended(signedIn, .canary), .connected),
        TransitionRow(58, "site down", connection(.underInvestigation), .underInvestigation, thrice(siteDown, hour)),
        TransitionRow(59, "account appears", .noAccountsFound, ended(signedIn), .connected),
        TransitionRow(60, "rejection", .noAccountsFound, ended(rejected), .passwordIncorrect),
        TransitionRow(60, "code", .noAccountsFound, ended(codeMissed), .mfaTokenExpired),
        TransitionRow(60, "reset", .noAccountsFound, ended(newPassword), .newPasswordNeeded),
        TransitionRow(60, "prompt", .noAccountsFound, ended(prompt), .additionalCredentialsNeeded),
        TransitionRow(60, "lock", .noAccountsFound, ended(locked), .accountLocked),
        TransitionRow(61, "check passes", .otherError, ended(signedIn), .connected),
        TransitionRow(62, "operator takes it", .otherError, .reclassified(.underInvestigation), .underInvestigation),
        TransitionRow(63, "rejection", .otherError, ended(rejected), .passwordIncorrect),
        TransitionRow(63, "site down", connection(.otherError), .websiteDown, twice(siteDown, minute)),
    ]

    /// Section 7: email connections.
    static let mails: [TransitionRow] = [
        TransitionRow(2, "the rehearsal's mail", connection(.pending), .connected, (hour, mail)),
        TransitionRow(
            6, "a mail came back", connection(.pending), .additionalCredentialsNeeded, (hour, lost(.forwardingBounced))),
        TransitionRow(14, "a bill came", connection(.connected), .connected, (hour, mail)),
        TransitionRow(
            18, "silence", connection(.connected), .additionalCredentialsNeeded, (hour, lost(.forwardingSilent))),
        TransitionRow(
            18, "unverified", connection(.connected), .additionalCredentialsNeeded, (hour, lost(.forwardingUnverified))),
        TransitionRow(
            11, "silence before the first mail", connection(.pending), .pending, (hour, lost(.forwardingSilent))),
        TransitionRow(25, "the next good mail", connection(.additionalCredentialsNeeded), .connected, (hour, mail)),
    ]

    private static let mail = ConnectionEvent.mailReceived(silentAt: after(day * 38))
    private static func lost(_ reason: Reason) -> ConnectionEvent { .forwardingFailed(reason) }

    /// Signed in, but not even an account list came back.
    private static let unprovenSignIn = ended(
        signedIn, .repair,
        proof: Proof(accounts: 0, missingAccounts: [], records: 0, statesNoRecords: false, summary: ""))

    private init(
        _ number: Int, _ cause: String, _ from: ConnectionState, _ to: ConnectionStatus,
        _ events: [(Duration, ConnectionEvent)]
    ) {
        self.number = number
        self.cause = cause
        self.from = from
        self.to = to
        self.events = events
    }

    private static func twice(_ outcome: Outcome, _ spacing: Duration) -> [(Duration, ConnectionEvent)] {
        [(.zero, ended(outcome)), (spacing, ended(outcome))]
    }

    private static func thrice(_ outcome: Outcome, _ spacing: Duration) -> [(Duration, ConnectionEvent)] {
        twice(outcome, spacing) + [(spacing * 2, ended(outcome))]
    }
}
