import Domain
import Foundation
import HTTPKit
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Ports
import Support
import Testing

@testable import Inbox

@Suite("Doors for mail") struct MailDoorTests {
    private static let token = String(repeating: "0123456789", count: 5)
    private static let raw = ["Authorization": "Bearer t0t0t0t0t0t0t0t0t0t0t0t0", "X-Envelope-To": InboxSite.alias]
    private static let mail = "Subject: x\r\n\r\nYour code is 481207."

    private static func postmark(_ recipient: String = InboxSite.alias) -> String {
        #"{"OriginalRecipient":"\#(recipient)","RawEmail":"Subject: x\r\n\r\nYour code is 481207."}"#
    }

    private static func mailgun(_ recipient: String = InboxSite.alias, mime: String = mail) -> String {
        let parts = [
            "recipient": recipient, "timestamp": "1772471704", "token": token, "body-mime": mime,
            "signature": "692d0800c90fdb46bef6da6863dd0a2a64d05031e5c59c08f7249441747a2589",
        ]
        return parts.map { "--b\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n" }.joined() + "--b--"
    }

    private static let login = ["Authorization": "Basic " + Data("hook:sesame".utf8).base64EncodedString()]
    private static let multipart = ["Content-Type": "multipart/form-data; boundary=b"]

    @Test("Postmark hears 200 for what is taken, 403 for what never will be, and 401 while its login is wrong")
    func postmark() async throws {
        let site = InboxSite()
        try await site.run { client async throws in
            let path = "/in/mail/postmark"
            #expect(try await client.post(path, Self.login, Self.postmark()).status == 200)
            #expect(try await client.post(path, Self.login, Self.postmark("x@codes.example")).status == 403)
            #expect(try await client.post(path, Self.login, "{").status == 403)
            let wrong = try await client.post(path, ["Authorization": "Basic eDp5"], Self.postmark())
            #expect(wrong.status == 401 && wrong.headers[.wwwAuthenticate] == "Basic realm=\"tieline\"")
            #expect(try await client.post(path, [:], Self.postmark()).status == 401)
            site.receiver.answer(.unavailable)
            #expect(try await client.post(path, Self.login, Self.postmark()).status == 503)
            #expect(site.log.troubles.count == 1)
        }
        #expect(site.receiver.messages.map(\.recipient) == [InboxSite.alias])
    }

    @Test("Mailgun hears 200 for what is taken and for a used token, 406 for what never will be, 403 for a wrong key")
    func mailgun() async throws {
        let site = InboxSite()
        try await site.run { client async throws in
            let path = "/in/mail/mailgun/mime"
            let unknown = try await client.post(path, Self.multipart, Self.mailgun("x@codes.example"))
            #expect(unknown.status == 406)
        }
        try await site.run { client async throws in
            let path = "/in/mail/mailgun/mime"
            for _ in 0..<2 { #expect(try await client.post(path, Self.multipart, Self.mailgun()).status == 200) }
            let wrong = Self.mailgun().replacing("692d08", with: "692d09")
            #expect(try await client.post(path, Self.multipart, wrong).status == 403)
            #expect(try await client.post(path, Self.multipart, "--b").status == 406)
            site.clock.advance(by: 301)
            #expect(try await client.post(path, Self.multipart, Self.mailgun()).status == 403)
        }
        #expect(site.receiver.messages.count == 1)
    }

    @Test("raw mail is taken with its token; what is no mail is 400, an unknown alias 404")
    func raw() async throws {
        let site = InboxSite()
        try await site.run { client async throws in
            let path = "/in/mail/raw"
            #expect(try await client.post(path, Self.raw, Self.mail).status == 200)
            #expect(try await client.post(path, Self.raw, "not a mail").status == 400)
            let other = Self.raw.merging(["X-Envelope-To": "x@codes.example"]) { $1 }
            #expect(try await client.post(path, other, Self.mail).status == 404)
            let nobody = Self.raw.filter { $0.key == "Authorization" }
            #expect(try await client.post(path, nobody, Self.mail).status == 400)
            let wrong = Self.raw.merging(["Authorization": "Bearer x"]) { $1 }
            let answer = try await client.post(path, wrong, Self.mail)
            #expect(answer.status == 401 && answer.headers[.wwwAuthenticate] == "Bearer realm=\"tieline\"")
        }
        #expect(site.receiver.messages.count == 1)
    }

    @Test("Amazon hears 403 for a foreign topic and 503 while the certificate cannot be fetched")
    func ses() async throws {
        let site = InboxSite()
        let topic = "arn:aws:sns:us-east-1:123456789012:inbound"
        let notice = """
            {"Type":"Notification","MessageId":"m","TopicArn":"\(topic)","Message":"{}","Timestamp":"t",
            "SignatureVersion":"2","Signature":"AA==","SigningCertURL":"https://sns.us-east-1.amazonaws.com/a.pem"}
            """
        try await site.run { client async throws in
            let path = "/in/mail/ses"
            #expect(try await client.post(path, [:], notice.replacing("inbound", with: "other")).status == 403)
            let answer = try await client.post(path, [:], notice)
            #expect(answer.status == 503 && answer.headers[.retryAfter] != nil)
            site.web.put(Array("no certificate".utf8), at: "https://sns.us-east-1.amazonaws.com/a.pem")
            #expect(try await client.post(path, [:], notice).status == 403)
            #expect(try await client.post(path, [:], "<xml/>").status == 400)
        }
    }

    @Test("closed doors are 404", arguments: ["/in/mail/sendgrid", "/in/mail/twilio", "/in/mail/smtp", "/in/mail"])
    func closed(path: String) async throws {
        try await InboxSite().run { client async throws in
            #expect(try await client.post(path, Self.raw, Self.mail).status == 404)
        }
    }

    @Test("bodies count together: what does not fit is asked to come again, and room is given back")
    func budget() async throws {
        let budget = BodyBudget(bytes: 100)
        func take(_ size: Int, within body: @escaping () async throws -> Void = {}) async throws -> Int {
            let request = InboxRequest.post(String(repeating: "x", count: size))
            return try await budget.withBody(of: request, from: "a", upTo: 90, within: .seconds(5)) { bytes in
                try await body()
                return bytes.count
            }
        }
        #expect(try await take(90) == 90)
        let inner = try await take(60) {
            await #expect(throws: (any Error).self) { _ = try await take(50) }
            let fits = try await take(40)
            #expect(fits == 40)
        }
        #expect(inner == 60)
        #expect(try await take(90) == 90)
        await #expect(throws: (any Error).self) { _ = try await take(91) }
    }

    @Test("a body that is announced and does not come keeps nobody out; of one client only so many may be arriving")
    func announced() async throws {
        let budget = BodyBudget(bytes: 100, perClient: 1)
        @Sendable func take(_ request: Request, from client: String) async throws -> Int {
            try await budget.withBody(of: request, from: client, upTo: 90, within: .seconds(600)) { $0.count }
        }
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        let (ended, end) = AsyncStream.makeStream(of: Void.self)
        let idle = AsyncStream<ByteBuffer>(unfolding: {
            ask.yield()
            for await _ in ended {}
            return nil
        })
        let whole = InboxRequest.post(String(repeating: "x", count: 90))
        try await withThrowingTaskGroup(of: Int.self) { group in
            group.addTask {
                try await take(InboxRequest.post(RequestBody(asyncSequence: idle), announcing: 90), from: "idler")
            }
            _ = await asked.first { _ in true }
            #expect(try await take(whole, from: "other") == 90)
            await #expect(throws: Problem.self) { _ = try await take(whole, from: "idler") }
            end.finish()
            let arrived = try await group.next()
            #expect(arrived == 0)
        }
        #expect(try await take(whole, from: "idler") == 90)
    }
}
