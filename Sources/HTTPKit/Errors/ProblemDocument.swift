import Foundation
import HTTPTypes
public import Hummingbird
import NIOCore
import UseCases

/// A problem as `application/problem+json` (RFC 9457).
public struct ProblemDocument: Codable, Sendable, Equatable {
    public struct Field: Codable, Sendable, Equatable {
        public let field: String
        public let code: String
        public let detail: String
    }

    /// `about:blank`: the status and `code` say which problem it is.
    public let type: String
    public let title: String
    public let status: Int
    public let code: String
    public let detail: String
    /// The first field at fault.
    public let field: String?
    /// Every field at fault.
    public let errors: [Field]?
    /// Names the line in Tieline's log; only with status 500 and above.
    public let incident: String?

    public init(_ problem: Problem, incident: String? = nil) {
        type = "about:blank"
        title = problem.title
        status = problem.status.code
        code = problem.code
        detail = problem.detail
        field = problem.fields.first?.field
        let fields = problem.fields.map { Field(field: $0.field, code: $0.code, detail: $0.message) }
        errors = fields.isEmpty ? nil : fields
        self.incident = incident
    }
}

extension Problem {
    /// The answer to a program.
    public func jsonResponse(incident: String? = nil) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = try encoder.encode(ProblemDocument(self, incident: incident))
        var headers = headers
        headers[.contentType] = "application/problem+json"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
