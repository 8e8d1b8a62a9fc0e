import Domain

/// What a sighting means while a person is at work on the page. Pure.
enum AttendedMeaning: Equatable {
    /// Says nothing: the portal is at work, or something is in the way that the person will dismiss.
    case passing
    case signInForm
    /// The portal's words for a user name or password that it does not take.
    case passwordRefused(portalText: String)
    /// Wants a code, lets choose what it comes over, or waits for an approval elsewhere.
    case codeForm
    case codeRefused
    case question(name: String, label: String)
    case answerRefused(name: String, label: String)
    case newPasswordForm
    /// A captcha, terms to accept, a notice: the person can see to it here. What it is if he does not.
    case task(Outcome)
    /// No recogniser knows it.
    case unknown(hasPasswordField: Bool)
    case signedIn
    /// Nothing more can be done here.
    case end(SignInFailure)

    /// - Parameter isFirst: no page of the recipe was met before.
    init(_ sighting: Sighting, isFirst: Bool) {
        if let error = sighting.networkError {
            self = Self.trouble(PortalTrouble(networkError: error).failure)
        } else if let page = sighting.page, case .outcome(let proven) = page.means {
            self = Self.proven(proven, phrase: sighting.match?.phrase ?? "")
        } else if let failure = PortalTrouble.failure(ofStatus: sighting.facts.status, isSignInPage: isFirst) {
            self = Self.trouble(failure)
        } else if let page = sighting.page {
            self = Self.known(page.means, sighting.facts)
        } else {
            self = .unknown(hasPasswordField: sighting.facts.shows(PageProbe.passwordField))
        }
    }

    /// A page that leads astray is the person's to leave; a wall may let him pass.
    private static func trouble(_ failure: SignInFailure) -> AttendedMeaning {
        switch failure {
        case .lost: .unknown(hasPasswordField: false)
        case .outcome(.blockedByProvider(kind: .waf, let retryAfter), _):
            .task(.blockedByProvider(kind: .waf, retryAfter: retryAfter))
        case .outcome: .end(failure)
        }
    }

    private static func proven(_ proven: ProvenOutcome, phrase: String) -> AttendedMeaning {
        let outcome = proven.outcome(phrase: phrase)
        switch proven {
        case .passwordRejected: return .passwordRefused(portalText: phrase)
        case .additionalCredentialsRequired(let prompt):
            return .answerRefused(name: prompt.name, label: prompt.label)
        case .newPasswordRequired: return .newPasswordForm
        case .approvalRequired: return .codeForm
        case .actionRequired(step: .contactUtility, _): return .end(.outcome(outcome, .high))
        case .actionRequired, .blocked(kind: .captcha), .unsupportedAuth: return .task(outcome)
        case .accountLocked, .siteDown, .blocked, .noAccounts, .providerRetired: return .end(.outcome(outcome, .high))
        }
    }

    private static func known(_ means: PageMeaning, _ facts: PageFacts) -> AttendedMeaning {
        switch means {
        case .asksUsername, .asksPassword, .asksBoth: .signInForm
        case .asksAnswer(let question):
            .question(
                name: question.prompt.name,
                label: question.labelFrom.flatMap(facts.label) ?? question.prompt.label)
        case .asksChannel, .asksCode: .codeForm
        case .codeRefused: .codeRefused
        case .nag, .loading: .passing
        case .signedIn: .signedIn
        case .outcome(let proven): Self.proven(proven, phrase: "")
        }
    }

    /// What the wizard is told; nil for what says nothing, and for ends, which the outcome tells.
    var notice: AttendedNotice? {
        switch self {
        case .passing, .end: nil
        case .signInForm: .signInPage
        case .passwordRefused(let portalText): .passwordRefused(portalText: portalText)
        case .codeForm: .codeAsked
        case .codeRefused: .codeRefused
        case .question(_, let label), .answerRefused(_, let label): .questionAsked(label: label)
        case .newPasswordForm: .newPasswordAsked
        case .task, .unknown: .unknownPage
        case .signedIn: .signedIn
        }
    }
}
