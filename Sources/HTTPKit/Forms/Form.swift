public import Domain
import Foundation
public import UseCases

/// What a person typed: names and values in order, with every complaint about them collected, and the raw text kept so
/// that the page can show it again.
///
/// ```
/// var form = try await request.form()
/// let email = form.text("email", orSay: "Enter your e-mail address.", limit: 254)
/// let years = form.optionalInteger("years", in: 1...30, orSay: "Enter a number from 1 to 30.")
/// try form.throwIfWrong()
/// ```
public struct Form: Sendable {
    /// More fields than any page has.
    static let fieldLimit = 500

    private let pairs: [(name: String, value: String)]
    /// Every field at fault so far, in the order they were read.
    public private(set) var problems: [FieldProblem] = []

    /// Reads the body of a form or a query. Fails with `malformed_form`.
    public init(encoded text: String) throws(Problem) {
        guard let pairs = FormEncoding.decoded(text) else { throw .malformedForm }
        try self.init(pairs)
    }

    /// Names and values in the order they were sent. Fails with `malformed_form`.
    init(_ pairs: [(name: String, value: String)]) throws(Problem) {
        guard pairs.count <= Self.fieldLimit,
            pairs.allSatisfy({ !$0.name.unicodeScalars.contains("\0") && !$0.value.unicodeScalars.contains("\0") })
        else { throw .malformedForm }
        self.pairs = pairs
    }

    // MARK: As it was sent

    /// Every name that was sent.
    public var names: Set<String> { Set(pairs.map(\.name)) }

    /// The first value as typed, for showing it again; "" when there is none.
    public func raw(_ name: String) -> String { pairs.first { $0.name == name }?.value ?? "" }

    public func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// Whether a box was ticked: browsers send it with any value, or not at all.
    public func flag(_ name: String) -> Bool { pairs.contains { $0.name == name } }

    // MARK: Checked

    /// Trimmed text that must be there. Gives "" and notes a problem otherwise.
    public mutating func text(_ name: String, orSay message: String, limit: Int = 200) -> String {
        let value = optionalText(name, limit: limit)
        if value == nil, !problems.contains(where: { $0.field == name }) {
            note(name, code: "missing", message)
        }
        return value ?? ""
    }

    /// Trimmed text, or nil when there is none. Notes text that is too long or holds control characters.
    public mutating func optionalText(_ name: String, limit: Int = 200) -> String? {
        let value = raw(name).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !value.isEmpty else { return nil }
        guard value.count <= limit else {
            note(name, code: "too_long", "Enter at most \(limit) characters.")
            return nil
        }
        guard !value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            note(name, code: "control_character", "Remove the characters that cannot be seen; type the text anew.")
            return nil
        }
        return value
    }

    /// A secret exactly as typed, untrimmed; notes a problem when there is none or it is longer than 1,000 characters.
    public mutating func secret(_ name: String, orSay message: String) -> Secret<String> {
        let value = Secret(raw(name))
        if value.exposed.isEmpty { note(name, code: "missing", message) }
        if value.exposed.count > 1000 { note(name, code: "too_long", "Enter at most 1000 characters.") }
        return value
    }

    /// A whole number within bounds, or nil when nothing was typed.
    public mutating func optionalInteger(_ name: String, in range: ClosedRange<Int>, orSay message: String) -> Int? {
        let value = raw(name).trimmingCharacters(in: .whitespaces)
        guard !value.isEmpty else { return nil }
        guard let number = Int(value), range.contains(number) else {
            note(name, code: "not_a_number", message)
            return nil
        }
        return number
    }

    /// One of an enum's values, or nil when nothing was chosen.
    public mutating func optionalChoice<Choice: RawRepresentable>(
        _ name: String, as type: Choice.Type = Choice.self
    ) -> Choice? where Choice.RawValue == String {
        let value = raw(name)
        guard !value.isEmpty else { return nil }
        guard let choice = Choice(rawValue: value) else {
            note(name, code: "unknown_choice", "Choose one of the values offered.")
            return nil
        }
        return choice
    }

    /// One of an enum's values, which must be there.
    public mutating func choice<Choice: RawRepresentable>(
        _ name: String, as type: Choice.Type = Choice.self, orSay message: String
    ) -> Choice? where Choice.RawValue == String {
        let choice = optionalChoice(name, as: type)
        if raw(name).isEmpty { note(name, code: "missing", message) }
        return choice
    }

    /// Notes a problem that only the route can see.
    public mutating func note(_ field: String, code: String, _ message: String) {
        problems.append(FieldProblem(field: field, code: code, message: message))
    }

    /// Fails with `invalid_fields`, naming all of them, when there is any problem.
    public func throwIfWrong() throws(Problem) {
        guard problems.isEmpty else { throw .invalidFields(problems) }
    }
}
