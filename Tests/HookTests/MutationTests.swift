import Domain
import Foundation
import Hooks
import Ports
import Support
import Testing
import Vault

@Suite("Damaged payloads") struct MutationTests {
    /// Readers that look at a payload behind its signature too.
    private struct Trusting: MessageAuthenticating {
        func isHMAC(_: [UInt8], of _: [UInt8], under _: Secret<String>, with _: SignatureHash) -> Bool { true }
        func isECDSA(_: [UInt8], of _: [UInt8], by _: [UInt8]) -> Bool { true }
        func isRSA(_: [UInt8], of _: [UInt8], by _: [UInt8], with _: SignatureHash) -> Bool { true }
        func publicKey(ofCertificate _: String, at _: Date) -> [UInt8]? { [1] }
        func isSame(_: Secret<String>, as _: Secret<String>) -> Bool { true }
    }

    @Test("whatever is changed in a text, it is read, ignored or refused", arguments: [UInt64(1), 2, 3, 4])
    func texts(seed: UInt64) {
        let reader = ForwarderReader(.smsForwarder, fingerprinting: Sample.fingerprinting)
        let trusting = GatewayReader(key: Secret("k"), authenticating: Trusting())
        let json = Sample.jsonPost(
            #"{"from":"55512","text":"Your code is 481207","sentStamp":"1772471704000","sim":null}"#)
        let cases: [(any TextReading, HookRequest)] = [
            (Sample.twilio, Sample.twilioPost()), (Sample.gateway, Sample.gatewayPost()),
            (trusting, Sample.gatewayPost()), (reader, json),
        ]
        var dice = Dice(seed: seed)
        for (reader, post) in cases {
            for _ in 0..<300 {
                let damaged = dice.damaged(post)
                do throws(HookRefusal) {
                    guard case .message(let message) = try reader.read(damaged, key: "k7") else { continue }
                    #expect(message.text.utf8.count <= InboundMessage.textLimit && !message.text.contains("\0"))
                    #expect(message.recipient == "k7" && message.rawSize == damaged.body.count)
                } catch {}
            }
        }
    }

    @Test("whatever is changed in a mail, it is read, ignored or refused", arguments: [UInt64(5), 6, 7, 8])
    func mails(seed: UInt64) async throws {
        let trust = Trusting()
        let login = BasicLogin(Secret(""), authenticating: trust)
        let topic = try #require(SNSTopic("arn:aws:sns:us-east-1:123456789012:inbound"))
        let web = FakeWeb([Sample.certificateAddress: [1]])
        let sendGrid = try #require(
            SendGridReader(signing: .init(publicKey: []), login: nil, authenticating: trust, digesting: SHA256Digests())
        )
        let cases: [(any MailReading, HookRequest)] = [
            (PostmarkReader(login: login), Sample.postmarkPost()), (sendGrid, Sample.sendGridPost()),
            (MailgunReader(key: Secret(""), authenticating: trust), Sample.mailgunPost()),
            (SESReader(topics: [topic], fetching: web, authenticating: trust), Sample.sesPost("mail")),
            (SESReader(topics: [topic], fetching: web, authenticating: trust), Sample.sesPost("confirmation")),
            (RawMailReader(token: Secret(""), authenticating: trust), Sample.rawPost()),
        ]
        var dice = Dice(seed: seed)
        for (reader, post) in cases {
            for _ in 0..<200 {
                let damaged = dice.damaged(post)
                do throws(HookRefusal) {
                    guard case .mail(let mail) = try await reader.read(damaged) else { continue }
                    #expect(!mail.recipients.isEmpty && mail.recipients.count <= 20)
                    #expect(mail.mime.count <= 4 * damaged.body.count + 4_000)
                } catch {}
            }
        }
    }
}

/// Chance with a seed (SplitMix64), and what it does to a request.
private struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func roll(_ sides: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((word ^ (word >> 31)) % UInt64(max(1, sides)))
    }

    mutating func damaged(_ request: HookRequest) -> HookRequest {
        var body = request.body
        for _ in 0...roll(4) { damage(&body) }
        return HookRequest(
            target: request.target, headers: request.headers, body: body, receivedAt: request.receivedAt)
    }

    private mutating func damage(_ body: inout [UInt8]) {
        let place = roll(body.count + 1)
        switch roll(7) {
        case 0: body = Array(body[..<place])
        case 1 where place < body.count: body[place] = UInt8(roll(256))
        case 2: body.insert(contentsOf: Self.nasty[roll(Self.nasty.count)], at: place)
        case 3: body.removeSubrange(place..<min(body.count, place + roll(20)))
        case 4: body.insert(contentsOf: body[place..<min(body.count, place + roll(200))], at: place)
        case 5 where place < body.count: body[place] ^= UInt8(1 << roll(8))
        default: body.append(UInt8(roll(256)))
        }
    }

    private static let nasty: [[UInt8]] = [
        [0], [0xFF, 0xFE], [0xC0, 0x80], [0xED, 0xA0, 0x80], Array("\r\n\r\n".utf8), Array("\r\n--xYzZY".utf8),
        Array("\\ud800".utf8), Array("\\u0000".utf8), Array("1e400".utf8), Array("-9223372036854775809".utf8),
        Array("null".utf8), Array("{\"a\":[".utf8), Array("%00%".utf8), Array("&&=&".utf8), Array("\"".utf8),
        [UInt8](repeating: UInt8(ascii: "["), count: 3_000), [UInt8](repeating: UInt8(ascii: "9"), count: 400),
        Array("🏳️‍🌈\u{301}\u{202E}".utf8),
    ]
}
