import Foundation
import HTTPKit
import HTTPTypes
import UseCases

/// How values become JSON and back: snake_case, RFC 3339 in UTC with milliseconds.
enum WireCoding {
    /// The JSON of a value, keys sorted.
    static func encoded(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(date.formatted(instant))
        }
        return try encoder.encode(value)
    }

    /// Reads what a client sent. Fails with `malformed_json`, or with `invalid_fields` naming the field at fault.
    static func decoded<Shape: Wire>(_ data: Data, as shape: Shape.Type = Shape.self) throws -> Shape {
        guard let sent = try? JSONDecoder().decode(JSONValue.self, from: data), case .members(let members) = sent else {
            throw Problem.malformedJSON  // no JSON, or no object
        }
        let known = Set(try SchemaProbe.properties(of: shape).map(\.name))
        let unknown = members.keys.filter { !known.contains($0) }.sorted()
        guard unknown.isEmpty else {
            throw Problem.invalidFields(unknown.map(FieldProblem.unknown))
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        decoder.dateDecodingStrategy = .custom(date)
        do {
            return try decoder.decode(shape, from: data)
        } catch let error as DecodingError {
            throw Problem.invalidFields([FieldProblem(error)])
        }
    }

    private static let instant = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    private static func date(_ decoder: any Decoder) throws -> Date {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = try? instant.parse(text) else {  // nil: no instant
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no instant")
        }
        return date
    }
}

extension Problem {
    static let malformedJSON = Problem(
        .badRequest, code: "malformed_json", title: "Not JSON", detail: "Send one JSON object in UTF-8.")
    static let wrongJSONType = Problem(
        .unsupportedMediaType, code: "wrong_content_type", title: "Wrong content type",
        detail: "Send the body as application/json.")
}

extension FieldProblem {
    static func unknown(_ name: String) -> FieldProblem {
        FieldProblem(
            field: name, code: "unknown", message: "There is no field of this name. Check it for typing errors.")
    }

    /// A decoding error without the names of our types.
    fileprivate init(_ error: DecodingError) {
        let (path, last, code, message): ([any CodingKey], (any CodingKey)?, String, String) =
            switch error {
            case .keyNotFound(let key, let context): (context.codingPath, key, "missing", "This field is missing.")
            case .valueNotFound(_, let context): (context.codingPath, nil, "missing", "This field may not be null.")
            case .typeMismatch(_, let context):
                (context.codingPath, nil, "wrong_type", "This field has another type.")
            case .dataCorrupted(let context):
                (context.codingPath, nil, "malformed", "This field does not have the right form.")
            @unknown default: ([], nil, "malformed", "The body does not have the right form.")
            }
        let names = (path + [last].compactMap { $0 }).map(\.stringValue.snakeCased)
        self.init(field: names.joined(separator: "."), code: code, message: message)
    }
}
