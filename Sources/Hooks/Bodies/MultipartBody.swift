import Foundation

/// `multipart/form-data` (RFC 7578). Parts share the body's bytes.
enum MultipartBody {
    /// More parts than a mail with attachments has.
    static let partLimit = 200
    static let headerLimit = 16_384

    /// Nil when the boundary is not allowed, a part does not end, or there are too many.
    static func fields(_ body: [UInt8], boundary: String) -> [PostedField]? {
        guard (1...70).contains(boundary.utf8.count) else { return nil }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        // The first delimiter may stand at the very start, without the line end before it.
        guard
            var position = body.starts(with: delimiter.dropFirst(2))
                ? delimiter.count - 2 : body.firstRange(of: delimiter, from: 0)?.upperBound
        else { return nil }
        var fields: [PostedField] = []
        while true {
            if body[position...].starts(with: [45, 45]) { return fields }
            guard let start = lineEnd(body, after: position),
                let next = body.firstRange(of: delimiter, from: start - 2), fields.count < partLimit,
                let field = field(body[start..<max(start, next.lowerBound)])
            else { return nil }
            fields.append(field)
            position = next.upperBound
        }
    }

    /// Past the line end that may follow a delimiter after spaces.
    private static func lineEnd(_ body: [UInt8], after position: Int) -> Int? {
        let rest = body[position...].drop { $0 == 32 || $0 == 9 }
        return rest.starts(with: [13, 10]) ? rest.startIndex + 2 : nil
    }

    private static func field(_ part: ArraySlice<UInt8>) -> PostedField? {
        guard let gap = part.prefix(headerLimit).firstRange(of: [13, 10, 13, 10], from: part.startIndex) else {
            return nil
        }
        let headers = headers(part[..<gap.lowerBound])
        let disposition = MediaType(headers["content-disposition"])
        guard disposition.name == "form-data", let name = disposition.parameters["name"] else { return nil }
        return PostedField(
            name: name, bytes: part[gap.upperBound...], filename: disposition.parameters["filename"],
            mediaType: MediaType(headers["content-type"]))
    }

    private static func headers(_ bytes: ArraySlice<UInt8>) -> [String: String] {
        let lines = TextCharset.text(bytes, named: nil).split(separator: "\r\n")
        let pairs = lines.compactMap { line -> (String, String)? in
            let sides = line.split(separator: ":", maxSplits: 1)
            guard sides.count == 2 else { return nil }
            return (sides[0].lowercased(), sides[1].trimmingCharacters(in: .whitespaces))
        }
        return Dictionary(pairs) { first, _ in first }
    }
}

extension RandomAccessCollection<UInt8> where Index == Int {
    /// Where these bytes stand next, looking from `start`.
    func firstRange(of bytes: [UInt8], from start: Int) -> Range<Int>? {
        guard let first = bytes.first, start >= startIndex else { return nil }
        let found = withContiguousStorageIfAvailable { all -> Int? in
            guard let base = all.baseAddress else { return nil }
            var position = start - startIndex
            while position + bytes.count <= all.count {
                guard let hit = memchr(base + position, Int32(first), all.count - bytes.count - position + 1) else {
                    return nil
                }
                position = UnsafeRawPointer(hit) - UnsafeRawPointer(base)
                if memcmp(hit, bytes, bytes.count) == 0 { return startIndex + position }
                position += 1
            }
            return nil
        }
        return (found ?? nil).map { $0..<$0 + bytes.count }
    }
}
