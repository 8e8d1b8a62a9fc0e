import Domain
import Foundation
import Hooks
import Ports
import Support
import Vault

/// One request of every kind, as its sender would sign it, at one moment.
enum Sample {
    static let now = Date(timeIntervalSince1970: 1_772_471_704)
    static let mail =
        "From: Springfield Electric <no-reply@springfield.example>\r\nTo: c-k7@codes.example\r\nSubject: Your code\r\n"
        + "Message-ID: <1@springfield.example>\r\n\r\nYour code is 481207.\r\n"

    static func request(
        _ target: String, _ headers: [String: String], _ body: String, at now: Date = now
    ) -> HookRequest {
        HookRequest(
            target: target, headers: HookHeaders(headers.map { ($0.key, $0.value) }), body: Array(body.utf8),
            receivedAt: now)
    }

    static func text(_ file: String) -> String { String(decoding: bytes(file), as: UTF8.self) }

    static func bytes(_ file: String) -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Payloads")
        // A missing file shows as a failing test.
        return (try? Data(contentsOf: folder.appending(path: file))).map { [UInt8]($0) } ?? []
    }

    // MARK: Readers

    static let fingerprinting = KeyedFingerprinter(KeyRing(createdAt: now))
    static let verifier = SignatureVerifier()
    static let twilio = TwilioReader(
        token: Secret("0123456789abcdef0123456789abcdef"), origin: "https://relay.tieline.example",
        authenticating: verifier, digesting: SHA256Digests())
    static let gateway = GatewayReader(key: Secret("relay-secret"), authenticating: verifier)
    static let postmark = PostmarkReader(login: BasicLogin(Secret("hook:sesame"), authenticating: verifier))
    static let mailgun = MailgunReader(key: Secret("signing-key"), authenticating: verifier)
    static let raw = RawMailReader(token: Secret("t0t0t0t0t0t0t0t0t0t0t0t0"), authenticating: verifier)

    static func sendGrid(key: String = text("sendgrid.key"), login: Bool = false) -> SendGridReader? {
        SendGridReader(
            signing: Data(base64Encoded: key).map { SendGridReader.Signing(publicKey: [UInt8]($0)) },
            login: login ? BasicLogin(Secret("hook:sesame"), authenticating: verifier) : nil,
            authenticating: verifier, digesting: SHA256Digests())
    }

    static let certificateAddress = "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem"

    static func ses(_ web: FakeWeb = FakeWeb([certificateAddress: bytes("sns.pem")])) -> SESReader {
        SESReader(
            topics: [SNSTopic("arn:aws:sns:us-east-1:123456789012:inbound")].compactMap(\.self), fetching: web,
            authenticating: verifier)
    }

    // MARK: Texts

    static let twilioForm =
        "From=%2B15550100123&Body=Your+Springfield+Electric+code+is+481207&To=%2B15550100999"
        + "&AccountSid=AC00000000000000000000000000000001&MessageSid=SM00000000000000000000000000000001&NumMedia=0"

    static func twilioPost(
        _ target: String = "/in/sms/twilio/k7?src=main", signature: String? = "vIYHO+Xb6lEjamsYi5+h9rnBd/U=",
        body: String = twilioForm, type: String = "application/x-www-form-urlencoded; charset=UTF-8"
    ) -> HookRequest {
        request(
            target, ["Content-Type": type].merging(["x-twilio-signature": signature].compactMapValues(\.self)) { $1 },
            body)
    }

    static let gatewayEvent =
        #"{"deviceId":"dev1","event":"sms:received","id":"e1","payload":{"messageId":"m1","message":"Your code is 481207","#
        + #""sender":"+15550100123","phoneNumber":"+15550100123","simNumber":1,"#
        + #""receivedAt":"2026-03-02T09:15:04.000-08:00"},"webhookId":"w1"}"#

    static func gatewayPost(
        _ body: String = gatewayEvent,
        signature: String? = "20d9717fd31cf4f5d03316ea75d3a3a19fc730537e535406aa02bc9ec91608ee",
        timestamp: String = "1772471704", at now: Date = now
    ) -> HookRequest {
        let headers = ["Content-Type": "application/json", "X-Timestamp": timestamp]
        return request(
            "/in/sms/sms-gateway/k7", headers.merging(["X-Signature": signature].compactMapValues(\.self)) { $1 }, body,
            at: now)
    }

    static func jsonPost(_ body: String, type: String = "application/json") -> HookRequest {
        request("/in/sms/sms-forwarder/k7", ["Content-Type": type], body)
    }

    // MARK: Mails

    static let basic = "Basic " + Data("hook:sesame".utf8).base64EncodedString()

    static let postmarkParts = """
        {"From":"no-reply@springfield.example","FromFull":{"Email":"no-reply@springfield.example","Name":"SE","MailboxHash":""},
        "To":"c-k7@codes.example","ToFull":[{"Email":"c-k7@codes.example","Name":"","MailboxHash":""}],
        "OriginalRecipient":"C-K7@codes.example","Subject":"Ihr Code für heute","Date":"Mon, 2 Mar 2026 09:15:04 -0800",
        "MessageID":"73e6d360-66eb-11e1-8e72-a8904824019b","TextBody":"Your code is 481207.","HtmlBody":null,
        "Headers":[{"Name":"X-Spam-Status","Value":"No"}],
        "Attachments":[{"Name":"Märzrechnung.pdf","ContentType":"application/pdf","Content":"JVBERi0xLjQ=","ContentLength":8}]}
        """

    static func postmarkPost(_ body: String = postmarkParts, authorization: String? = basic) -> HookRequest {
        request(
            "/in/mail/postmark",
            ["Content-Type": "application/json; charset=utf-8"].merging(
                ["Authorization": authorization].compactMapValues(\.self)
            ) { $1 }, body)
    }

    static func sendGridPost(
        _ body: String = text("sendgrid.body"), timestamp: String = "1772471704", at now: Date = now
    ) -> HookRequest {
        request(
            "/in/mail/sendgrid",
            [
                "Content-Type": "multipart/form-data; boundary=xYzZY",
                "X-Twilio-Email-Event-Webhook-Signature": text("sendgrid.signature"),
                "X-Twilio-Email-Event-Webhook-Timestamp": timestamp,
            ], body, at: now)
    }

    static let mailgunToken = String(repeating: "0123456789", count: 5)
    static let mailgunSignature = "692d0800c90fdb46bef6da6863dd0a2a64d05031e5c59c08f7249441747a2589"

    static func mailgunPost(
        timestamp: String = "1772471704", token: String = mailgunToken, signature: String = mailgunSignature,
        at now: Date = now
    ) -> HookRequest {
        let body =
            "recipient=c-k7%40codes.example&sender=bounce%40springfield.example"
            + "&from=SE+%3Cno-reply%40springfield.example%3E&subject=Your+code&body-plain=Your+code+is+481207."
            + "&timestamp=\(timestamp)&token=\(token)&signature=\(signature)"
        return request("/in/mail/mailgun", ["Content-Type": "application/x-www-form-urlencoded"], body, at: now)
    }

    static func sesPost(_ name: String, at now: Date = now) -> HookRequest {
        request("/in/mail/ses", ["Content-Type": "text/plain; charset=UTF-8"], text("ses-\(name).json"), at: now)
    }

    static func rawPost(_ target: String = "/in/mail/raw?to=c-k7%40codes.example", _ headers: [String: String] = [:])
        -> HookRequest
    {
        request(
            target,
            ["Authorization": "Bearer t0t0t0t0t0t0t0t0t0t0t0t0", "Content-Type": "message/rfc822"].merging(headers) {
                $1
            },
            mail)
    }
}
