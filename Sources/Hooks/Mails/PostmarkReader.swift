import Domain
import Foundation

/// Postmark's inbound hook: JSON over HTTP Basic. With *raw content* switched on the mail comes as it was sent; else it
/// is put together from the parts.
///
/// Postmark says of no domain that its signature passed: mail by this door is not proven.
public struct PostmarkReader: MailReading {
    private let login: BasicLogin

    public init(login: BasicLogin) { self.login = login }

    private struct Post: Decodable {
        struct Person: Decodable {
            let email: String?

            enum CodingKeys: String, CodingKey { case email = "Email" }
        }

        struct File: Decodable {
            let name: String?
            let mediaType: String?
            let base64: String?

            enum CodingKeys: String, CodingKey {
                case name = "Name"
                case mediaType = "ContentType"
                case base64 = "Content"
            }
        }

        let from: String?
        let sender: Person?
        let to: String?
        let recipients: [Person]?
        let originalRecipient: String?
        let subject: String?
        let date: String?
        let messageID: String?
        let text: String?
        let html: String?
        let attachments: [File]?
        let raw: String?

        enum CodingKeys: String, CodingKey {
            case from = "From"
            case sender = "FromFull"
            case to = "To"
            case recipients = "ToFull"
            case originalRecipient = "OriginalRecipient"
            case subject = "Subject"
            case date = "Date"
            case messageID = "MessageID"
            case text = "TextBody"
            case html = "HtmlBody"
            case attachments = "Attachments"
            case raw = "RawEmail"
        }
    }

    public var isProvenByHeaders: Bool { true }

    public func admit(_ headers: HookHeaders) throws(HookRefusal) { try login.check(headers) }

    public func read(_ request: HookRequest) throws(HookRefusal) -> MailDelivery {
        try login.check(request.headers)
        let post = try JSONBody.decoded(Post.self, from: request)
        let recipients = post.originalRecipient.map { [$0] } ?? (post.recipients ?? []).compactMap(\.email)
        // Postmark hands the raw mail over as text; what was no UTF-8 in it is damaged already.
        let raw = post.raw.flatMap { $0.isEmpty ? nil : Array($0.utf8) }
        return .mail(
            try PostedMail(
                transport: .postmark, receivedAt: request.receivedAt, recipients: recipients,
                mime: raw ?? Self.assembled(post).mime))
    }

    private static func assembled(_ post: Post) -> AssembledMail {
        AssembledMail(
            sender: post.sender?.email ?? post.from, recipient: post.to, subject: post.subject, date: post.date,
            messageID: post.messageID.map { "<\($0)@inbound.postmarkapp.com>" }, text: post.text, html: post.html,
            files: (post.attachments ?? []).compactMap { file in
                guard let bytes = Data(base64Encoded: file.base64 ?? "") else { return nil }
                return AssembledMail.File(
                    name: file.name ?? "", mediaType: file.mediaType ?? "", bytes: [UInt8](bytes))
            })
    }
}
