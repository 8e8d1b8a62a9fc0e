import Domain
import Foundation
public import Ports

/// Mail that Amazon SES hands over through an SNS topic with its content inside (up to 150 KB; larger ones go to S3 and
/// are not fetched from there).
public struct SESReader: MailReading {
    /// The name in the `Authentication-Results` that SES writes above everything that came with a mail. The notice's
    /// verdicts name no domain; this does.
    private static let authenticationServer = "amazonses.com"

    private let topics: [String: SNSTopic]
    private let certificates: SNSCertificates
    private let authenticating: any MessageAuthenticating

    /// - Parameter topics: Those whose word counts.
    public init(topics: [SNSTopic], fetching: any DocumentFetching, authenticating: any MessageAuthenticating) {
        self.topics = Dictionary(topics.map { ($0.name, $0) }) { first, _ in first }
        certificates = SNSCertificates(fetching)
        self.authenticating = authenticating
    }

    private struct Notice: Decodable {
        struct Receipt: Decodable {
            struct Verdict: Decodable {
                let status: String?
            }

            struct Action: Decodable {
                let encoding: String?
            }

            let recipients: [String]?
            let virusVerdict: Verdict?
            let dkimVerdict: Verdict?
            let dmarcVerdict: Verdict?
            let action: Action?

            /// A signature passed, and its domain does not forbid what was sent.
            var isProven: Bool { dkimVerdict?.status == "PASS" && dmarcVerdict?.status != "FAIL" }
        }

        let notificationType: String?
        let receipt: Receipt?
        let content: String?
    }

    public var isProvenByHeaders: Bool { false }

    /// The signature is in the body.
    public func admit(_ headers: HookHeaders) throws(HookRefusal) {}

    public func read(_ request: HookRequest) async throws(HookRefusal) -> MailDelivery {
        let envelope = try JSONBody.decoded(SNSNotice.self, from: request)
        guard let topic = topics[envelope.topic] else { throw .foreignTopic }
        try await checkSignature(of: envelope, topic, at: request.receivedAt)
        switch envelope.type {
        case "Notification": return try mail(envelope, at: request.receivedAt)
        case "SubscriptionConfirmation":
            guard let address = envelope.subscribeURL.flatMap(topic.address) else { throw .foreignTopic }
            return .confirmation(address)
        default: return .ignored
        }
    }

    private func checkSignature(of notice: SNSNotice, _ topic: SNSTopic, at now: Date) async throws(HookRefusal) {
        let hash: SignatureHash
        switch notice.signatureVersion {
        case "1": hash = .sha1
        case "2": hash = .sha256
        default: throw .wrongSignature
        }
        guard let address = topic.address(notice.certificateURL), address.pathExtension == "pem",
            address.query() == nil
        else { throw .foreignTopic }
        guard let signature = Data(base64Encoded: notice.signature) else { throw .wrongSignature }
        let pem = try await certificates.pem(at: address, now: now)
        guard let key = authenticating.publicKey(ofCertificate: pem, at: now),
            authenticating.isRSA([UInt8](signature), of: Array(notice.signedText.utf8), by: key, with: hash)
        else { throw .wrongSignature }
        try SignedMoment.check(
            SentMoment.read(notice.timestamp, at: now), at: now, notOlderThan: SignedMoment.hoursOfSNS)
    }

    private func mail(_ envelope: SNSNotice, at now: Date) throws(HookRefusal) -> MailDelivery {
        let notice = try JSONBody.decoded(Notice.self, from: envelope.message)
        // Without content the rule hands mail over in another way, which is not this one.
        guard notice.notificationType == "Received", let content = notice.content,
            notice.receipt?.virusVerdict?.status != "FAIL"
        else { return .ignored }
        let isBase64 = notice.receipt?.action?.encoding?.uppercased() == "BASE64"
        let decoded = isBase64 ? Data(base64Encoded: content, options: .ignoreUnknownCharacters) : Data(content.utf8)
        guard let mime = decoded else { throw .malformed }
        return .mail(
            try PostedMail(
                transport: .ses, receivedAt: now, recipients: notice.receipt?.recipients ?? [], mime: [UInt8](mime),
                authenticationServer: notice.receipt?.isProven == true ? Self.authenticationServer : nil,
                token: "\(envelope.topic) \(envelope.messageID)"))
    }
}
