import Domain
import Foundation
import HTTPTypes
import HummingbirdTesting
import Ports
import Support
import Testing

@testable import Inbox

@Suite("Doors for texts") struct TextDoorTests {
    private static let twilioHeaders = [
        "Content-Type": InboxSite.form, "X-Twilio-Signature": "NpbsQpD0WcEyXOZxqOby8SqiTRY=",
    ]
    private static let twilioBody =
        "AccountSid=AC00000000000000000000000000000001&Body=Your+Springfield+Electric+code+is+481207"
        + "&From=%2B15550100123&MessageSid=SM00000000000000000000000000000001&NumMedia=0&To=%2B15550100999"
    private static let json = ["Content-Type": "application/json"]
    private static let text = #"{"from":"55512","text":"Your code is 481207","sentStamp":1772471704000}"#

    @Test("Twilio gets empty TwiML, also for a repeat, which changes nothing")
    func twilio() async throws {
        let site = InboxSite()
        try await site.run { client async throws in
            for _ in 0..<2 {
                let answer = try await client.post(
                    "/in/sms/twilio/p-k7?src=main", Self.twilioHeaders, Self.twilioBody)
                #expect(answer.status == 200)
                #expect(answer.headers[.contentType] == "text/xml; charset=utf-8")
                #expect(answer.body == #"<?xml version="1.0" encoding="UTF-8"?><Response/>"#)
            }
        }
        #expect(site.receiver.messages.map(\.text) == ["Your Springfield Electric code is 481207"])
    }

    @Test("a wrong signature is 403 and reaches nobody; it is logged once a minute and without content")
    func wrongSignature() async throws {
        let site = InboxSite()
        try await site.run { client async throws in
            let wrong = Self.twilioHeaders.merging(["X-Twilio-Signature": "NpbsRpD0WcEyXOZxqOby8SqiTRY="]) { $1 }
            for _ in 0..<5 {
                #expect(try await client.post("/in/sms/twilio/p-k7?src=main", wrong, Self.twilioBody).status == 403)
            }
            #expect(site.log.refusals.count == 1)
            let unsigned = ["Content-Type": InboxSite.form]
            #expect(try await client.post("/in/sms/twilio/p-k7", unsigned, Self.twilioBody).status == 403)
            #expect(site.log.refusals.count == 1)
            site.clock.advance(by: 61)
            _ = try await client.post("/in/sms/twilio/p-k7?src=main", wrong, Self.twilioBody)
            #expect(site.log.refusals.count == 2)
        }
        #expect(site.receiver.messages.isEmpty)
        let lines = site.log.all.joined()
        #expect(lines.contains("hook_wrong_signature") && lines.contains("/in/sms/{transport}/{key}"))
        for secret in ["k7", "481207", "15550100123", "Npbs", "src=main"] { #expect(!lines.contains(secret)) }
    }

    @Test("who cannot prove itself again and again is slowed down; the others are not")
    func guessing() async throws {
        let site = InboxSite()
        try await site.run { client async throws in
            var statuses: [Int] = []
            for _ in 0..<25 {
                statuses.append(try await client.post("/in/sms/sms-gateway/p-k7", Self.json, "{}").status)
            }
            #expect(statuses.prefix(20).allSatisfy { $0 == 403 } && statuses.suffix(5).allSatisfy { $0 == 429 })
            #expect(try await client.post("/in/sms/sms-forwarder/p-k7", Self.json, Self.text).status == 200)
        }
    }

    @Test("the key may come in a header in place of the address")
    func keyHeader() async throws {
        let site = InboxSite()
        try await site.run { client async throws in
            let headers = Self.json.merging(["x-tieline-key": "p-k7"]) { $1 }
            #expect(try await client.post("/in/sms/shortcuts", headers, Self.text).status == 200)
            #expect(try await client.post("/in/sms/shortcuts", Self.json, Self.text).status == 404)
        }
        #expect(site.receiver.messages.map(\.transport) == [.shortcuts])
    }

    @Test(
        "closed doors, unknown transports, unknown keys and what is no key are all 404",
        arguments: [
            "/in/sms/sms-hooks/p-k7", "/in/sms/postmark/p-k7", "/in/sms/pigeon/p-k7", "/in/sms/sms_forwarder/p-k7",
            "/in/sms/sms-forwarder/p-k8", "/in/sms/sms-forwarder/p-k7%20", "/in/sms/sms-forwarder", "/in/sms", "/in",
            "/in/sms/sms-forwarder/p-" + String(repeating: "k", count: 127),
        ])
    func closed(path: String) async throws {
        let site = InboxSite()
        try await site.run { client async throws in
            #expect(try await client.post(path, Self.json, Self.text).status == 404)
        }
        #expect(site.receiver.messages.isEmpty)
    }

    @Test("an alias that mail comes to is no key of a phone", arguments: ["c-k7", "b-k7", "k7"])
    func alias(key: String) async throws {
        let site = InboxSite()
        try await site.run { client async throws in
            #expect(try await client.post("/in/sms/sms-forwarder/\(key)", Self.json, Self.text).status == 404)
            let header = Self.json.merging(["X-Tieline-Key": key]) { $1 }
            #expect(try await client.post("/in/sms/shortcuts", header, Self.text).status == 404)
        }
        #expect(site.receiver.messages.isEmpty)
    }

    @Test("what cannot be read is 400, too much 413, another method 405")
    func malformed() async throws {
        let site = InboxSite()
        try await site.run { client async throws in
            let path = "/in/sms/sms-forwarder/p-k7"
            #expect(try await client.post(path, Self.json, "{").status == 400)
            let long = #"{"text":""# + String(repeating: "x", count: 70_000) + #""}"#
            #expect(try await client.post(path, Self.json, long).status == 413)
            try await client.execute(uri: path, method: .get) { #expect($0.status == .methodNotAllowed) }
        }
        #expect(site.receiver.messages.isEmpty)
    }

    @Test("too many for one alias is 429, a store that does not answer 503, both with a time to wait")
    func trouble() async throws {
        let site = InboxSite()
        try await site.run { client async throws in
            for (verdict, status) in [(ReceiptVerdict.tooMany, 429), (.unavailable, 503)] {
                site.receiver.answer(verdict)
                let answer = try await client.post("/in/sms/sms-forwarder/p-k7", Self.json, Self.text)
                #expect(answer.status == status && answer.headers[.retryAfter] != nil)
            }
        }
    }

    @Test("that messages cannot be taken is said once a minute for each door, and nothing of the messages")
    func troubleLog() async throws {
        let site = InboxSite()
        site.receiver.answer(.unavailable)
        try await site.run { client async throws in
            for _ in 0..<3 {
                for door in ["sms-forwarder", "shortcuts"] {
                    let answer = try await client.post("/in/sms/\(door)/p-k7", Self.json, Self.text)
                    #expect(answer.status == 503)
                }
            }
            #expect(site.log.troubles.count == 2)
            site.clock.advance(by: 61)
            _ = try await client.post("/in/sms/shortcuts/p-k7", Self.json, Self.text)
            #expect(site.log.troubles.count == 3)
        }
        for secret in ["k7", "481207", "55512"] { #expect(!site.log.troubles.joined().contains(secret)) }
    }

    @Test("a key that is posted to without pause is held back, and no other")
    func flood() async throws {
        let site = InboxSite()
        try await site.run { client async throws in
            var statuses: Set<Int> = []
            for _ in 0..<61 {
                statuses.insert(try await client.post("/in/sms/sms-forwarder/p-k9", Self.json, Self.text).status)
            }
            #expect(statuses == [404, 429])
            #expect(try await client.post("/in/sms/sms-forwarder/p-k7", Self.json, Self.text).status == 200)
        }
    }
}
