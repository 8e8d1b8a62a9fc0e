import Foundation

/// A file that was fetched into memory.
public struct Download: Sendable, Equatable {
    public let bytes: [UInt8]
    /// The media type without parameters, lower-case; empty when the server named none.
    public let mediaType: String
    /// The server's name for the file, without any folder; nil when it gave none.
    public let fileName: String?
    /// HTTP status; an error page comes back like any file.
    public let status: Int
}

/// The head of a response, as a paused request shows it.
struct ResponseHead {
    let requestID: JSON
    let status: Int
    private let headers: [(name: String, value: String)]

    init(_ paused: JSON) {
        requestID = paused["requestId"]
        status = paused["responseStatusCode"].int ?? 0
        headers = paused["responseHeaders"].items.map {
            ($0["name"].string?.lowercased() ?? "", $0["value"].string ?? "")
        }
    }

    var isRedirect: Bool { [301, 302, 303, 307, 308].contains(status) && header("location") != nil }

    /// What the server announced; a chunked response announces nothing.
    var length: Int? { header("content-length").flatMap { Int($0) } }

    var mediaType: String {
        let type = header("content-type")?.prefix { $0 != ";" } ?? ""
        return type.trimmingCharacters(in: .whitespaces).lowercased()
    }

    /// RFC 6266: `filename*` goes before `filename`.
    var fileName: String? {
        let parameters = (header("content-disposition") ?? "").split(separator: ";").dropFirst().map { part in
            part.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        }.filter { $0.count == 2 }
        func value(_ name: String) -> String? { parameters.first { $0[0].lowercased() == name }?[1] }
        let extended = value("filename*").flatMap { text in
            text.lowercased().hasPrefix("utf-8'") ? text.split(separator: "'").last?.removingPercentEncoding : nil
        }
        let name = extended ?? value("filename")?.trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        return name.flatMap(Self.harmless)
    }

    /// The last part of a path, without control characters, at most 200 characters.
    private static func harmless(_ name: String) -> String? {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        let printable = last.unicodeScalars.filter { !CharacterSet.controlCharacters.contains($0) }
        let text = String(String.UnicodeScalarView(printable).prefix(200))
        return text.isEmpty || text.allSatisfy({ $0 == "." }) ? nil : text
    }

    private func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
