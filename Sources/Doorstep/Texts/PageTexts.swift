/// What stands around every page.
struct PageTexts: Sendable {
    /// The other language, in itself.
    let otherLanguage: String
    let skip: String
    let back: String
    /// A title while something is to be corrected.
    let error: String
    let faults: Counted
    let reveal: String
    let made: String
    let opensTab: String
    let utilityOf: String
    let stepOver: String
    let problem: String
    let problemAdvice: String
    let incident: String
    let tooFast: String
    let tooFastAdvice: Counted
    let tryAgain: String
}

/// The first page: who asks, for what, who is behind it.
struct AskTexts: Sendable {
    let authorize: String
    let reauthorize: String
    let repair: String
    let accounts: String
    let several: String
    let authorizeItem: String
    let reauthorizeItem: String
    let repairItem: String
    let accountsItem: String
    let recipient: String
    let recipientFor: String
    let note: String
    let shared: String
    let bills: String
    let usage: String
    let accountDetails: String
    let monthsBack: Counted
    let ongoingEnd: String
    let behind: String
    let check: String
    let checkYourself: String
    let next: String
    let nextCode: String
    let nextNothing: String
    let proceed: String
    let decline: String
    let stop: String
    let handOver: String
    let silence: String
    let silenced: String
    let answerBy: String
}

/// For how long.
struct TermTexts: Sendable {
    let heading: String
    let change: String
    let span: String
    let until: String
    let untilRevoked: String
    let spanChoice: String
    let dateChoice: String
    let untilRevokedChoice: String
    let day: String
    let days: Counted
    let weeks: Counted
    let months: Counted
    let years: Counted
    let kept: String
    let keptUntilRevoked: String
    let wrongDay: String
    let wrongChoice: String
}

/// Signing in at the utility: the fields, what is done with them, how a try ended.
struct SignInTexts: Sendable {
    let title: String
    let update: String
    let lead: String
    let utility: String
    let portal: String
    let other: String
    let otherTitle: String
    let otherLead: String
    let otherLabel: String
    let otherChoose: String
    let otherProceed: String
    let otherWrong: String
    let username: String
    let password: String
    let keep: String
    let keepLogin: String
    let attempts: Counted
    let attemptsNone: String
    let deepLink: String
    let deepLinkLabel: String
    let who: String
    let whatFor: String
    let whatForText: String
    let done: String
    let doneText: String
    let takeBack: String
    let takeBackText: String
    let submit: String
    let invalid: String
    let invalidUsername: String
    let invalidText: String
    let again: String
    let locked: String
    let newPassword: String
    let moreDetails: String
    let actionFirst: String
    let codeRejected: String
    let codeTimedOut: String
    let notApproved: String
    let siteDown: String
    let ours: String
    let noAccounts: String
    let underWay: String
}

/// While a sign-in is under way.
struct ProgressTexts: Sendable {
    let title: String
    let lead: String
    let heading: String
    let queued: String
    let openingPortal: String
    let signingIn: String
    let answeringPrompt: String
    let waitingForCode: String
    let readingAccounts: String
    let fetchingBills: String
    let saving: String
    let done: String
    let now: String
    let failed: String
    let later: String
    let say: String
    let reload: String
    let codeTitle: String
    let codeLead: String
    let codeNoPassword: String
    let sendCode: String
    let codeSent: String
    let codeSentTo: String
    let codeSentMail: String
    let codeSentMailTo: String
    let codeSentText: String
    let codeSentTextTo: String
    let codeSentCall: String
    let codeSentCallTo: String
    let codeFromApp: String
    let codeLabel: String
    let codeDigits: Counted
    let codeDigitsRange: String
    let codeSigns: Counted
    let codeSignsRange: String
    let codeLeft: String
    let useCode: String
    let codeOver: String
    let approve: String
}

/// What was found, and the receipt.
struct AccountTexts: Sendable {
    let title: String
    let lead: String
    let legend: String
    let account: String
    let electricity: String
    let gas: String
    let water: String
    let share: String
    let none: String
    let nothing: String
    let thanks: String
    let shared: String
    let until: String
    let untilRevoked: String
    let control: String
    let controlLost: String
    let goBack: String
    let close: String
}

/// The other answers: no, somebody else, no more reminders.
struct AnswerTexts: Sendable {
    let declineTitle: String
    let declineLead: String
    let declineKeep: String
    let declineReason: String
    let declineReasonHint: String
    let decline: String
    let handOverTitle: String
    let handOverLead: String
    let handOverName: String
    let handOverEmail: String
    let handOver: String
    let handedOver: String
    let handedOverText: String
    let silenced: String
    let optional: String
}

/// Where a link leads when there is nothing to answer.
struct EndTexts: Sendable {
    let completed: String
    let completedText: String
    let declined: String
    let declinedText: String
    let declinedChange: String
    let healed: String
    let healedText: String
    let expired: String
    let expiredText: String
    let revoked: String
    let revokedText: String
    let linkExpired: String
    let linkExpiredText: String
    let renew: String
    let renewed: String
    let renewedText: String
    let linkRevoked: String
    let linkRevokedText: String
    let unknown: String
    let unknownText: String
    let unknownPassword: String
    let waiting: String
    let waitingText: String
    let held: String
    let heldText: String
    let ask: String
    let askYourself: String
}

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
}

/// Letters. Subjects stay short; `{subject}` of a reminder is that of the first letter.
struct LetterTexts: Sendable {
    let hello: String
    let subjectAuthorize: String
    let subjectReauthorize: String
    let subjectRepair: String
    let subjectAccounts: String
    let subjectSeveral: String
    let subjectReminder: String
    let subjectRenewal: String
    let subjectRenewalSeveral: String
    let subjectReceipt: String
    let subjectControlLink: String
    let subjectRevoked: String
    let authorize: String
    let reauthorize: String
    let reauthorizeEnded: String
    let repair: String
    let accounts: String
    let several: String
    let authorizeItem: String
    let reauthorizeItem: String
    let repairItem: String
    let accountsItem: String
    let renewal: String
    let renewalSeveral: String
    let renewalItem: String
    let renewalElse: String
    let reminder: String
    let receipt: String
    let receiptItem: String
    let receiptItemUntilRevoked: String
    let receiptControl: String
    let controlLink: String
    let controlLinkNotYou: String
    let revoked: String
    let revokedDeleted: String
    let revokedControl: String
    let note: String
    let buttonAuthorize: String
    let buttonRenew: String
    let buttonRepair: String
    let buttonControl: String
    let minute: String
    let answerBy: String
    let sayNo: String
    let linkEnds: String
    let keepLink: String
    let noPassword: String
    let check: String
    let checkYourself: String
    let address: String
    let why: String
}
