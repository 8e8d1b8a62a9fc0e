/// One mistake in a recipe and what to write instead.
public struct RecipeProblem: Sendable, Equatable, CustomStringConvertible {
    /// Counted from 1.
    public let line: Int
    public let message: String

    public var description: String { "recipe.yaml:\(line): \(message)" }
}

/// Why a folder gives no recipe.
public enum RecipeError: Error, Sendable, Equatable {
    /// Every mistake, by line.
    case problems([RecipeProblem])
    /// The recipe's addresses use a setting that has no value: `{sandbox}`.
    case settingMissing(name: String)
    /// No readable `recipe.yaml`, or it is larger than 256 KiB.
    case unreadable(file: String)
}

/// What an installation says about all recipes.
public struct RecipeSettings: Sendable, Equatable {
    /// Stands for `{sandbox}` in addresses, e.g. `http://127.0.0.1:8090`; without it the sandbox's providers are absent.
    public let sandbox: String?
    /// Whether portals inside the private network, and plain http there, are allowed.
    public let allowsPrivateAddresses: Bool

    public init(sandbox: String? = nil, allowsPrivateAddresses: Bool = false) {
        self.sandbox = sandbox
        self.allowsPrivateAddresses = allowsPrivateAddresses
    }

    /// The text with `{sandbox}` and `{sandbox_host}` filled in.
    func filling(_ text: String) -> String {
        guard let sandbox else { return text }
        let host = AddressParts(sandbox).origin.firstRange(of: "://").map { scheme in
            AddressParts(sandbox).origin[scheme.upperBound...].prefix { $0 != ":" }
        }
        return text.replacing("{sandbox}", with: sandbox).replacing("{sandbox_host}", with: String(host ?? ""))
    }
}
