import Foundation

/// A shape that goes over the wire: a JSON object whose properties are its stored ones in snake_case. It brings what the
/// document cannot read off the type: a name, prose, and one example.
protocol Wire: Codable, Sendable, SchemaProviding {
    /// Its name among the document's schemas.
    static var name: String { get }
    /// One sentence on the whole.
    static var summary: String { get }
    /// What each property means, by its name in JSON. Every property has one, as a test checks.
    static var prose: [String: String] { get }
    static var example: Self { get }
}

extension Wire {
    static var schema: Schema { .reference(name) }
    static var sample: Self { example }
}

/// A type that knows its schema and some value, which the probe hands out in place of a decoded one.
protocol SchemaProviding: Codable {
    static var schema: Schema { get }
    static var sample: Self { get }
}

/// A property that is always there, and `null` when there is nothing to say. (A plain optional is left out.)
struct Nullable<Value: SchemaProviding & Sendable>: SchemaProviding, Sendable {
    let value: Value?

    init(_ value: Value?) { self.value = value }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = container.decodeNil() ? nil : try container.decode(Value.self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
    }

    static var schema: Schema { .nullable(Value.schema) }
    static var sample: Nullable { Nullable(Value.sample) }
}

extension Nullable: Equatable where Value: Equatable {}

extension String: SchemaProviding {
    static var schema: Schema { .string() }
    static var sample: String { "" }
}

extension Int: SchemaProviding {
    static var schema: Schema { .integer() }
    static var sample: Int { 0 }
}

extension Int64: SchemaProviding {
    static var schema: Schema { .integer() }
    static var sample: Int64 { 0 }
}

extension Bool: SchemaProviding {
    static var schema: Schema { .boolean }
    static var sample: Bool { false }
}

extension Date: SchemaProviding {
    static var schema: Schema { .string(format: "date-time") }
    static var sample: Date { Date(timeIntervalSince1970: 0) }
}

extension Array: SchemaProviding where Element: SchemaProviding {
    static var schema: Schema { .array(Element.schema) }
    static var sample: [Element] { [] }
}

extension Dictionary: SchemaProviding where Key == String, Value: SchemaProviding {
    static var schema: Schema { .dictionary(Value.schema) }
    static var sample: [String: Value] { [:] }
}
