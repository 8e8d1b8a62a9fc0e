import Foundation

/// Reads a wire shape's properties off its synthesized `init(from:)`: a decoder that has a value for everything and
/// remembers what it was asked for.
final class SchemaProbe: Decoder {
    private struct Asked {
        let name: String
        var schema: Schema?
        var isOptional = false
    }

    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]
    private var asked: [Asked] = []

    private init() {}

    /// The properties in the order they are declared.
    static func properties<Shape: Wire>(of shape: Shape.Type) throws -> [Schema.Property] {
        let probe = SchemaProbe()
        _ = try Shape(from: probe)
        return try probe.asked.map { asked in
            guard let schema = asked.schema else { throw ProbeError.unknownType(asked.name) }
            return Schema.Property(
                name: asked.name, schema: schema, isRequired: !asked.isOptional, prose: Shape.prose[asked.name])
        }
    }

    /// A shape that the probe cannot read: a programmer's mistake, found by the tests.
    enum ProbeError: Error, Equatable {
        case notAnObject
        case unknownType(String)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Container(probe: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw ProbeError.notAnObject }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { throw ProbeError.notAnObject }

    fileprivate func noteOptional(_ name: String) { asked.append(Asked(name: name, isOptional: true)) }

    fileprivate func note(_ name: String, _ schema: Schema) {
        if let index = asked.firstIndex(where: { $0.name == name }) {
            asked[index].schema = schema
        } else {
            asked.append(Asked(name: name, schema: schema))
        }
    }
}

/// Answers every key. For an optional property `decodeNil` is asked first, which is how it is told from a required one.
private struct Container<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let probe: SchemaProbe
    let codingPath: [any CodingKey] = []
    let allKeys: [Key] = []

    func contains(_ key: Key) -> Bool { true }

    func decodeNil(forKey key: Key) -> Bool {
        probe.noteOptional(key.stringValue.snakeCased)
        return false
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        let name = key.stringValue.snakeCased
        if let known = type as? any SchemaProviding.Type, let sample = known.sample as? Value {
            probe.note(name, known.schema)
            return sample
        }
        if let cases = (type as? any CaseIterable.Type)?.texts, let sample = cases.first?.value as? Value {
            probe.note(name, .enumeration(cases.map(\.text)))
            return sample
        }
        throw SchemaProbe.ProbeError.unknownType(name)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw SchemaProbe.ProbeError.unknownType(key.stringValue) }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw SchemaProbe.ProbeError.unknownType(key.stringValue)
    }

    func superDecoder() throws -> any Decoder { throw SchemaProbe.ProbeError.notAnObject }

    func superDecoder(forKey key: Key) throws -> any Decoder { throw SchemaProbe.ProbeError.notAnObject }
}

extension CaseIterable {
    /// Every case with its text, for enums of text; empty for others.
    fileprivate static var texts: [(text: String, value: Any)] {
        allCases.compactMap { value in
            ((value as? any RawRepresentable)?.rawValue as? String).map { ($0, value) }
        }
    }
}

extension String {
    /// `lastSuccessAt` as JSON writes it: `last_success_at`.
    var snakeCased: String {
        reduce(into: "") { text, letter in
            if letter.isUppercase { text += "_" }
            text += letter.lowercased()
        }
    }
}
