import Foundation

/// A mail put together again from the parts that a service took it apart into, so that there is one reader of mails.
///
/// Only what is needed is written: no header that vouches for anything comes from here.
struct AssembledMail {
    struct File {
        let name: String
        let mediaType: String
        let bytes: [UInt8]
    }

    var sender: String?
    var recipient: String?
    var subject: String?
    /// RFC 5322, as the sender wrote it.
    var date: String?
    var messageID: String?
    var text: String?
    var html: String?
    var files: [File] = []

    /// RFC 5322 with everything in base64, so that no content can look like a boundary.
    var mime: [UInt8] {
        var lines = header("From", sender) + header("To", recipient) + header("Subject", subject.map(Self.encoded))
        lines += header("Date", date) + header("Message-ID", messageID) + ["MIME-Version: 1.0"]
        lines += Self.multipart("mixed", bodies + files.map(Self.part))
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    private func header(_ name: String, _ value: String?) -> [String] {
        guard let value, !value.isEmpty else { return [] }
        // A line end in a value would begin another header.
        let line = value.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : String($0) }.joined()
        return ["\(name): \(line.prefix(2_000))"]
    }

    private var bodies: [[String]] {
        let parts = [
            text.map { Self.part("text/plain; charset=utf-8", nil, Array($0.utf8)) },
            html.map { Self.part("text/html; charset=utf-8", nil, Array($0.utf8)) },
        ].compactMap(\.self)
        return parts.count == 2 ? [Self.multipart("alternative", parts)] : parts
    }

    private static func multipart(_ kind: String, _ parts: [[String]]) -> [String] {
        let boundary = "=_tieline_\(kind)"
        return ["Content-Type: multipart/\(kind); boundary=\"\(boundary)\"", ""]
            + parts.flatMap { ["--\(boundary)"] + $0 } + ["--\(boundary)--", ""]
    }

    private static func part(_ file: File) -> [String] {
        let name = file.name.utf8.map { isToken($0) ? String(UnicodeScalar($0)) : percent($0) }.joined()
        let type = MediaType(file.mediaType).name
        let isPlain = type.utf8.allSatisfy { isToken($0) || $0 == UInt8(ascii: "/") } && type.contains("/")
        return part(
            isPlain ? type : "application/octet-stream", "attachment; filename*=utf-8''\(name)", file.bytes)
    }

    private static func part(_ type: String, _ disposition: String?, _ bytes: [UInt8]) -> [String] {
        let base64 = Data(bytes).base64EncodedString(options: [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ])
        return ["Content-Type: \(type)", "Content-Transfer-Encoding: base64"]
            + (disposition.map { ["Content-Disposition: \($0)"] } ?? []) + ["", base64]
    }

    /// RFC 2047, in words of at most 45 bytes that end on whole characters; ASCII stays as it is.
    private static func encoded(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 128 }) || text.contains("=?") else { return text }
        var words: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars.prefix(1_000) {
            let bytes = Array(String(scalar).utf8)
            if words[words.count - 1].count + bytes.count > 45 { words.append([]) }
            words[words.count - 1] += bytes
        }
        return words.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: " ")
    }

    /// A letter, a digit, or one of `-._`.
    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 45, 46, 95, 43: true
        default: false
        }
    }

    private static func percent(_ byte: UInt8) -> String {
        "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
