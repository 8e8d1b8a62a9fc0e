/// What a JSON value looks like (JSON Schema 2020-12, the part we use).
indirect enum Schema: Equatable, Sendable {
    case string(format: String? = nil, pattern: String? = nil, maxLength: Int? = nil)
    case enumeration([String])
    case integer(minimum: Int? = nil, maximum: Int? = nil)
    case boolean
    case array(Schema)
    /// Any names, values alike.
    case dictionary(Schema)
    /// Another schema of the document, by name.
    case reference(String)
    case nullable(Schema)
    case object([Property])

    struct Property: Equatable, Sendable {
        let name: String
        let schema: Schema
        let isRequired: Bool
        let prose: String?
    }

    /// As the document writes it.
    var json: JSONValue {
        switch self {
        case .string(let format, let pattern, let maxLength):
            .object([
                "type": "string", "format": format.map { .string($0) }, "pattern": pattern.map { .string($0) },
                "maxLength": maxLength.map { .integer($0) },
            ])
        case .enumeration(let cases): .object(["type": "string", "enum": .array(cases.map { .string($0) })])
        case .integer(let minimum, let maximum):
            .object([
                "type": "integer", "minimum": minimum.map { .integer($0) }, "maximum": maximum.map { .integer($0) },
            ])
        case .boolean: .object(["type": "boolean"])
        case .array(let element): .object(["type": "array", "items": element.json])
        case .dictionary(let value): .object(["type": "object", "additionalProperties": value.json])
        case .reference(let name): .object(["$ref": .string("#/components/schemas/\(name)")])
        case .nullable(let schema): .object(["anyOf": .array([schema.json, .object(["type": "null"])])])
        case .object(let properties): Self.objectJSON(properties)
        }
    }

    private static func objectJSON(_ properties: [Property]) -> JSONValue {
        let described = properties.map { property in
            (property.name, property.schema.json.adding("description", property.prose.map { .string($0) }))
        }
        let required = properties.filter(\.isRequired).map(\.name).sorted()
        return .object([
            "type": "object",
            "properties": .object(Dictionary(uniqueKeysWithValues: described)),
            "required": required.isEmpty ? nil : .array(required.map { .string($0) }),
            "additionalProperties": .boolean(false),
        ])
    }
}
