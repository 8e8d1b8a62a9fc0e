import Domain
import Foundation

/// An identifier as clients see it: `con_0198c0de-…`.
struct WireID<Entity: Identified>: SchemaProviding, Equatable, Sendable {
    let id: Identifier<Entity>

    init(_ id: Identifier<Entity>) { self.id = id }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard text.hasPrefix(Entity.idPrefix + "_"), let id = Identifier<Entity>(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no id of this kind")
        }
        self.id = id
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(id.prefixed)
    }

    static var schema: Schema {
        .string(pattern: "^\(Entity.idPrefix)_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
    }

    static var sample: WireID {
        let text = "0198c0de-7c1f-7a52-8b3c-0d8f5d2f9a11"
        guard let id = Identifier<Entity>(text) else { preconditionFailure("\(text) is a UUID") }
        return WireID(id)
    }
}

/// A date of the calendar at the provider, `YYYY-MM-DD`.
struct WireDay: SchemaProviding, Equatable, Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    static var schema: Schema { .string(format: "date") }
    static var sample: WireDay { WireDay("2026-10-31") }
}
