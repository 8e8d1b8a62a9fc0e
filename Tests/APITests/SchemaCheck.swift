import Foundation

@testable import API

/// Whether a JSON value fits a schema, with a line for each fault.
struct SchemaCheck {
    let schemas: [String: [Schema.Property]]

    func faults(of value: JSONValue, as schema: Schema, at path: String = "$") -> [String] {
        switch (schema, value) {
        case (.nullable, .null): []
        case (.nullable(let inner), _): faults(of: value, as: inner, at: path)
        case (.reference(let name), _): faults(of: value, properties: schemas[name] ?? [], at: path)
        case (.object(let properties), _): faults(of: value, properties: properties, at: path)
        case (.array(let element), .array(let values)):
            values.enumerated().flatMap { faults(of: $0.element, as: element, at: "\(path)[\($0.offset)]") }
        case (.dictionary(let inner), .members(let members)):
            members.flatMap { faults(of: $0.value, as: inner, at: "\(path).\($0.key)") }
        case (.string(let format, let pattern, let maxLength), .string(let text)):
            stringFaults(text, format, pattern, maxLength, at: path)
        case (.enumeration(let cases), .string(let text)): cases.contains(text) ? [] : ["\(path): \(text) is no case"]
        case (.integer(let minimum, let maximum), .integer(let number)):
            number >= minimum ?? .min && number <= maximum ?? .max ? [] : ["\(path): \(number) is out of bounds"]
        case (.boolean, .boolean): []
        default: ["\(path): \(value) is not \(schema)"]
        }
    }

    private func faults(of value: JSONValue, properties: [Schema.Property], at path: String) -> [String] {
        guard case .members(let members) = value else { return ["\(path): no object"] }
        let missing = properties.filter { $0.isRequired && members[$0.name] == nil }.map {
            "\(path).\($0.name): missing"
        }
        let unknown = Set(members.keys).subtracting(properties.map(\.name)).map { "\(path).\($0): unknown" }
        let inner = properties.flatMap { property in
            members[property.name].map { faults(of: $0, as: property.schema, at: "\(path).\(property.name)") } ?? []
        }
        return missing + unknown + inner
    }

    private func stringFaults(
        _ text: String, _ format: String?, _ pattern: String?, _ maxLength: Int?, at path: String
    ) -> [String] {
        var faults: [String] = []
        if let pattern, text.range(of: pattern, options: .regularExpression) == nil {
            faults.append("\(path): \(text) does not match")
        }
        if let maxLength, text.count > maxLength { faults.append("\(path): too long") }
        if format == "date-time", text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) == nil {
            faults.append("\(path): \(text) is no instant")
        }
        if format == "date", text.wholeMatch(of: /\d{4}-\d\d-\d\d/) == nil {
            faults.append("\(path): \(text) is no date")
        }
        return faults
    }
}
