import Domain
import Foundation
public import Ports

/// SendGrid's Inbound Parse: a form with the raw mail in `email`, or with its parts.
///
/// It proves itself by a signature (ECDSA over timestamp and raw body), by HTTP Basic, or by both. That the signature's
/// headers are those of SendGrid's event hook is not documented for this one, so their names are settings.
public struct SendGridReader: MailReading {
    /// How requests are signed.
    public struct Signing: Sendable {
        /// Subject public key info, DER.
        let publicKey: [UInt8]
        let signatureHeader: String
        let timestampHeader: String

        public static let standardSignatureHeader = "X-Twilio-Email-Event-Webhook-Signature"
        public static let standardTimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp"

        public init(
            publicKey: [UInt8], signatureHeader: String = standardSignatureHeader,
            timestampHeader: String = standardTimestampHeader
        ) {
            self.publicKey = publicKey
            self.signatureHeader = signatureHeader
            self.timestampHeader = timestampHeader
        }
    }

    private let signing: Signing?
    private let login: BasicLogin?
    private let authenticating: any MessageAuthenticating
    private let digesting: any Digesting

    /// Nil when neither a signature nor a login is asked for: then anybody could post.
    public init?(
        signing: Signing?, login: BasicLogin?, authenticating: any MessageAuthenticating, digesting: any Digesting
    ) {
        guard signing != nil || login != nil else { return nil }
        self.signing = signing
        self.login = login
        self.authenticating = authenticating
        self.digesting = digesting
    }

    private struct Envelope: Decodable {
        let to: [String]?
    }

    /// A login stands in the headers; a signature is of the body.
    public var isProvenByHeaders: Bool { login != nil }

    public func admit(_ headers: HookHeaders) throws(HookRefusal) {
        try login?.check(headers)
        if let signing {
            guard headers[signing.signatureHeader] != nil, headers[signing.timestampHeader] != nil else {
                throw .unsigned
            }
        }
    }

    public func read(_ request: HookRequest) throws(HookRefusal) -> MailDelivery {
        try admit(request.headers)
        let signed = try signing.map { signing throws(HookRefusal) in try signedBytes(request, signing) }
        let form = try PostedForm(request)
        guard let envelope = form.text("envelope") else { throw .malformed }
        let recipients = try JSONBody.decoded(Envelope.self, from: envelope).to ?? []
        return .mail(
            try PostedMail(
                transport: .sendgrid, receivedAt: request.receivedAt, recipients: recipients,
                mime: try Self.mime(form),
                dkimDomains: Self.passed(form.text("dkim") ?? ""), token: signed.map(digesting.digest)))
    }

    /// What the signature covers. The signature itself can be written in several ways.
    private func signedBytes(_ request: HookRequest, _ signing: Signing) throws(HookRefusal) -> [UInt8] {
        guard let header = request.headers[signing.signatureHeader],
            let timestamp = request.headers[signing.timestampHeader]
        else { throw .unsigned }
        let signed = Array(timestamp.utf8) + request.body
        guard let signature = Data(base64Encoded: header),
            authenticating.isECDSA([UInt8](signature), of: signed, by: signing.publicKey)
        else { throw .wrongSignature }
        try SignedMoment.check(
            SentMoment.read(timestamp, at: request.receivedAt), at: request.receivedAt,
            notOlderThan: SignedMoment.daysOfSendGrid)
        return signed
    }

    private static func mime(_ form: PostedForm) throws(HookRefusal) -> [UInt8] {
        if let raw = form.field("email") { return Array(raw.bytes) }
        return try assembled(form).mime
    }

    private static func assembled(_ form: PostedForm) throws(HookRefusal) -> AssembledMail {
        // Says in which character set each field is.
        let charsets = try form.text("charsets").map { text throws(HookRefusal) in
            try JSONBody.decoded([String: LooseText].self, from: text)
        }
        func text(_ name: String) -> String? { form.field(name)?.text(charsets?[name]?.text) }
        return AssembledMail(
            sender: text("from"), recipient: text("to"), subject: text("subject"),
            date: header("Date", in: text("headers")), messageID: header("Message-ID", in: text("headers")),
            text: text("text"), html: text("html"),
            files: form.files.map {
                AssembledMail.File(name: $0.filename ?? "", mediaType: $0.mediaType.name, bytes: Array($0.bytes))
            })
    }

    /// A header of the block, unfolded no further than its first line.
    private static func header(_ name: String, in block: String?) -> String? {
        let start = name.lowercased() + ":"
        let line = (block ?? "").split(whereSeparator: \.isNewline).first { $0.lowercased().hasPrefix(start) }
        return line.map { $0.dropFirst(start.count).trimmingCharacters(in: .whitespaces) }
    }

    /// `{@a.example : pass, @b.example : fail}` gives `a.example`.
    static func passed(_ text: String) -> Set<String> {
        let results = text.lowercased().matches(of: /@([a-z0-9.-]+)\s*:\s*([a-z]+)/)
        return Set(results.filter { $0.2 == "pass" }.map { String($0.1) })
    }
}
