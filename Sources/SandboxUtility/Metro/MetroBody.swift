import Foundation
import Hummingbird
import NIOCore

/// The JSON object of a request: names and texts. Other content types are refused, which keeps forms of other sites
/// out.
struct MetroBody: Sendable {
    private let fields: [String: String]

    static func read(_ request: Request) async throws -> MetroBody {
        guard request.headers[.contentType]?.hasPrefix("application/json") == true else {
            throw HTTPError(.unsupportedMediaType)
        }
        let body = try await request.body.collect(upTo: PostedForm.limit)
        guard let fields = try? JSONDecoder().decode([String: String].self, from: Data(body.readableBytesView)) else {
            throw HTTPError(.badRequest)  // the reason would name our types
        }
        return MetroBody(fields: fields)
    }

    func text(_ name: String) -> String { fields[name] ?? "" }
}
