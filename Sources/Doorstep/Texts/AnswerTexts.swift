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
    let thanks: String
    let shared: String
    let until: String
    let untilRevoked: String
    let control: String
    let controlLost: String
    let goBack: String
    let close: String
}

/// Where a link leads when there is nothing to answer.
struct EndTexts: Sendable {
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
