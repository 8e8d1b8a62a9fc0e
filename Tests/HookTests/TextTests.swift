import Domain
import Foundation
import Hooks
import Testing

@Suite("Texts by hooks") struct TextTests {
    private func message(_ delivery: TextDelivery) throws -> InboundMessage {
        guard case .message(let message) = delivery else { throw NoMessage() }
        return message
    }

    private struct NoMessage: Error {}

    // MARK: Twilio

    @Test("Twilio's worked example is genuine, whatever the order of its parameters")
    func twilio() throws {
        let message = try message(Sample.twilio.read(Sample.twilioPost(), key: "k7"))
        #expect(message.transport == .twilio)
        #expect(message.recipient == "k7")
        #expect(message.sender == "+15550100123")
        #expect(message.text == "Your Springfield Electric code is 481207")
        #expect(message.reference == "SM00000000000000000000000000000001")
        #expect(message.receivedAt == Sample.now && message.sentAt == nil)
        #expect(message.authenticity.isVouchedFor)
    }

    @Test("a signature over the address with its explicit port counts as well")
    func twilioPort() throws {
        let post = Sample.twilioPost(signature: "EssElRbm60JYN5DmLjjWxexa/Ig=")
        #expect(throws: Never.self) { try Sample.twilio.read(post, key: "k7") }
    }

    @Test("a JSON body counts with its hash in the signed address, and with no other body")
    func twilioJSON() throws {
        let body = #"{"MessageSid":"SM2","From":"+15550100123","Body":"Your code is 481207","NumMedia":0}"#
        let target =
            "/in/sms/twilio/k7?bodySHA256=05eb140372f05837b3fc767756f7e5bf424e47998765c94418f9bda3111a6419"
        let signature = "vTL0q91r2bHb0omS3xXHX+gJ9EM="
        let post = Sample.twilioPost(target, signature: signature, body: body, type: "application/json")
        let message = try message(Sample.twilio.read(post, key: "k7"))
        #expect(message.text == "Your code is 481207" && message.reference == "SM2")
        let other = Sample.twilioPost(target, signature: signature, body: body + " ", type: "application/json")
        #expect(throws: HookRefusal.wrongSignature) { try Sample.twilio.read(other, key: "k7") }
    }

    @Test(
        "a changed text, address, signature or none is refused",
        arguments: [
            (Sample.twilioPost(body: Sample.twilioForm.replacing("481207", with: "481208")), .wrongSignature),
            (Sample.twilioPost(body: Sample.twilioForm + "&Extra=1"), .wrongSignature),
            (Sample.twilioPost("/in/sms/twilio/k8?src=main"), .wrongSignature),
            (Sample.twilioPost("/in/sms/twilio/k7"), .wrongSignature),
            (Sample.twilioPost(signature: "vIYHP+Xb6lEjamsYi5+h9rnBd/U="), .wrongSignature),
            (Sample.twilioPost(signature: "vIYHO"), .wrongSignature),
            (Sample.twilioPost(signature: ""), .wrongSignature),
            (Sample.twilioPost(signature: nil), .unsigned),
            (Sample.twilioPost(type: "text/plain"), .malformed),
        ] as [(HookRequest, HookRefusal)])
    func twilioRefused(post: HookRequest, refusal: HookRefusal) {
        #expect(throws: refusal) { try Sample.twilio.read(post, key: "k7") }
    }

    // MARK: SMS Gateway for Android

    @Test("the gateway's worked example is genuine and keeps the phone's time")
    func gateway() throws {
        let message = try message(Sample.gateway.read(Sample.gatewayPost(), key: "k7"))
        #expect(message.text == "Your code is 481207" && message.sender == "+15550100123")
        #expect(message.sentAt == Sample.now && message.reference == "m1" && message.transport == .smsGateway)
    }

    @Test("the gateway's signature is good for five minutes, either way", arguments: [-301.0, -300, 300, 301])
    func gatewayTime(offset: Double) {
        let post = Sample.gatewayPost(at: Sample.now.addingTimeInterval(offset))
        if abs(offset) > 300 {
            #expect(throws: HookRefusal.stale) { try Sample.gateway.read(post, key: "k7") }
        } else {
            #expect(throws: Never.self) { try Sample.gateway.read(post, key: "k7") }
        }
    }

    @Test(
        "a changed body, time or signature is refused",
        arguments: [
            (Sample.gatewayPost(Sample.gatewayEvent + " "), .wrongSignature),
            (Sample.gatewayPost(timestamp: "1772471705"), .wrongSignature),
            (Sample.gatewayPost(signature: "20d9"), .wrongSignature),
            (Sample.gatewayPost(signature: "zz"), .wrongSignature),
            (Sample.gatewayPost(signature: nil), .unsigned),
        ] as [(HookRequest, HookRefusal)])
    func gatewayRefused(post: HookRequest, refusal: HookRefusal) {
        #expect(throws: refusal) { try Sample.gateway.read(post, key: "k7") }
    }

    @Test(
        "other events and missing fields are no texts, and no trouble",
        arguments: [
            #"{"event":"system:ping","payload":null}"#, #"{"event":"sms:sent","payload":{"messageId":"m1"}}"#,
            #"{"event":"sms:received"}"#, #"{"event":"sms:received","payload":{"message":null}}"#,
            #"{"event":"mms:received","payload":{"subject":"x"}}"#,
        ])
    func gatewayEvents(body: String) throws {
        let post = Sample.gatewayPost(body, signature: Signing.gateway(body))
        #expect(try Sample.gateway.read(post, key: "k7") == .ignored)
    }

    @Test("a gateway that knows only the old name of the sender, and no times, is understood")
    func gatewayOld() throws {
        let body = #"{"event":"sms:received","id":7,"payload":{"message":"481207","phoneNumber":"55512"}}"#
        let message = try message(
            Sample.gateway.read(Sample.gatewayPost(body, signature: Signing.gateway(body)), key: "k7"))
        #expect(message.sender == "55512" && message.sentAt == nil && message.reference == "7")
    }

    // MARK: Apps that sign nothing

    @Test(
        "stamps come as numbers and as text",
        arguments: [
            (
                InboundTransport.smsForwarder,
                #"{"from":"55512","text":"481207","sentStamp":1772471704000,"receivedStamp":1772471705000,"sim":"SIM1"}"#
            ),
            (
                .smsForwarder,
                #"{"from":"55512","text":"481207","sentStamp":"1772471704000","receivedStamp":"","sim":1}"#
            ),
            (.smsHooks, #"{"body":"481207","from":"55512","timestamp":1772471704000}"#),
            (.smsHooks, #"{"body":"481207","from":55512,"timestamp":"1772471704000"}"#),
        ])
    func stamps(transport: InboundTransport, body: String) throws {
        let reader = ForwarderReader(transport, fingerprinting: Sample.fingerprinting)
        let message = try message(reader.read(Sample.jsonPost(body), key: "k7"))
        #expect(message.transport == transport && message.sender == "55512" && message.text == "481207")
        #expect(message.sentAt == Sample.now)
        #expect(message.reference?.count == 64)
    }

    @Test("a repeat has the same reference; another time, text, sender or phone has not")
    func repeats() throws {
        let reader = ForwarderReader(.smsHooks, fingerprinting: Sample.fingerprinting)
        func reference(_ from: String, _ text: String, _ stamp: Int, _ key: String = "k7") throws -> String {
            let body = #"{"body":"\#(text)","from":"\#(from)","timestamp":\#(stamp)}"#
            return try message(reader.read(Sample.jsonPost(body), key: key)).reference ?? ""
        }
        let first = try reference("a", "1", 1_772_471_704_000)
        #expect(try first == reference("a", "1", 1_772_471_704_000))
        #expect(try first != reference("b", "1", 1_772_471_704_000))
        #expect(try first != reference("a", "2", 1_772_471_704_000))
        #expect(try first != reference("a", "1", 1_772_471_704_001))
        #expect(try first != reference("a", "1", 1_772_471_704_000, "k8"))
    }

    @Test("an iPhone's automation has no time, so the same text counts again")
    func shortcuts() throws {
        let reader = ForwarderReader(.shortcuts, fingerprinting: Sample.fingerprinting)
        let body = #"{"from":"Springfield Electric","text":"Your code is 481207","source":"ios-shortcuts"}"#
        let message = try message(reader.read(Sample.jsonPost(body), key: "k7"))
        #expect(message.sender == "Springfield Electric" && message.reference == nil && message.sentAt == nil)
        #expect(try reader.read(Sample.jsonPost(#"{"from":"x","text":""}"#), key: "k7") == .ignored)
    }

    @Test(
        "times that cannot be are left out",
        arguments: ["0", "-5", "99999999999999999", "soon", "NaN", "1773000000000"])
    func absurdTimes(stamp: String) throws {
        let reader = ForwarderReader(.smsHooks, fingerprinting: Sample.fingerprinting)
        let body = #"{"body":"481207","from":"55512","timestamp":"\#(stamp)"}"#
        #expect(try message(reader.read(Sample.jsonPost(body), key: "k7")).sentAt == nil)
    }

    @Test("text in another character set is read, and zero bytes are left out")
    func charsets() throws {
        let reader = ForwarderReader(.smsForwarder, fingerprinting: Sample.fingerprinting)
        let bytes = Array(#"{"from":"x","text":"C"#.utf8) + [0xF3] + Array(#"digo: 481207\u0000"}"#.utf8)
        let request = HookRequest(
            target: "/in/sms/sms-forwarder/k7",
            headers: HookHeaders([("Content-Type", "application/json; charset=ISO-8859-1")]), body: bytes,
            receivedAt: Sample.now)
        #expect(try message(reader.read(request, key: "k7")).text == "Código: 481207")
    }

    @Test(
        "what is no such document is refused",
        arguments: [
            "", "{", "[]", "null", "7", #""text""#, #"{"from":"x"}"#, #"{"text":["x"]}"#, "{\"text\":\"\u{1}\"}",
            String(repeating: "[", count: 60_000), String(repeating: #"{"text":"#, count: 9_000),
        ])
    func malformed(body: String) {
        let reader = ForwarderReader(.smsForwarder, fingerprinting: Sample.fingerprinting)
        #expect(throws: HookRefusal.malformed) { try reader.read(Sample.jsonPost(body), key: "k7") }
    }
}
