import Foundation

/// One part of a `multipart/form-data` body.
struct MultipartPart {
    let name: String
    /// It was chosen as a file, even if none was in the end.
    let isFile: Bool
    let bytes: Data

    /// Longer headers are nobody's form.
    private static let headerLimit = 4096

    /// Every part in order; nil when the body does not end as it should or has more parts than any form.
    static func all(in body: [UInt8], boundary: String) -> [MultipartPart]? {
        let body = Data("\r\n".utf8) + Data(body)
        let delimiter = Data("\r\n--\(boundary)".utf8)
        guard var position = body.range(of: delimiter)?.upperBound else { return nil }
        var parts: [MultipartPart] = []
        while body[position...].starts(with: Data("\r\n".utf8)) {
            guard let next = body.range(of: delimiter, in: position..<body.endIndex),
                parts.count < Form.fieldLimit, next.lowerBound >= position + 2,
                let part = MultipartPart(body[position + 2..<next.lowerBound])
            else { return nil }
            parts.append(part)
            position = next.upperBound
        }
        return body[position...].starts(with: Data("--".utf8)) ? parts : nil
    }

    private init?(_ part: Data) {
        let blank = Data("\r\n\r\n".utf8)
        guard let gap = part.range(of: blank),
            part.distance(from: part.startIndex, to: gap.lowerBound) <= Self.headerLimit,
            let headers = String(validating: part[part.startIndex..<gap.lowerBound], as: UTF8.self)
        else { return nil }
        let disposition = headers.components(separatedBy: "\r\n").first {
            $0.lowercased().hasPrefix("content-disposition:")
        }
        guard let disposition, let name = Self.parameter("name", of: disposition) else { return nil }
        self.name = name
        isFile = Self.parameter("filename", of: disposition) != nil
        bytes = part[gap.upperBound...]
    }

    /// The value of `; name="…"`. Browsers write quotes in it as `%22`.
    private static func parameter(_ name: String, of header: String) -> String? {
        guard let start = header.range(of: "; \(name)=\"") else { return nil }
        let rest = header[start.upperBound...]
        return rest.firstIndex(of: "\"").map { String(rest[..<$0]) }
    }
}
