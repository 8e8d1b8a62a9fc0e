import Domain
import Foundation

/// The messages of `Data/one-time-codes.json`.
struct CodeCorpus {
    struct Sample: Decodable {
        let message: String
        let expectedCode: String?
        let source: String

        enum CodingKeys: String, CodingKey {
            case message, source
            case expectedCode = "expected_code"
        }

        var isAuthored: Bool { source == "authored" }

        /// Written for a mail: `Subject: …`, a blank line, the body.
        var subject: String? { parts?.subject }
        var text: String { parts?.body ?? message }

        private var parts: (subject: String, body: String)? {
            guard message.hasPrefix("Subject: "), let gap = message.firstRange(of: "\n\n") else { return nil }
            return (String(message[..<gap.lowerBound].dropFirst(9)), String(message[gap.upperBound...]))
        }
    }

    let samples: [Sample]

    init() throws {
        guard let url = Bundle.module.url(forResource: "one-time-codes", withExtension: "json", subdirectory: "Data")
        else {
            throw CocoaError(.fileNoSuchFile)
        }
        samples = try JSONDecoder().decode([Sample].self, from: Data(contentsOf: url))
    }
}
