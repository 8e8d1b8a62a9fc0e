public import Domain

/// An outcome that a page proves by its own words.
public enum ProvenOutcome: Sendable, Equatable {
    case passwordRejected(field: CredentialField)
    case accountLocked(link: String?)
    case newPasswordRequired(link: String?)
    case additionalCredentialsRequired(prompt: Prompt)
    case approvalRequired(channel: CodeChannel)
    case actionRequired(step: ProviderStep, link: String?)
    case siteDown(kind: SiteFailure)
    case blocked(kind: BlockKind)
    case noAccounts
    case providerRetired(replacement: ProviderKey?)
    case unsupportedAuth(kind: String)

    /// The outcome with the recipe's phrase that proved it; nothing else of the page goes along.
    func outcome(phrase: String) -> Outcome {
        switch self {
        case .passwordRejected(let field): .passwordRejected(field: field, portalText: phrase)
        case .accountLocked(let link): .accountLocked(until: nil, deepLink: link)
        case .newPasswordRequired(let link): .newPasswordRequired(deepLink: link)
        case .additionalCredentialsRequired(let prompt): .additionalCredentialsRequired(prompts: [prompt])
        case .approvalRequired(let channel):
            .approvalRequired(channel: channel, destinationMasked: nil, expiresAt: nil)
        case .actionRequired(let step, let link):
            .actionRequiredAtProvider(step: step, deepLink: link, portalText: phrase)
        case .siteDown(let kind): .siteDown(kind: kind)
        case .blocked(let kind): .blockedByProvider(kind: kind, retryAfter: nil)
        case .noAccounts: .noAccounts(seen: 0)
        case .providerRetired(let replacement): .providerRetired(replacement: replacement)
        case .unsupportedAuth(let kind): .unsupportedAuth(kind: kind)
        }
    }
}
