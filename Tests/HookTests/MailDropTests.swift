import Domain
import Foundation
import Hooks
import Ports
import Support
import Synchronization
import Testing

@Suite("Delivering posted mail") struct MailDropTests {
    private let receiver = RecordingReceiver(knows: ["c-k7@codes.example", "c-k8@codes.example"])

    private func drop(failing error: (any Error & Sendable)? = nil) -> MailDrop {
        MailDrop(receiver: receiver) { mime, envelope in
            if let error { throw error }
            return InboundMessage(
                transport: envelope.transport, receivedAt: envelope.receivedAt, recipient: envelope.recipient,
                sender: "no-reply@springfield.example", text: String(decoding: mime, as: UTF8.self),
                authenticity: Authenticity(dkimDomains: envelope.dkimDomains), rawSize: mime.count)
        }
    }

    private func mail(_ post: HookRequest, _ reader: any MailReading) async throws -> PostedMail {
        guard case .mail(let mail) = try await reader.read(post) else { throw CancellationError() }
        return mail
    }

    @Test("each recipient of ours gets the mail, with what the service knows of its origin and no more")
    func several() async throws {
        let mail = try await mail(
            Sample.rawPost("/in/mail/raw?to=c-k7@codes.example&to=c-k8@codes.example&to=x@y.example"), Sample.raw)
        #expect(try await drop().deliver(mail) == .taken)
        #expect(receiver.messages.map(\.recipient) == ["c-k7@codes.example", "c-k8@codes.example"])
        #expect(receiver.messages.allSatisfy { $0.authenticity == Authenticity() && $0.transport == .raw })
        let sendGrid = try #require(Sample.sendGrid())
        #expect(try await drop().deliver(await self.mail(Sample.sendGridPost(), sendGrid)) == .taken)
        #expect(receiver.messages.last?.authenticity.dkimDomains == ["springfield.example"])
    }

    @Test("what a service wrote into the mail goes to the reader with its name")
    func word() async throws {
        let servers = Mutex<[String?]>([])
        let drop = MailDrop(receiver: receiver) { mime, envelope in
            servers.withLock { $0.append(envelope.authenticationServer) }
            return InboundMessage(
                transport: envelope.transport, receivedAt: envelope.receivedAt, recipient: envelope.recipient,
                sender: "no-reply@springfield.example", text: "", rawSize: mime.count)
        }
        #expect(try await drop.deliver(await mail(Sample.sesPost("mail"), Sample.ses())) == .taken)
        #expect(servers.withLock { $0 } == ["amazonses.com"])
    }

    @Test("a mail for nobody here is not read")
    func unread() async throws {
        let mail = try await mail(Sample.rawPost("/in/mail/raw?to=x@y.example"), Sample.raw)
        #expect(try await drop(failing: CancellationError()).deliver(mail) == .unknownRecipient)
    }

    @Test("a token counts once, and again only when the mail was not taken")
    func tokens() async throws {
        let drop = drop()
        let mail = try await mail(Sample.mailgunPost(), Sample.mailgun)
        for verdict in [ReceiptVerdict.unavailable, .tooMany, .taken] {
            receiver.answer(verdict)
            #expect(try await drop.deliver(mail) == HookOutcome(verdict))
        }
        #expect(try await drop.deliver(mail) == .replayed)
        #expect(receiver.messages.count == 1)
    }

    @Test(
        "a signed mail that is posted again is not taken again, whatever it refers to", arguments: ["ses", "sendgrid"])
    func replays(service: String) async throws {
        let drop = drop()
        let sendGrid = try #require(Sample.sendGrid())
        for outcome in [HookOutcome.taken, .replayed] {
            let mail =
                try await service == "ses"
                ? mail(Sample.sesPost("mail"), Sample.ses()) : mail(Sample.sendGridPost(), sendGrid)
            #expect(try await drop.deliver(mail) == outcome)
        }
        #expect(receiver.messages.count == 1)
    }

    @Test("bytes that are no mail are refused; a reader in trouble asks for the mail again")
    func failures() async throws {
        struct NoMail: Error {}
        let mail = try await mail(Sample.rawPost(), Sample.raw)
        #expect(try await drop(failing: NoMail()).deliver(mail) == .refused(.malformed))
        #expect(try await drop(failing: HookRefusal.certificateUnavailable).deliver(mail) == .unavailable)
        #expect(receiver.messages.isEmpty)
    }
}
