/// The control page.
struct ControlTexts: Sendable {
    let title: String
    let lead: String
    let none: String
    let permission: String
    let since: String
    let until: String
    let untilRevoked: String
    let ended: String
    let changeTerm: String
    let changeTermTitle: String
    let changeTermLead: String
    let changeTermSubmit: String
    let login: String
    let lastRead: String
    let never: String
    let accounts: String
    let accountsSubmit: String
    let noAccounts: String
    let visits: String
    let noVisits: String
    let pause: String
    let pauseText: String
    let resume: String
    let revoke: String
    let revokeTitle: String
    let revokeLead: String
    let revokeSignIn: String
    let revokeCollected: String
    let revokeStops: String
    let revokeCopies: String
    let revokeFinal: String
    let revokeSubmit: String
    let keep: String
    let paused: String
    let resumed: String
    let revoked: String
    let termChanged: String
    let accountsChanged: String
    let unknown: String
    let unknownText: String
    let lostTitle: String
    let lostLead: String
    let lostEmail: String
    let lostSubmit: String
    let lostSent: String
    let lostSentText: String
    let lostLink: String
}

/// What was done with a permission, line by line.
struct VisitTexts: Sendable {
    let first: String
    let schedule: String
    let manual: String
    let repair: String
    let rehearsal: String
    let canary: String
    let worked: String
    let failed: String
    let underWay: String
    let download: String
    let codeUsed: String
    let billKept: String
    let messageRead: String
    let messageNotRead: String
    let mailRefused: String
}
