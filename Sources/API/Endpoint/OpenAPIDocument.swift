import Domain
public import Foundation
import HTTPKit
import HTTPTypes

/// The API's description (OpenAPI 3.1), written from the endpoints and shapes themselves.
public enum OpenAPIDocument {
    /// Canonical JSON: keys sorted, indented, one newline at the end. The same endpoints give the same bytes.
    public static func render() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(document()) + Data("\n".utf8)
    }

    private static func document() throws -> JSONValue {
        let byPath = Dictionary(grouping: V1.endpoints, by: \.path)
        let paths = try byPath.mapValues { endpoints in
            JSONValue.members(
                Dictionary(
                    uniqueKeysWithValues: try endpoints.map { ($0.method.rawValue.lowercased(), try operation($0)) }))
        }
        let schemas = try V1.shapes.map { ($0.name, try schema(of: $0)) }
        return .members([
            "openapi": "3.1.0",
            "info": .members([
                "title": "Tieline API", "version": "1",
                "description": .string(introduction),
            ]),
            "servers": .array([.members(["url": "/", "description": "This installation"])]),
            "security": .array([.members(["api_key": .array([])])]),
            "paths": .members(paths),
            "components": .members([
                "schemas": .members(Dictionary(uniqueKeysWithValues: schemas)),
                "securitySchemes": .members([
                    "api_key": .members([
                        "type": "http", "scheme": "bearer",
                        "description":
                            "An API key, made on the page API keys. Each key has scopes and its own rate limit.",
                    ])
                ]),
            ]),
        ])
    }

    private static let introduction = """
        Connections to utility accounts, how they are doing and what they brought home. Times are RFC 3339 in UTC, ids carry \
        a prefix, lists are read page by page with `cursor`. Refusals are problem documents (RFC 9457) with a stable `code` \
        and the `field` at fault. A 429 or 503 says in `Retry-After` when to try again.
        """

    // MARK: Operations

    private static func operation(_ endpoint: Endpoint) throws -> JSONValue {
        let isNamed = endpoint.path.contains("{connection_id}")
        let parameters = (isNamed ? [connectionID] : []) + endpoint.parameters.map(query)
        return .object([
            "operationId": .string(endpoint.operation),
            "summary": .string(endpoint.summary),
            "description": .string("Scope: `\(endpoint.scope.rawValue)`"),
            "security": .array([.members(["api_key": .array([.string(endpoint.scope.rawValue)])])]),
            "parameters": parameters.isEmpty ? nil : .array(parameters),
            "requestBody": try endpoint.body.map { (body) throws -> JSONValue in
                let isRequired = try SchemaProbe.properties(of: body).contains { $0.isRequired }
                return .members(["required": .boolean(isRequired), "content": try content(of: body)])
            },
            "responses": .members(try responses(of: endpoint)),
        ])
    }

    private static let connectionID = JSONValue.members([
        "name": "connection_id", "in": "path", "required": .boolean(true), "description": "The connection's id.",
        "schema": WireID<Connection>.schema.json,
    ])

    private static func query(_ facts: ParameterFacts) -> JSONValue {
        .members([
            "name": .string(facts.name), "in": "query", "required": .boolean(false),
            "description": .string(facts.prose), "schema": facts.schema.json,
        ])
    }

    private static func responses(of endpoint: Endpoint) throws -> [String: JSONValue] {
        let success = JSONValue.object([
            "description": .string(endpoint.status.reasonPhrase),
            "content": try content(of: endpoint.output),
        ])
        let refusals = Dictionary(grouping: common + endpoint.refusals, by: \.status.code).map { code, refusals in
            (String(code), problem(refusals.flatMap(\.codes)))
        }
        let fault = problem(["internal_error", "busy", "disk_full", "shutting_down"])
        return Dictionary(
            uniqueKeysWithValues: refusals + [(String(endpoint.status.code), success), ("default", fault)])
    }

    /// What any endpoint may answer.
    private static let common = [
        Refusal(status: .badRequest, codes: [Problem.malformedQuery.code]),
        Refusal(status: .unauthorized, codes: [Problem.keyRequired.code, Problem.keyUnknown.code]),
        Refusal(status: .forbidden, codes: ["not_allowed"]),
        Refusal(status: .tooManyRequests, codes: ["rate_limited"]),
        .invalidFields,
    ]

    private static func problem(_ codes: [String]) -> JSONValue {
        let list = Set(codes).sorted().map { "`\($0)`" }.joined(separator: ", ")
        return .members([
            "description": .string("Problem, `code`: \(list)"),
            "content": .members([
                "application/problem+json": .members(["schema": Schema.reference(ProblemView.name).json])
            ]),
        ])
    }

    // MARK: Shapes

    private static func content(of shape: any Wire.Type) throws -> JSONValue {
        .members([
            "application/json": .members([
                "schema": Schema.reference(shape.name).json, "example": try example(of: shape),
            ])
        ])
    }

    private static func schema(of shape: any Wire.Type) throws -> JSONValue {
        Schema.object(try SchemaProbe.properties(of: shape)).json.adding("description", .string(shape.summary))
    }

    private static func example<Shape: Wire>(of shape: Shape.Type) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: WireCoding.encoded(shape.example))
    }
}
