import HTTPTypes
public import Hummingbird
import NIOCore

extension Request {
    /// The form in the body, of at most 64 KiB unless told otherwise. Fails with `too_large`, `wrong_content_type` or
    /// `malformed_form`.
    public func form(upTo limit: Int = 65_536) async throws -> Form {
        let type = headers[.contentType]?.split(separator: ";").first?.lowercased() ?? ""
        var body = try await body.collect(upTo: limit)
        // A button without fields posts an empty body.
        guard type == "application/x-www-form-urlencoded" || body.readableBytes == 0 else {
            throw Problem.wrongFormType
        }
        guard let bytes = body.readBytes(length: body.readableBytes),
            let text = String(validating: bytes, as: UTF8.self)
        else { throw Problem.malformedForm }
        return try Form(encoded: text)
    }

    /// The query, read like a form. Fails with `malformed_query`.
    public func query() throws(Problem) -> Form {
        do { return try Form(encoded: uri.query ?? "") } catch { throw .malformedQuery }
    }
}
