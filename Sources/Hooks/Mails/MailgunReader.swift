public import Domain
import Foundation
public import Ports

/// A Mailgun route: a form whose `timestamp` and `token` are signed with the account's webhook key. The whole mail comes in
/// `body-mime` when the route's address ends in `mime`.
///
/// Mailgun says of no domain that its signature passed, and its own signature does not cover the mail: mail by this door is
/// not proven.
public struct MailgunReader: MailReading {
    private let key: Secret<String>
    private let authenticating: any MessageAuthenticating

    public init(key: Secret<String>, authenticating: any MessageAuthenticating) {
        self.key = key
        self.authenticating = authenticating
    }

    public var isProvenByHeaders: Bool { false }

    /// The signature is in the body.
    public func admit(_ headers: HookHeaders) throws(HookRefusal) {}

    public func read(_ request: HookRequest) throws(HookRefusal) -> MailDelivery {
        let form = try PostedForm(request)
        let token = try checkedToken(form, at: request.receivedAt)
        return .mail(
            try PostedMail(
                transport: .mailgun, receivedAt: request.receivedAt,
                recipients: (form.text("recipient") ?? "").split(separator: ",").map(String.init),
                mime: form.field("body-mime").map { Array($0.bytes) } ?? Self.assembled(form).mime, token: token))
    }

    private func checkedToken(_ form: PostedForm, at now: Date) throws(HookRefusal) -> String {
        guard let timestamp = form.text("timestamp"), let token = form.text("token"),
            let signature = form.text("signature")
        else { throw .unsigned }
        guard let code = Hexadecimal.bytes(signature), token.utf8.count <= 200,
            authenticating.isHMAC(code, of: Array((timestamp + token).utf8), under: key, with: .sha256)
        else { throw .wrongSignature }
        try SignedMoment.check(SignedMoment.seconds(timestamp), at: now)
        return token
    }

    private static func assembled(_ form: PostedForm) -> AssembledMail {
        AssembledMail(
            sender: form.text("from") ?? form.text("sender"), recipient: form.text("recipient"),
            subject: form.text("subject"), date: form.text("Date"), messageID: form.text("Message-Id"),
            text: form.text("body-plain"), html: form.text("body-html"),
            files: form.files.map {
                AssembledMail.File(name: $0.filename ?? "", mediaType: $0.mediaType.name, bytes: Array($0.bytes))
            })
    }
}
