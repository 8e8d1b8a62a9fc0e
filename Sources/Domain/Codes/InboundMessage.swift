public import Foundation

/// One message that came in for a code route or an email connection, whatever carried it. Everything in it is hostile.
public struct InboundMessage: Sendable, Equatable {
    public let transport: InboundTransport
    public let receivedAt: Date
    /// When the sender says that it was sent; nil when unknown or absurd.
    public let sentAt: Date?
    /// The envelope's recipient: an alias of ours in lower case (`c-…@codes.example`), or a phone number or device key.
    public let recipient: String
    /// The address in `From`, lower-cased; for texts the number, short code or name as it came.
    public let sender: String
    public let subject: String?
    /// Plain text, at most `textLimit` bytes; made from the HTML part when there is no plain one.
    public let text: String
    public let html: String?
    public let authenticity: Authenticity
    /// Bytes on the wire.
    public let rawSize: Int
    /// `Message-ID`, `MessageSid` or the forwarder's id; repeats of one transport are dropped by it.
    public let reference: String?
    public let attachments: [InboundAttachment]
    /// What it says became of another message; nil for everything that is no delivery report.
    public let report: DeliveryReport?

    /// More text than this is cut off (mfa-code relay, safety rule 4: 64 KB).
    public static let textLimit = 65_536

    public init(
        transport: InboundTransport, receivedAt: Date, sentAt: Date? = nil, recipient: String, sender: String,
        subject: String? = nil, text: String, html: String? = nil, authenticity: Authenticity = Authenticity(),
        rawSize: Int, reference: String? = nil, attachments: [InboundAttachment] = [],
        report: DeliveryReport? = nil
    ) {
        self.transport = transport
        self.receivedAt = receivedAt
        self.sentAt = sentAt
        self.recipient = recipient
        self.sender = sender
        self.subject = subject
        self.text = text
        self.html = html
        self.authenticity = authenticity
        self.rawSize = rawSize
        self.reference = reference
        self.attachments = attachments
        self.report = report
    }

    /// The domain of the sender's address; empty for texts.
    public var senderDomain: String {
        sender.split(separator: "@", omittingEmptySubsequences: false).dropFirst().last.map(String.init) ?? ""
    }
}

/// What carried a message.
public enum InboundTransport: String, Sendable, Codable, CaseIterable {
    case smtp, lmtp, pipe, postmark, sendgrid, mailgun, ses, imap
    /// MIME posted as it is.
    case raw
    case twilio
    /// SMS Gateway for Android.
    case smsGateway = "sms_gateway"
    /// Incoming SMS to URL forwarder.
    case smsForwarder = "sms_forwarder"
    /// SMS Hooks.
    case smsHooks = "sms_hooks"
    /// An iPhone automation.
    case shortcuts

    public var isText: Bool {
        switch self {
        case .twilio, .smsGateway, .smsForwarder, .smsHooks, .shortcuts: true
        case .smtp, .lmtp, .pipe, .postmark, .sendgrid, .mailgun, .ses, .imap, .raw: false
        }
    }
}

/// What is known of a message's origin.
public struct Authenticity: Sendable, Equatable {
    /// Domains (`d=`) whose DKIM signature passed, lower-case: checked here, by a trusted host, or by a signed hook.
    public let dkimDomains: Set<String>
    /// The message came over a channel that vouches for it: a signed hook, a trusted mail host, a device's secret.
    public let isVouchedFor: Bool

    public init(dkimDomains: Set<String> = [], isVouchedFor: Bool = false) {
        self.dkimDomains = dkimDomains
        self.isVouchedFor = isVouchedFor
    }
}

/// A file that came with a mail.
public struct InboundAttachment: Sendable, Equatable {
    /// As the sender named it, without any folder; at most 200 characters.
    public let name: String
    /// Lower-case, e.g. `application/pdf`.
    public let mediaType: String
    public let bytes: [UInt8]

    public init(name: String, mediaType: String, bytes: [UInt8]) {
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
    }
}
