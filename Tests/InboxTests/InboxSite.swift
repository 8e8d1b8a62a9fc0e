import Domain
import Foundation
import HTTPKit
import HTTPTypes
import Hooks
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Ports
import Support
import Synchronization
import Testing
import Vault

@testable import Inbox

/// The inbound addresses behind the real edge, with every door open but SendGrid's.
struct InboxSite: Sendable {
    static let now = Date(timeIntervalSince1970: 1_772_471_704)
    static let alias = "c-k7@codes.example"
    static let form = "application/x-www-form-urlencoded"

    let receiver = RecordingReceiver(knows: ["p-k7", "c-k7", "b-k7", "k7", alias])
    let web = FakeWeb()
    let clock = TestClock(now)
    let log = InboxLog()

    func run(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        let url = try #require(URL(string: "https://relay.tieline.example"))
        let address = try #require(PublicAddress(url))
        let edge = Edge(address: address) { _ in
            Issue.record("a session was looked up")
            return nil
        } errorPage: { problem, _ in
            problem.title
        }
        let router = edge.makeRouter()
        try routes(address).add(to: router)
        var logger = Logger(label: "test") { _ in log.handler }
        logger.logLevel = .trace
        try await Application(responder: edge.responder(for: router), logger: logger).test(.router, body)
    }

    private func routes(_ address: PublicAddress) throws -> InboxRoutes {
        let verifier = SignatureVerifier()
        let fingerprinting = KeyedFingerprinter(KeyRing(createdAt: Self.now))
        let login = BasicLogin(Secret("hook:sesame"), authenticating: verifier)
        let topic = try #require(SNSTopic("arn:aws:sns:us-east-1:123456789012:inbound"))
        return InboxRoutes(
            texts: [
                .twilio: TwilioReader(
                    token: Secret("0123456789abcdef0123456789abcdef"), origin: address.origin,
                    authenticating: verifier, digesting: SHA256Digests()),
                .smsGateway: GatewayReader(key: Secret("relay-secret"), authenticating: verifier),
                .smsForwarder: ForwarderReader(.smsForwarder, fingerprinting: fingerprinting),
                .shortcuts: ForwarderReader(.shortcuts, fingerprinting: fingerprinting),
            ],
            mails: [
                .postmark: PostmarkReader(login: login),
                .mailgun: MailgunReader(key: Secret("signing-key"), authenticating: verifier),
                .ses: SESReader(topics: [topic], fetching: web, authenticating: verifier),
                .raw: RawMailReader(token: Secret("t0t0t0t0t0t0t0t0t0t0t0t0"), authenticating: verifier),
            ], receiver: receiver, parseMIME: Self.parse, fetching: web, clock: clock)
    }

    @Sendable private static func parse(_ mime: [UInt8], _ envelope: MailEnvelope) async throws -> InboundMessage {
        struct NoMail: Error {}
        let text = String(decoding: mime, as: UTF8.self)
        guard text.contains("\r\n\r\n") else { throw NoMail() }
        return InboundMessage(
            transport: envelope.transport, receivedAt: envelope.receivedAt, recipient: envelope.recipient,
            sender: "no-reply@springfield.example", text: text, rawSize: mime.count,
            reference: "<1@springfield.example>")
    }
}

/// Keeps what was logged, as text.
final class InboxLog: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }
    var refusals: [String] { all.filter { $0.contains("inbound message refused") } }
    var troubles: [String] { all.filter { $0.contains("inbound messages cannot be taken") } }
    var handler: any LogHandler { Handler(log: self) }

    private struct Handler: LogHandler {
        let log: InboxLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }
            log.lines.withLock { $0.append("\(event.level) \(event.message) \(all)") }
        }
    }
}

extension TestClientProtocol {
    /// Posts and gives back the status and the body.
    func post(
        _ path: String, _ headers: [String: String], _ body: String
    ) async throws -> (status: Int, body: String, headers: HTTPFields) {
        let fields = HTTPFields(
            headers.compactMap { name, value in
                HTTPField.Name(name).map { HTTPField(name: $0, value: value) }
            })
        let response = try await executeRequest(
            uri: path, method: .post, headers: fields, body: ByteBuffer(string: body))
        return (response.status.code, String(buffer: response.body), response.headers)
    }
}
