import Domain
import Foundation
import HTTPKit
import HTTPTypes
import Hummingbird
import Testing
import UseCases

@testable import API

@Suite("API document") struct DocumentTests {
    @Test("docs/api/openapi.json is what the code renders (write it with TIELINE_WRITE_DOCS=1)")
    func committed() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "docs/api/openapi.json")
        let rendered = try OpenAPIDocument.render()
        if ProcessInfo.processInfo.environment["TIELINE_WRITE_DOCS"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try rendered.write(to: file)
        }
        let isCurrent = try Data(contentsOf: file) == rendered
        #expect(isCurrent, "docs/api/openapi.json is stale; write it with TIELINE_WRITE_DOCS=1 and commit it")
    }

    @Test("every property has prose and no prose is left over", arguments: V1.shapes.indices)
    func prose(index: Int) throws {
        let shape = V1.shapes[index]
        let names = try SchemaProbe.properties(of: shape).map(\.name)
        #expect(Set(names) == Set(shape.prose.keys), "\(shape.name)")
    }

    @Test("every example fits its schema, and survives being sent and read", arguments: V1.shapes.indices)
    func examples(index: Int) throws {
        try checkExample(of: V1.shapes[index])
    }

    private func checkExample<Shape: Wire>(of shape: Shape.Type) throws {
        let json = try WireCoding.encoded(shape.example)
        let value = try JSONDecoder().decode(JSONValue.self, from: json)
        let schemas = try Dictionary(
            uniqueKeysWithValues: V1.shapes.map { ($0.name, try SchemaProbe.properties(of: $0)) })
        #expect(SchemaCheck(schemas: schemas).faults(of: value, as: .reference(shape.name)) == [])
        let again = try WireCoding.encoded(try WireCoding.decoded(json, as: shape))
        #expect(again == json)
    }

    @Test("every schema that is referred to exists, and every one that exists is used")
    func references() throws {
        let text = String(decoding: try OpenAPIDocument.render(), as: UTF8.self)
        let used = Set(text.matches(of: /#\/components\/schemas\/([A-Za-z]+)/).map { String($0.output.1) })
        let known = V1.shapes.map { $0.name }
        #expect(used == Set(known))
        #expect(known.count == used.count)
    }

    @Test("the problem that is sent is the one that is described")
    func problemShape() throws {
        let fields = [FieldProblem(field: "provider", code: "unknown", message: "Choose a provider from the list.")]
        let sent = try JSONEncoder().encode(ProblemDocument(.invalidFields(fields), incident: "i"))
        let value = try JSONDecoder().decode(JSONValue.self, from: sent)
        let described = try SchemaProbe.properties(of: ProblemView.self)
        guard case .members(let members) = value else {
            Issue.record("a problem is no object")
            return
        }
        #expect(Set(members.keys) == Set(described.map(\.name)))
        #expect(described.filter { !$0.isRequired }.map(\.name).sorted() == ["errors", "field", "incident"])
    }

    @Test("operations have names of their own and say which scope they need")
    func operations() throws {
        let names = V1.endpoints.map(\.operation)
        #expect(Set(names).count == names.count)
        for (route, operation) in try documentedOperations() {
            let endpoint = try #require(V1.endpoints.first { "\($0.method.rawValue) \($0.path)" == route })
            guard case .members(let members) = operation, case .string(let text) = members["description"] else {
                Issue.record("\(route) has no description")
                continue
            }
            #expect(text.contains(endpoint.scope.rawValue))
        }
    }
}

/// Every operation of the rendered document by method and path.
func documentedOperations() throws -> [String: JSONValue] {
    let document = try JSONDecoder().decode(JSONValue.self, from: OpenAPIDocument.render())
    guard case .members(let top) = document, case .members(let paths) = top["paths"] else { return [:] }
    var operations: [String: JSONValue] = [:]
    for (path, item) in paths {
        guard case .members(let methods) = item else { continue }
        for (method, operation) in methods { operations["\(method.uppercased()) \(path)"] = operation }
    }
    return operations
}
