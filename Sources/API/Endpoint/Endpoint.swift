import Domain
import HTTPKit
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

/// One endpoint as a value: it registers the route and writes its part of the document.
struct Endpoint: Sendable {
    let method: HTTPRequest.Method
    /// `/v1/connections/{connection_id}`: the document's spelling and the router's.
    let path: String
    /// What it is called in clients made from the document.
    let operation: String
    let summary: String
    let scope: APIScope
    let parameters: [ParameterFacts]
    /// The shape of the request's JSON; nil when it has none.
    let body: (any Wire.Type)?
    let output: any Wire.Type
    let status: HTTPResponse.Status
    /// The refusals that are its own; those of every endpoint are added by the document.
    let refusals: [Refusal]
    private let respond: @Sendable (Call) async throws -> Response

    /// - Parameters:
    ///   - location: Where what was created is found, from what is answered.
    ///   - answer: Does it.
    init<Output: Wire>(
        _ method: HTTPRequest.Method, _ path: String, _ operation: String, summary: String, scope: APIScope,
        parameters: [ParameterFacts] = [], body: (any Wire.Type)? = nil, status: HTTPResponse.Status = .ok,
        refusals: [Refusal] = [], location: (@Sendable (Output) -> String)? = nil,
        answer: @escaping @Sendable (inout Call) async throws -> Output
    ) {
        self.method = method
        self.path = path
        self.operation = operation
        self.summary = summary
        self.scope = scope
        self.parameters = parameters
        self.body = body
        output = Output.self
        self.status = status
        self.refusals = refusals
        respond = { call in
            var call = call
            call.refuseParameters(except: parameters)
            let value = try await answer(&call)
            let json = try WireCoding.encoded(value)
            var headers: HTTPFields = [.contentType: "application/json"]
            headers[.location] = location?(value)
            return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: json)))
        }
    }

    /// Adds the route.
    func addRoute(to group: RouterGroup<KeyContext>, workplace: Workplace) {
        group.on(RouterPath(path), method: method) { request, context in
            try await respond(Call(request, context, workplace: workplace))
        }
    }
}

/// A refusal that an endpoint may answer with, and its stable codes.
struct Refusal: Sendable {
    let status: HTTPResponse.Status
    let codes: [String]

    static let unknownConnection = Refusal(status: .notFound, codes: ["connection_not_found"])
    static let invalidCursor = Refusal(status: .badRequest, codes: ["invalid_cursor"])
    static let invalidFields = Refusal(status: .unprocessableContent, codes: ["invalid_fields"])
    static let unreadableBody = [
        Refusal(status: .badRequest, codes: [Problem.malformedJSON.code]),
        Refusal(status: .contentTooLarge, codes: [Problem.tooLarge.code]),
        Refusal(status: .unsupportedMediaType, codes: [Problem.wrongJSONType.code]),
    ]
}
