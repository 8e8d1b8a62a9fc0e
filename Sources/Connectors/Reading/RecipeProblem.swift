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
    /// Values for `{name}` in addresses, e.g. `sandbox` → `http://127.0.0.1:8090`.
    public let values: [String: String]
    /// Whether portals inside the private network, and plain http there, are allowed.
    public let allowsPrivateAddresses: Bool

    public init(values: [String: String] = [:], allowsPrivateAddresses: Bool = false) {
        self.values = values
        self.allowsPrivateAddresses = allowsPrivateAddresses
    }
}
