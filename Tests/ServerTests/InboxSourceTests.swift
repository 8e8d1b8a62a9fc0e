import Domain
import Foundation
import HTTPKit
import HTTPTypes
import Hooks
import Hummingbird
import HummingbirdTesting
import Inbox
import NIOCore
import Support
import Testing
import Vault

@testable import Server

@Suite("Inbound doors of an installation") struct InboxSourceTests {
    private static let doors = [
        "sms/twilio/p-k7", "sms/sms-gateway/p-k7", "mail/postmark", "mail/sendgrid", "mail/mailgun", "mail/ses",
        "mail/raw",
    ]

    @Test("a door is closed until its setting is there", arguments: doors)
    func closed(door: String) async throws {
        #expect(try await status(of: door, with: [:]) == .notFound)
    }

    @Test("with its setting a door asks for proof", arguments: doors)
    func open(door: String) async throws {
        let status = try await status(
            of: door,
            with: [
                "TIELINE_TWILIO_TOKEN": "t", "TIELINE_SMS_GATEWAY_KEY": "k", "TIELINE_POSTMARK_LOGIN": "user:password",
                "TIELINE_SENDGRID_LOGIN": "user:password", "TIELINE_MAILGUN_KEY": "k",
                "TIELINE_SES_TOPIC": "arn:aws:sns:us-east-1:123456789012:in",
                "TIELINE_RAW_MAIL_TOKEN": String(repeating: "t", count: 24),
            ])
        // Those whose proof is in the body cannot find any in an empty one.
        let wanted: [HTTPResponse.Status] =
            ["mail/mailgun", "mail/ses"].contains(door) ? [.badRequest, .notAcceptable] : [.unauthorized, .forbidden]
        #expect(wanted.contains(status))
    }

    @Test("apps that sign nothing are known by their key", arguments: ["sms-forwarder", "sms-hooks", "shortcuts"])
    func unsigned(door: String) async throws {
        let body = #"{"from":"55512","text":"481207","body":"481207"}"#
        #expect(try await status(of: "sms/\(door)/p-k7", with: [:], body: body) == .ok)
        #expect(try await status(of: "sms/\(door)/p-k8", with: [:], body: body) == .notFound)
    }

    private static let results =
        "Authentication-Results: amazonses.com; spf=pass; dkim=pass header.i=@springfield.example\r\n"
    private static let forged = "Authentication-Results: mx.example; dkim=pass header.d=springfield.example\r\n"

    /// Domains that count as proven of a mail that begins with these headers.
    private func proven(
        _ headers: String, by transport: InboundTransport, of server: String? = nil
    ) async throws -> Set<String> {
        let settings = try Settings(environment: ["TIELINE_MAIL_AUTHSERV_ID": "mx.example"]).mail
        let envelope = MailEnvelope(
            transport: transport, recipient: "c-k7@codes.example", receivedAt: TestClock().now(),
            authenticationServer: server)
        let mail = Array("\(headers)From: a@springfield.example\r\n\r\n481207".utf8)
        return try await InboxSource.mimeParsing(settings)(mail, envelope).authenticity.dkimDomains
    }

    @Test("a service is believed under its own name at the top of a mail, a mail server of ours under the set one")
    func words() async throws {
        let service = "amazonses.com"
        #expect(try await proven(Self.results, by: .ses, of: service) == ["springfield.example"])
        #expect(try await proven(Self.forged + Self.results, by: .ses, of: service) == [])
        #expect(try await proven(Self.results, by: .ses) == [])
        #expect(try await proven(Self.forged, by: .raw) == ["springfield.example"])
        for transport in [InboundTransport.postmark, .mailgun, .ses] {
            #expect(try await proven(Self.forged, by: transport) == [])
        }
    }

    private func status(
        of door: String, with environment: [String: String], body: String = ""
    ) async throws -> HTTPResponse.Status {
        let url = try #require(URL(string: "https://tieline.example.com"))
        let address = try #require(PublicAddress(url))
        let edge = Edge(address: address) { _ in
            nil
        } errorPage: { problem, _ in
            problem.title
        }
        let clock = TestClock()
        let routes = InboxSource.routes(
            try Settings(environment: environment).hooks, address: address,
            receiver: RecordingReceiver(knows: ["p-k7"]), parseMIME: { _, _ in throw CancellationError() },
            fingerprinting: KeyedFingerprinter(KeyRing(createdAt: clock.now())), clock: clock, fetching: FakeWeb())
        let router = edge.makeRouter()
        routes.add(to: router)
        return try await Application(responder: edge.responder(for: router)).test(.router) { client in
            try await client.executeRequest(
                uri: "/in/\(door)", method: .post, headers: [:], body: ByteBuffer(string: body)
            ).status
        }
    }
}
