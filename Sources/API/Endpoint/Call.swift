import Domain
import Foundation
import HTTPKit
import Hummingbird
import NIOCore
import UseCases

/// One call of an endpoint: who calls, and what was sent.
struct Call: Sendable {
    let workplace: Workplace
    let author: Author
    private let parameters: Parameters
    private let request: Request
    private var query: Form

    init(_ request: Request, _ context: KeyContext, workplace: Workplace) throws {
        self.request = request
        self.workplace = workplace
        author = context.author
        parameters = context.parameters
        query = try request.query()
    }

    /// The connection in the path. An id that is none belongs to nothing.
    var connectionID: Connection.ID {
        get throws {
            guard let id = parameters.get("connection_id").flatMap(Connection.ID.init) else {
                throw UseCaseError.notFound(.connection)
            }
            return id
        }
    }

    /// A parameter of the query; problems are collected until `throwIfWrong`.
    mutating func read<Value>(_ parameter: QueryParameter<Value>) -> Value? { parameter.read(&query) }

    /// Fails naming every wrong parameter, those that the endpoint does not have included.
    func throwIfWrong() throws(Problem) { try query.throwIfWrong() }

    mutating func refuseParameters(except known: [ParameterFacts]) {
        for name in query.names.subtracting(known.map(\.name)).sorted() {
            query.note(name, code: "unknown", "There is no parameter of this name. Check it for typing errors.")
        }
    }

    /// The JSON in the body, of at most 64 KiB. No body at all reads as `{}`.
    func body<Shape: Wire>(as shape: Shape.Type = Shape.self) async throws -> Shape {
        let bytes = try await request.body.collect(upTo: 65_536)
        guard bytes.readableBytes > 0 else { return try WireCoding.decoded(Data("{}".utf8)) }
        let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased()
        guard type == "application/json" else { throw Problem.wrongJSONType }
        return try WireCoding.decoded(Data(bytes.readableBytesView))
    }
}
