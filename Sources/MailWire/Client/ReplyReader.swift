/// Reads a server's replies, of one line or several.
struct ReplyReader: Sendable {
    private var lines = LineBuffer()
    private var texts: [String] = []

    mutating func append(_ bytes: some Sequence<UInt8>) { lines.append(bytes) }

    /// The next whole reply; nil when more bytes must come first.
    ///
    /// - Throws: `.notUnderstood` for anything that is no reply.
    mutating func next() throws(MailWireError) -> SMTPReply? {
        while let line = lines.next(limit: 2_048) {
            guard case .text(let bytes) = line, bytes.count >= 3, texts.count < 100,
                let code = Int(String(decoding: bytes.prefix(3), as: UTF8.self)), (200..<600).contains(code)
            else { throw .notUnderstood }
            texts.append(String(decoding: bytes.dropFirst(4), as: UTF8.self))
            if bytes.count > 3, bytes[3] == UInt8(ascii: "-") { continue }
            defer { texts = [] }
            return Self.reply(code, texts)
        }
        return nil
    }

    private static func reply(_ code: Int, _ texts: [String]) -> SMTPReply {
        guard let status = texts.last?.split(separator: " ").first.map(String.init), isStatus(status) else {
            return SMTPReply(code, nil, lines: texts)
        }
        return SMTPReply(
            code, status, lines: texts.map { $0.hasPrefix(status + " ") ? String($0.dropFirst(status.count + 1)) : $0 })
    }

    /// `5.1.1`
    private static func isStatus(_ word: String) -> Bool {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 3
            && parts.allSatisfy { (1...3).contains($0.count) && $0.utf8.allSatisfy { (48...57).contains($0) } }
    }
}
