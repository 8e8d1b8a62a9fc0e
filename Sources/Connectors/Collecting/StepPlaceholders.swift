import Foundation
import Ports

extension RecipeStep {
    /// The step with `{reference}` and `{number}` filled in for an account, escaped for where they stand.
    func filled(for account: CollectedAccount) -> RecipeStep {
        switch self {
        case .click(let selector): .click(selector: Self.selector(selector, account))
        case .check(let selector): .check(selector: Self.selector(selector, account))
        case .choose(let selector, let value):
            .choose(selector: Self.selector(selector, account), value: Self.fill(value, account) { $0 })
        case .go(let address):
            .go(
                address: Self.fill(address, account) {
                    $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
                })
        case .fill, .press: self
        }
    }

    /// Inside a selector they stand in a quoted attribute value; what comes from a page must not end it.
    private static func selector(_ selector: String, _ account: CollectedAccount) -> String {
        fill(selector, account) { text in
            text.unicodeScalars.map { scalar in
                "\"'\\".unicodeScalars.contains(scalar) || scalar.value < 32
                    ? "\\\(String(scalar.value, radix: 16)) " : String(scalar)
            }.joined()
        }
    }

    private static func fill(_ text: String, _ account: CollectedAccount, _ escape: (String) -> String) -> String {
        text.replacing("{reference}", with: escape(account.providerReference))
            .replacing("{number}", with: escape(account.number))
    }
}
