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

/// How much.
struct ScopeTexts: Sendable {
    let back: String
    let everything: String
    let later: String
    let laterToo: String
    let laterNot: String
    let wrongChoice: String
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
