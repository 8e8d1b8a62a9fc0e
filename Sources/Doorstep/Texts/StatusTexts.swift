import Domain

/// What each status means for the customer. The English words are those of the status table (`StatusTable`).
struct StatusTexts: Sendable {
    let pending: String
    let connected: String
    let underInvestigation: String
    let passwordIncorrect: String
    let mfaTokenExpired: String
    let newPasswordNeeded: String
    let additionalCredentialsNeeded: String
    let accountLocked: String
    let websiteDown: String
    let urlInaccessible: String
    let noAccountsFound: String
    let otherError: String
    let companyInactive: String
    let authorizationExpired: String
    let authorizationDeclined: String
    let authorizationRevoked: String
    let providerRetired: String
    let paused: String

    func text(_ status: ConnectionStatus, utility: String) -> String {
        template(status).filled(["utility": utility])
    }

    func template(_ status: ConnectionStatus) -> String {
        switch status {
        case .pending: pending
        case .connected: connected
        case .underInvestigation: underInvestigation
        case .passwordIncorrect: passwordIncorrect
        case .mfaTokenExpired: mfaTokenExpired
        case .newPasswordNeeded: newPasswordNeeded
        case .additionalCredentialsNeeded: additionalCredentialsNeeded
        case .accountLocked: accountLocked
        case .websiteDown: websiteDown
        case .urlInaccessible: urlInaccessible
        case .noAccountsFound: noAccountsFound
        case .otherError: otherError
        case .companyInactive: companyInactive
        case .authorizationExpired: authorizationExpired
        case .authorizationDeclined: authorizationDeclined
        case .authorizationRevoked: authorizationRevoked
        case .providerRetired: providerRetired
        case .paused: paused
        }
    }
}

/// What is wrong with something typed. Use cases name it by a code; their own sentences are English.
struct FaultTexts: Sendable {
    let missing: String
    let tooLong: String
    let unreadable: String
    let notAnAddress: String
    let notAnOption: String
    let notACode: String
    let rejectedBefore: String
    let handedOverOften: String
    let other: String

    func text(_ code: String, utility: String) -> String {
        switch code {
        case "missing", "empty": missing
        case "too_long": tooLong
        case "control_characters", "control_character", "invisible_characters": unreadable
        case "not_an_address": notAnAddress
        case "not_an_option", "unknown_choice", "unknown": notAnOption
        case "not_a_code": notACode
        case "rejected_before": rejectedBefore.filled(["utility": utility])
        case "handed_over_often": handedOverOften
        default: other
        }
    }
}
