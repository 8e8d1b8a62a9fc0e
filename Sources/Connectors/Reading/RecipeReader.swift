public import Domain
import Foundation
import Yams

/// Reads `recipe.yaml`. All mistakes of a recipe are told at once, each with its line.
public struct RecipeReader {
    let settings: RecipeSettings
    let notes = RecipeNotes()

    /// - Parameters:
    ///   - text: the file.
    ///   - key: the folder's name.
    /// - Returns: a recipe without mistakes.
    public static func read(
        _ text: String, key: ProviderKey, settings: RecipeSettings
    ) throws(RecipeError) -> Recipe {
        if text.contains("{sandbox"), settings.sandbox == nil { throw .settingMissing(name: "sandbox") }
        let reader = RecipeReader(settings: settings)
        let recipe = reader.recipe(try root(of: text), key: key)
        guard let recipe, reader.notes.problems.isEmpty else {
            throw .problems(reader.notes.problems.sorted { $0.line < $1.line })
        }
        return recipe
    }

    private static func root(of text: String) throws(RecipeError) -> Node {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw RecipeError.problems([RecipeProblem(line: 1, message: "the file is empty")])
            }
            return node
        } catch let error as RecipeError {
            throw error
        } catch let error as YamlError {
            throw .problems([YAMLMistake.problem(error)])
        } catch {
            throw .problems([RecipeProblem(line: 1, message: "the file is not YAML")])
        }
    }

    private func recipe(_ root: Node, key: ProviderKey) -> Recipe? {
        let sections = [
            "name", "address", "home", "origins", "time_zone", "currency", "lockout_limit", "pace", "retired",
            "sign_in", "codes", "pages", "accounts", "bills", "fixtures",
        ]
        guard let map = RecipeMap(root, name: "the recipe", allowed: sections, line: 1, notes: notes) else {
            return nil
        }
        let codes = codes(map)
        let provider = provider(map, key: key, codes: codes?.habits)
        let origins = origins(map)
        let home = map.optionalText("home").flatMap { address($0, at: map.line(of: "home")) }
        let pages = pages(map)
        check(pages, fit: codes?.habits, of: map)
        let accounts = accounts(map)
        let bills = bills(map)
        let fixtures = fixtures(map, pages: pages.map(\.name))
        guard let provider, let accounts, let bills else { return nil }
        return Recipe(
            provider: provider, origins: origins, home: home, trustCookies: codes?.trustCookies ?? [], pages: pages,
            accounts: accounts, bills: bills, fixtures: fixtures)
    }

    private func provider(_ map: RecipeMap, key: ProviderKey, codes: CodeHabits?) -> Provider? {
        let name = map.text("name", example: "Harbor Light & Power")
        let address = map.text("address", example: "https://portal.example.com/login")
            .flatMap { self.address($0, at: map.line(of: "address")) }
        let zone = map.text("time_zone", example: "America/New_York")
        if let zone, TimeZone(identifier: zone) == nil {
            let line = map.line(of: "time_zone")
            notes.add("time_zone \"\(zone)\" is unknown; write one like America/New_York", at: line)
        }
        let currency = map.text("currency", example: "USD")
        if let currency, currency.count != 3 || !currency.allSatisfy({ $0.isASCII && $0.isUppercase }) {
            notes.add("currency \"\(currency)\" must be three capitals like USD", at: map.line(of: "currency"))
        }
        let pace = pace(map)
        let fields = signInFields(map)
        guard let name, let address, let zone, let currency else { return nil }
        return Provider(
            key: key, name: name, address: address, timeZone: zone, currency: currency,
            lockoutLimit: map.integer("lockout_limit", in: 1...100), pace: pace,
            isRetired: flag(map, "retired"), signInFields: fields, codes: codes)
    }

    private func pace(_ map: RecipeMap) -> ProviderPace {
        let pace = map.map("pace", allowed: ["concurrency", "spacing_ms"])
        return ProviderPace(
            concurrency: pace?.integer("concurrency", in: 1...100) ?? 2,
            spacingMilliseconds: pace?.integer("spacing_ms", in: 0...600_000) ?? 1_000)
    }

    func flag(_ map: RecipeMap, _ key: String) -> Bool {
        guard let text = map.optionalText(key) else { return false }
        if !["true", "false"].contains(text) {
            notes.add("\"\(key)\" in \(map.name) must be true or false", at: map.line(of: key))
        }
        return text == "true"
    }

    private func signInFields(_ map: RecipeMap) -> [Prompt] {
        guard let items = map.items("sign_in") else {
            return [
                Prompt(name: "username", label: "User name", kind: .text),
                Prompt(name: "password", label: "Password", kind: .secret),
            ]
        }
        let prompts = items.compactMap { prompt($0.node, name: "sign_in", at: $0.line) }
        if prompts.prefix(2).map(\.name) != ["username", "password"] {
            notes.add("sign_in must begin with the fields username and password", at: map.line(of: "sign_in"))
        }
        return prompts
    }

    /// A field that a person fills in.
    func prompt(_ node: Node, name: String, at line: Int) -> Prompt? {
        let keys = ["name", "label", "kind", "options", "pattern", "label_from"]
        guard let map = RecipeMap(node, name: name, allowed: keys, line: line, notes: notes) else { return nil }
        let kind = map.has("kind") ? map.choice("kind", of: PromptKind.self) : .text
        guard let field = map.text("name", example: "username"), let label = map.text("label", example: "User name"),
            let kind
        else { return nil }
        return Prompt(
            name: field, label: label, kind: kind.domain, options: map.texts("options") ?? [],
            pattern: map.optionalText("pattern"))
    }

    private func origins(_ map: RecipeMap) -> [String] {
        guard map.requiredNode("origins", example: "[\"https://portal.example.com\"]") != nil else { return [] }
        return (map.texts("origins") ?? []).compactMap { origin($0, at: map.line(of: "origins")) }
    }

    /// `https://host`, `https://*.host`, or inside the private network a bare host, which stands for all its ports.
    private func origin(_ text: String, at line: Int) -> String? {
        let filled = settings.filling(text)
        guard !filled.contains("://") else { return address(text, at: line) }
        guard PortalAddress.isPrivate(filled) else {
            notes.add("origin \"\(filled)\" must begin with https://", at: line)
            return nil
        }
        return address("https://" + text, at: line).map { _ in filled }
    }

    /// An absolute address with its settings filled in, checked.
    func address(_ text: String, at line: Int) -> String? {
        let filled = settings.filling(text)
        // Naming the sandbox is what allows its address.
        let isAllowed = settings.allowsPrivateAddresses || text.contains("{sandbox")
        if let mistake = PortalAddress.mistake(in: filled, allowsPrivate: isAllowed) {
            notes.add("\"\(filled)\" \(mistake)", at: line)
            return nil
        }
        return filled
    }
}

private enum PromptKind: String, CaseIterable {
    case text, secret, select

    var domain: Prompt.Kind {
        switch self {
        case .text: .text
        case .secret: .secret
        case .select: .select
        }
    }
}
