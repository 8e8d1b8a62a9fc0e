/// The one thing to do next about a connection; every row of the status table names one.
public enum NextAction: String, Sendable, Codable, CaseIterable {
    case nothing
    case checkNow = "check_now"
    case reconnect
    case setUpCodes = "set_up_codes"
    case waitForUtility = "wait_for_utility"
    case correctAddress = "correct_address"
    case takeOver = "take_over"
    case reactivateCompany = "reactivate_company"
    case renewAuthorization = "renew_authorization"
    case askAgain = "ask_again"
    case newAuthorization = "new_authorization"
    case chooseReplacement = "choose_replacement"
    case resume

    /// As a button or a line says it.
    public var label: String {
        switch self {
        case .nothing: "Nothing to do"
        case .checkNow: "Check now"
        case .reconnect: "Reconnect"
        case .setUpCodes: "Set up code forwarding"
        case .waitForUtility: "Wait for the utility"
        case .correctAddress: "Correct the address"
        case .takeOver: "Look into it"
        case .reactivateCompany: "Reactivate the company"
        case .renewAuthorization: "Renew the authorization"
        case .askAgain: "Ask again"
        case .newAuthorization: "Start a new authorization"
        case .chooseReplacement: "Choose a replacement"
        case .resume: "Resume"
        }
    }

    /// Whether there is something for a person to press.
    public var isOffered: Bool { self != .nothing && self != .waitForUtility }
}
