/// What the recipe's recognisers saw while a person signs in on the provider's own page: each moves the wizard along.
public enum AttendedNotice: Sendable, Equatable, Codable {
    case signInPage
    case passwordRefused(portalText: String)
    case codeAsked
    case codeRefused
    case questionAsked(label: String)
    case newPasswordAsked
    case newPasswordSet
    /// A page that no recogniser knows: a captcha, a notice, a page that was changed.
    case unknownPage
    case signedIn
    /// The provider's page left for an app (`myutility://callback`), which ended the sign-in there.
    case caughtRedirect
}
