import CGMime
import Foundation

/// GMime: the whole of the unsafe surface. Blocking and as deep as mail is nested, so it runs on `DeepThread` only.
enum GMimeParser {
    /// Initialised by its first use, once.
    private static let isReady: Bool = {
        cgmime_start()
        return true
    }()

    /// Takes a screened message apart; nil when it is none.
    static func letter(_ raw: [UInt8], _ limits: MIMELimits) -> MailLetter? {
        guard isReady, let message = message(raw) ?? message(noHeader + raw) else { return nil }
        defer { cgmime_release(message) }
        var letter = MailLetter()
        letter.subject = text(cgmime_subject(message))
        letter.messageID = text(cgmime_message_id(message))
        let date = cgmime_date(message)
        letter.date = date == .min ? nil : Date(timeIntervalSince1970: TimeInterval(date))
        letter.senders = senders(message)
        letter.leaves = leaves(message, limits)
        return letter
    }

    /// What stands above bytes that begin with no header, so that all of them are text.
    private static let noHeader = Array("Content-Type: text/plain\r\n\r\n".utf8)

    /// To be released.
    private static func message(_ raw: [UInt8]) -> UnsafeMutableRawPointer? {
        raw.withUnsafeBytes { cgmime_message($0.baseAddress, $0.count) }
    }

    /// Bytes of a charset as UTF-8; nil for a charset that nobody knows.
    static func utf8(_ bytes: [UInt8], charset: String) -> [UInt8]? {
        guard isReady else { return nil }
        return bytes.withUnsafeBytes { cgmime_utf8($0.baseAddress, $0.count, charset) }.map { take($0, limit: .max) }
    }

    private static func senders(_ message: UnsafeMutableRawPointer) -> [String] {
        (0..<min(cgmime_sender_count(message), 2)).map { text(cgmime_sender(message, $0)) ?? "" }
    }

    /// Walks with a stack of its own; objects live as long as the message.
    private static func leaves(_ message: UnsafeMutableRawPointer, _ limits: MIMELimits) -> [MailLeaf] {
        struct Visit {
            let object: UnsafeMutableRawPointer
            let depth: Int
            let alternative: Int?
        }
        var leaves: [MailLeaf] = []
        var alternatives = 0
        var seen = 0
        var room = limits.attachmentBytes
        var waiting: [Visit] = cgmime_body(message).map { [Visit(object: $0, depth: 0, alternative: nil)] } ?? []
        while let visit = waiting.popLast(), seen < limits.parts {
            seen += 1
            let object = visit.object
            switch Int(cgmime_kind(object)) {
            case Int(CGMIME_MULTIPART):
                guard visit.depth < limits.depth else { continue }
                var alternative = visit.alternative
                if text(cgmime_subtype(object))?.lowercased() == "alternative" {
                    alternatives += 1
                    alternative = alternatives
                }
                let count = min(Int(cgmime_child_count(object)), limits.parts)
                waiting += (0..<count).reversed().compactMap { cgmime_child(object, Int32($0)) }
                    .map { Visit(object: $0, depth: visit.depth + 1, alternative: alternative) }
            case Int(CGMIME_MESSAGE):
                guard visit.depth < limits.depth, let inner = cgmime_inner(object) else { continue }
                let bytes = take(cgmime_bytes(inner), limit: room)
                room -= bytes.count
                leaves.append(.letter(sender: senders(inner).first, subject: text(cgmime_subject(inner)), bytes: bytes))
                if let body = cgmime_body(inner) {
                    waiting.append(Visit(object: body, depth: visit.depth + 1, alternative: nil))
                }
            case Int(CGMIME_PART):
                leaves.append(leaf(object, visit.alternative, &room))
            default: continue
            }
        }
        return leaves
    }

    private static func leaf(_ part: UnsafeMutableRawPointer, _ alternative: Int?, _ room: inout Int) -> MailLeaf {
        let type = text(cgmime_type(part))?.lowercased() ?? "text"
        let subtype = text(cgmime_subtype(part))?.lowercased() ?? "plain"
        let isAttachment = text(cgmime_disposition(part))?.lowercased() == "attachment"
        if type == "text", subtype == "plain" || subtype == "html", !isAttachment {
            return .text(
                MailTextLeaf(
                    isHTML: subtype == "html", charset: text(cgmime_charset(part)),
                    bytes: take(cgmime_content(part), limit: .max), alternative: alternative))
        }
        let bytes = take(cgmime_content(part), limit: room)
        room -= bytes.count
        return .file(name: text(cgmime_filename(part)), mediaType: "\(type)/\(subtype)", bytes: bytes)
    }

    /// Copies and frees; empty when there are more bytes than fit.
    private static func take(_ array: UnsafeMutablePointer<GByteArray>?, limit: Int) -> [UInt8] {
        guard let array else { return [] }
        defer { cgmime_free(array) }
        let count = Int(array.pointee.len)
        guard count <= limit, let start = array.pointee.data else { return [] }
        return Array(UnsafeBufferPointer(start: start, count: count))
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String? { pointer.map { String(cString: $0) } }
}
