import Domain
import Yams

/// The key `means:` of a page.
extension RecipeReader {
    private static let words = [
        "asks_username", "asks_password", "asks_both", "nag", "loading", "signed_in",
    ]
    private static let mappings = ["outcome", "asks_answer", "asks_channel", "asks_code", "code_refused"]

    func meaning(_ node: Node, _ page: RecipeMap) -> PageMeaning? {
        let line = page.line(of: "means")
        if case .scalar(let scalar) = node { return plainMeaning(scalar.string, page) }
        let keys = [
            "outcome", "asks_answer", "asks_channel", "asks_code", "code_refused", "field", "link", "kind", "step",
            "channel", "prompt", "replacement",
        ]
        guard let map = RecipeMap(node, name: "means in \(page.name)", allowed: keys, line: line, notes: notes) else {
            return nil
        }
        let named = Self.mappings.filter(map.has)
        guard named.count == 1 else {
            notes.add("means in \(page.name) needs exactly one of \(RecipeMap.list(Self.mappings))", at: line)
            return nil
        }
        switch named[0] {
        case "asks_answer": return asksAnswer(map)
        case "asks_channel": return asksChannel(map)
        case "asks_code": return asksCode(map)
        case "code_refused": return codeRefused(map)
        default: return outcome(map).map { .outcome($0) }
        }
    }

    private func plainMeaning(_ word: String, _ page: RecipeMap) -> PageMeaning? {
        switch word {
        case "asks_username": return .asksUsername
        case "asks_password": return .asksPassword
        case "asks_both": return .asksBoth
        case "nag": return .nag
        case "loading": return .loading
        case "signed_in": return .signedIn
        default:
            notes.add(
                "means in \(page.name) is \"\(word)\"; it takes \(RecipeMap.list(Self.words)), or a mapping with "
                    + RecipeMap.list(Self.mappings), at: page.line(of: "means"))
            return nil
        }
    }

    private func asksAnswer(_ map: RecipeMap) -> PageMeaning? {
        guard let node = map.node("asks_answer"),
            let prompt = prompt(node, name: "asks_answer in \(map.name)", at: map.line(of: "asks_answer"))
        else { return nil }
        var labelFrom: String?
        if case .mapping(let mapping) = node { labelFrom = mapping["label_from"]?.string }
        return .asksAnswer(AnswerQuestion(prompt: prompt, labelFrom: labelFrom))
    }

    private func outcome(_ map: RecipeMap) -> ProvenOutcome? {
        guard let code = map.choice("outcome", of: OutcomeWord.self) else { return nil }
        for entry in map.keys where entry.key != "outcome" && !code.details.contains(entry.key) {
            notes.add("\"\(entry.key)\" does not belong to the outcome \(code.rawValue)", at: entry.line)
        }
        switch code {
        case .passwordRejected:
            return .passwordRejected(
                field: map.has("field") ? map.choice("field", of: CredentialField.self) ?? .unknown : .unknown)
        case .accountLocked: return .accountLocked(link: link(map))
        case .newPasswordRequired: return .newPasswordRequired(link: link(map))
        case .additionalCredentialsRequired:
            return map.requiredNode("prompt", example: "{ name: pin, label: \"PIN\", kind: secret }")
                .flatMap { prompt($0, name: "prompt in \(map.name)", at: map.line(of: "prompt")) }
                .map { .additionalCredentialsRequired(prompt: $0) }
        case .approvalRequired:
            return required("channel", CodeChannel.self, map).map { .approvalRequired(channel: $0) }
        case .actionRequired:
            return required("step", ProviderStep.self, map).map { .actionRequired(step: $0, link: link(map)) }
        case .siteDown: return required("kind", SiteFailure.self, map).map { .siteDown(kind: $0) }
        case .blocked: return required("kind", BlockKind.self, map).map { .blocked(kind: $0) }
        case .noAccounts: return .noAccounts
        case .providerRetired: return .providerRetired(replacement: replacement(map))
        case .unsupportedAuth: return map.text("kind", example: "hardware_key").map { .unsupportedAuth(kind: $0) }
        }
    }

    private func required<Choice: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Choice.Type, _ map: RecipeMap
    ) -> Choice? where Choice.RawValue == String {
        guard let example = Choice.allCases.first?.rawValue, map.requiredNode(key, example: example) != nil else {
            return nil
        }
        return map.choice(key, of: type)
    }

    private func link(_ map: RecipeMap) -> String? {
        map.optionalText("link").flatMap { address($0, at: map.line(of: "link")) }
    }

    private func replacement(_ map: RecipeMap) -> ProviderKey? {
        guard let text = map.optionalText("replacement") else { return nil }
        let key = ProviderKey(text)
        if key == nil {
            notes.add("replacement \"\(text)\" is no provider key like city-water", at: map.line(of: "replacement"))
        }
        return key
    }
}

/// The outcomes a page may prove, with the details each takes.
private enum OutcomeWord: String, CaseIterable {
    case passwordRejected = "password_rejected"
    case accountLocked = "account_locked"
    case newPasswordRequired = "new_password_required"
    case additionalCredentialsRequired = "additional_credentials_required"
    case approvalRequired = "approval_required"
    case actionRequired = "action_required_at_provider"
    case siteDown = "site_down"
    case blocked = "blocked_by_provider"
    case noAccounts = "no_accounts"
    case providerRetired = "provider_retired"
    case unsupportedAuth = "unsupported_auth"

    var details: [String] {
        switch self {
        case .passwordRejected: ["field"]
        case .accountLocked, .newPasswordRequired: ["link"]
        case .additionalCredentialsRequired: ["prompt"]
        case .approvalRequired: ["channel"]
        case .actionRequired: ["step", "link"]
        case .siteDown, .blocked, .unsupportedAuth: ["kind"]
        case .noAccounts: []
        case .providerRetired: ["replacement"]
        }
    }
}
