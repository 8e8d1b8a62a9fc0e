import Foundation
import Hummingbird
import NIOCore

/// The fields of an `application/x-www-form-urlencoded` body, as browsers send them. A repeated field keeps its first
/// value.
struct PostedForm: Sendable {
    /// Bytes of a body that are read before the request is refused with 413.
    static let limit = 64 * 1024

    private let fields: [String: String]

    init(_ body: String) {
        var fields: [String: String] = [:]
        for pair in body.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.decode(halves[0])
            let value = halves.count == 2 ? Self.decode(halves[1]) : ""
            if fields[name] == nil { fields[name] = value }
        }
        self.fields = fields
    }

    static func read(_ request: Request) async throws -> PostedForm {
        let body = try await request.body.collect(upTo: limit)
        return PostedForm(String(buffer: body))
    }

    /// The field's value, or nil when it is absent.
    subscript(name: String) -> String? { fields[name] }

    /// The field's value, or the empty text when it is absent.
    func text(_ name: String) -> String { fields[name] ?? "" }

    private static func decode(_ part: Substring) -> String {
        let spaced = String(part.map { $0 == "+" ? " " : $0 })
        return spaced.removingPercentEncoding ?? spaced
    }
}
