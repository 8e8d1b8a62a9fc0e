import Domain
import UseCases

/// Signing in at the utility, with what is done with it beside the fields.
struct DoorstepSignInPage: DoorstepPage {
    static let template = "sign-in"

    let frame: Frame
    let title: String
    let heading: String
    let place: String?
    let lead: String
    /// How the last try ended, or what is wrong.
    let explanation: String?
    let deepLink: DeepLink?
    let facts: [Fact]
    let other: PageLink
    let faults: Faults?
    let fields: [PageField]
    let attempts: String?
    let trust: [Fact]
    let action: String
    let submit: String
    let decline: PageLink

    struct DeepLink: Sendable {
        let text: String
        let label: String
        let address: String
    }

    /// A name and what it is.
    struct Fact: Sendable {
        let name: String
        let text: String
    }

    init(
        _ signIn: DoorstepSignIn, for item: DoorstepItem, in view: DoorstepView, answers: PageAnswers? = nil,
        reader: Reader
    ) {
        let texts = reader.texts.signIn
        let utility = item.utility.name
        let values = [
            "utility": utility, "organization": view.brand.name, "host": item.portalHost, "login": item.loginHint ?? "",
        ]
        let answers = answers ?? PageAnswers(reader.texts)
        let isBroken = item.status.isSignInError || item.status == .noAccountsFound
        let isUpdate = isBroken || signIn.lastOutcome != nil
        frame = Frame(reader, brand: view.brand)
        heading = (isUpdate ? texts.update : texts.title).filled(values)
        title = answers.title(heading)
        place = view.place(of: item, reader: reader)
        lead = texts.lead.filled(values)
        explanation =
            signIn.lastOutcome.flatMap { $0.explanation(texts)?.filled(values) }
            ?? (isBroken ? reader.texts.status.text(item.status, utility: utility) : nil)
        deepLink = signIn.deepLink.flatMap { address in
            guard address.hasPrefix("https://") || address.hasPrefix("http://") else { return nil }
            let label = "\(texts.deepLinkLabel.filled(values)) \(reader.texts.page.opensTab)"
            return DeepLink(text: texts.deepLink.filled(values), label: label, address: address)
        }
        facts = [Fact(name: texts.utility, text: utility), Fact(name: texts.portal, text: item.portalHost)]
        other = PageLink(label: texts.other, address: reader.address(item.path("/utility")))
        fields = signIn.fields.map { PageField($0, login: item.loginHint, texts: texts, answers: answers) }
        faults = answers.summary(of: signIn.fields.map(\.prompt.name))
        attempts = signIn.attemptsLeft.map {
            $0 <= 0 ? texts.attemptsNone.filled(values) : texts.attempts.text($0).filled(values)
        }
        trust = [
            Fact(name: texts.who, text: view.brand.name),
            Fact(name: texts.whatFor, text: texts.whatForText.filled(values)),
            Fact(name: texts.done, text: texts.doneText.filled(values)),
            Fact(name: texts.takeBack, text: texts.takeBackText),
        ]
        action = reader.address(item.path("/sign-in"))
        submit = texts.submit
        decline = PageLink(label: reader.texts.ask.decline, address: reader.address("/decline"))
    }
}

extension PageField {
    /// A field of the utility's sign-in. Its own labels are in its own language; the two usual ones are said in the reader's.
    fileprivate init(_ field: ReconnectField, login: String?, texts: SignInTexts, answers: PageAnswers) {
        let prompt = field.prompt
        let isUsername = prompt.name == "username"
        let label =
            switch prompt.name {
            case "username": texts.username.filled(["label": prompt.label])
            case "password": texts.password.filled(["label": prompt.label])
            default: prompt.label
            }
        let keep = isUsername ? login.map { texts.keepLogin.filled(["login": $0]) } ?? texts.keep : texts.keep
        let kind: Kind =
            switch prompt.kind {
            case .secret: .secret
            case .text: isUsername ? .username : .text
            case .select: .choice([("", texts.otherChoose)] + prompt.options.map { ($0, $0) })
            }
        self.init(prompt.name, label, kind, hint: field.mayStayBlank ? keep : nil, in: answers)
    }
}

extension DoorstepView {
    /// `Utility 2 of 3`; nil where there is one.
    func place(of item: DoorstepItem, reader: Reader) -> String? {
        guard items.count > 1, let index = items.firstIndex(where: { $0.connectionID == item.connectionID }) else {
            return nil
        }
        return reader.texts.page.utilityOf.filled(["number": String(index + 1), "count": String(items.count)])
    }
}

extension DoorstepItem {
    /// An address about this item, behind the link's own.
    func path(_ rest: String) -> String { "/items/\(connectionID.prefixed)\(rest)" }
}

extension Outcome {
    /// How a try ended, for the customer; nil where it ended well.
    func explanation(_ texts: SignInTexts) -> String? {
        switch self {
        case .signedIn, .codeRequired, .approvalRequired: nil
        case .passwordRejected(.username, _): texts.invalidUsername
        case .passwordRejected: texts.invalidText
        case .accountLocked: texts.locked
        case .newPasswordRequired: texts.newPassword
        case .additionalCredentialsRequired: texts.moreDetails
        case .codeRejected: texts.codeRejected
        case .codeTimedOut(let channel, _): channel.isApproval ? texts.notApproved : texts.codeTimedOut
        case .actionRequiredAtProvider: texts.actionFirst
        case .siteDown, .blockedByProvider(.rateLimited, _): texts.siteDown
        case .noAccounts: texts.noAccounts
        case .blockedByProvider, .pageChanged, .providerRetired, .unsupportedAuth, .crashed: texts.ours
        }
    }

    /// The utility itself refused the user name or the password.
    var isRejection: Bool { if case .passwordRejected = self { true } else { false } }
}
