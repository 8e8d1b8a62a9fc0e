import Domain

/// How long a permission is to last, as a list to choose from.
enum TermChoice {
    private static let usual: [AuthorizationTerm] = [
        .span(6, .months), .span(1, .years), .span(2, .years), .span(3, .years), .span(5, .years), .span(10, .years),
        .untilRevoked,
    ]

    /// The value that says: until the day in the field beside it.
    static let day = "day"

    /// The usual terms, and the present one where it is another.
    static func options(beside current: AuthorizationTerm) -> [(value: String, label: String)] {
        let isListed = usual.contains(current) || current.isDay
        return ((isListed ? [] : [current]) + usual).map { (value: $0.text, label: $0.label) }
    }
}

extension AuthorizationTerm {
    /// Ends on a day that was chosen.
    var isDay: Bool {
        guard case .until = self else { return false }
        return true
    }

    fileprivate var label: String { words.prefix(1).uppercased() + words.dropFirst() }
}
