import HTTPKit

/// One parameter of a query: how it is documented and how it is read, in one value.
struct QueryParameter<Value: Sendable>: Sendable {
    let facts: ParameterFacts
    /// Reads it; notes a problem on the form when it is not as it should be.
    let read: @Sendable (inout Form) -> Value?

    static func text(_ name: String, _ prose: String, limit: Int = 200) -> QueryParameter where Value == String {
        QueryParameter(facts: ParameterFacts(name: name, prose: prose, schema: .string(maxLength: limit))) { form in
            form.optionalText(name, limit: limit)
        }
    }

    static func choice(_ name: String, _ prose: String) -> QueryParameter
    where Value: CaseIterable & RawRepresentable<String> {
        let schema = Schema.enumeration(Value.allCases.map(\.rawValue))
        return QueryParameter(facts: ParameterFacts(name: name, prose: prose, schema: schema)) { form in
            form.optionalChoice(name)
        }
    }

    static func integer(_ name: String, _ prose: String, in range: ClosedRange<Int>) -> QueryParameter
    where Value == Int {
        let schema = Schema.integer(minimum: range.lowerBound, maximum: range.upperBound)
        let message = "Send a whole number from \(range.lowerBound) to \(range.upperBound)."
        return QueryParameter(facts: ParameterFacts(name: name, prose: prose, schema: schema)) { form in
            form.optionalInteger(name, in: range, orSay: message)
        }
    }

    /// Text with a grammar of its own, such as an id or a provider's key.
    static func parsed(
        _ name: String, _ prose: String, schema: Schema, orSay message: String,
        _ parse: @escaping @Sendable (String) -> Value?
    ) -> QueryParameter {
        QueryParameter(facts: ParameterFacts(name: name, prose: prose, schema: schema)) { form in
            guard let text = form.optionalText(name) else { return nil }
            guard let value = parse(text) else {
                form.note(name, code: "malformed", message)
                return nil
            }
            return value
        }
    }
}

/// What the document says about a parameter.
struct ParameterFacts: Sendable {
    let name: String
    let prose: String
    let schema: Schema
}
