import Foundation

/// A message or a part of one, as it came: headers, and a body that may hold parts again.
struct MailPart: Sendable {
    /// Parts may be nested so deep.
    private static let depth = 10

    /// By lower-case name; the first of a name counts.
    private let headers: [String: String]
    private let body: ArraySlice<UInt8>
    let parts: [MailPart]

    init(_ raw: ArraySlice<UInt8>) { self.init(raw, depth: Self.depth) }

    private init(_ raw: ArraySlice<UInt8>, depth: Int) {
        let head: ArraySlice<UInt8>
        (head, body) = Self.split(raw)
        headers = Self.headers(of: head)
        let boundary = Self.parameter("boundary", of: headers["content-type"] ?? "")
        guard depth > 0, let boundary, headers["content-type"]?.lowercased().hasPrefix("multipart/") == true else {
            parts = []
            return
        }
        parts = Self.pieces(of: body, between: boundary).map { MailPart($0, depth: depth - 1) }
    }

    /// The value of a header, unfolded; nil when it is absent.
    func header(_ name: String) -> String? { headers[name] }

    /// `text/plain` where nothing is said.
    var type: String {
        let value = headers["content-type"]?.prefix { $0 != ";" } ?? "text/plain"
        return value.trimmingCharacters(in: .whitespaces).lowercased()
    }

    /// What a file is called; nil for a part that is none.
    var fileName: String? {
        let name =
            Self.parameter("filename", of: headers["content-disposition"] ?? "")
            ?? Self.parameter("name", of: headers["content-type"] ?? "")
        return name.map(TransferText.words)
    }

    var bytes: [UInt8] {
        TransferText.bytes(
            body, encoding: headers["content-transfer-encoding"]?.trimmingCharacters(in: .whitespaces) ?? "7bit")
    }

    var text: String {
        TransferText.text(bytes, charset: Self.parameter("charset", of: headers["content-type"] ?? "") ?? "")
    }

    /// Itself, or every part that holds no others, in their order.
    var leaves: [MailPart] { parts.isEmpty ? [self] : parts.flatMap(\.leaves) }

    // MARK: - Reading

    private static func split(_ raw: ArraySlice<UInt8>) -> (ArraySlice<UInt8>, ArraySlice<UInt8>) {
        // A part may have no headers at all.
        if raw.starts(with: Array("\r\n".utf8)) { return (raw.prefix(0), raw.dropFirst(2)) }
        guard let gap = raw.firstRange(of: Array("\r\n\r\n".utf8)) else { return (raw, raw[raw.endIndex...]) }
        return (raw[..<gap.lowerBound], raw[gap.upperBound...])
    }

    private static func headers(of head: ArraySlice<UInt8>) -> [String: String] {
        let unfolded = String(decoding: head, as: UTF8.self).replacing(/\r\n[ \t]+/, with: " ")
        var headers: [String: String] = [:]
        for line in unfolded.split(separator: "\r\n") {
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2 else { continue }
            let name = halves[0].lowercased()
            headers[name] = headers[name] ?? halves[1].trimmingCharacters(in: .whitespaces)
        }
        return headers
    }

    private static func parameter(_ name: String, of header: String) -> String? {
        for piece in header.split(separator: ";").dropFirst() {
            let halves = piece.split(separator: "=", maxSplits: 1)
            guard halves.count == 2, halves[0].trimmingCharacters(in: .whitespaces).lowercased() == name else {
                continue
            }
            return halves[1].trimmingCharacters(in: CharacterSet(charactersIn: "\" \t"))
        }
        return nil
    }

    private static func pieces(of body: ArraySlice<UInt8>, between boundary: String) -> [ArraySlice<UInt8>] {
        let mark = Array("--\(boundary)".utf8)
        var pieces: [ArraySlice<UInt8>] = []
        var rest = body
        var isInside = false
        while let found = rest.firstRange(of: mark) {
            if isInside { pieces.append(rest[..<found.lowerBound].dropLast(2)) }  // the line break is the mark's
            let after = rest[found.upperBound...]
            guard !after.starts(with: Array("--".utf8)) else { break }
            rest = after.drop { $0 != 0x0a }.dropFirst()
            isInside = true
        }
        return pieces
    }
}
