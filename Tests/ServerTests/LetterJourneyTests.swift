import Domain
import Foundation
import Logging
import Mail
import MailWire
import Ports
import Store
import Support
import Synchronization
import Testing
import UseCases
import Vault

@testable import SandboxUtility
@testable import Server

/// Letters over real connections of this machine: from a workplace to a customer's mailbox, and reports back.
@Suite("The way of a letter", .timeLimit(.minutes(5)))
struct LetterJourneyTests {
    @Test("a letter arrives in the customer's mailbox, with its link")
    func arrives() async throws {
        try await withPost { office, sandbox, _ in
            let letter = try await ask("zoe@world.example", by: office)
            _ = try await office.workplace.perform(.sendLetter(letter))
            #expect(try await state(of: letter, office) == .sent)
            let mail = try #require(await sandbox.mailroom.mailbox("zoe@world.example").mails.first)
            #expect(mail.from == "\"Acme Solar\" <requests@acme.example>")
            #expect(mail.sender.hasPrefix("r-") && mail.sender.hasSuffix("@codes.acme.example"))
            #expect(mail.text.contains("https://tieline.example/r/") && mail.html?.contains("<p>request") == true)
        }
    }

    @Test(
        "a report comes back and settles it",
        arguments: [
            ("gone", LetterState.bounced, "550 5.1.1 This mailbox was closed"), ("receipt", .delivered, "250 2.0.0 OK"),
            ("late", .sent, nil),
        ] as [(String, LetterState, String?)])
    func reported(name: String, expected: LetterState, words: String?) async throws {
        try await withPost { office, _, verdicts in
            let letter = try await ask("\(name)@postbox.example", by: office)
            _ = try await office.workplace.perform(.sendLetter(letter))
            // A report that was faster than our own book comes again.
            _ = await verdicts.first { $0 == .taken }
            #expect(try await state(of: letter, office) == expected)
            let found = try await office.storage.read { tx in try tx.letters.system(letter) }
            #expect(found?.words == words)
        }
    }

    @Test("nobody there: the server's words are kept")
    func refused() async throws {
        try await withPost { office, _, _ in
            let letter = try await ask("nobody@postbox.example", by: office)
            _ = try await office.workplace.perform(.sendLetter(letter))
            let found = try await office.storage.read { tx in try tx.letters.system(letter) }
            #expect(found?.state == .refused && found?.words == "550 5.1.1 No such address here")
        }
    }

    // MARK: - Arranging

    private struct Desk: Sendable {
        let workplace: Workplace
        let author: Author
        let office: Office

        var storage: any Storage { workplace.storage }
    }

    /// A workplace whose letters go to a sandbox, and whose mail door the sandbox's reports come to. The body hears what
    /// became of each mail that came in.
    private func withPost(
        _ body: @escaping @Sendable (Desk, SandboxServer, AsyncStream<ReceiptVerdict>) async throws -> Void
    ) async throws {
        let (ports, heard) = AsyncStream.makeStream(of: Int.self)
        let (verdicts, told) = AsyncStream.makeStream(of: ReceiptVerdict.self)
        let receiver = LateReceiver(told)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let door = MailDoor(
            [MailListener(.smtp, at: .tcp(host: "127.0.0.1", port: 0), setting: "TIELINE_SMTP_LISTEN")],
            hostName: "tieline.example", receiver: receiver, clock: TestClock(), logger: logger,
            onListening: { heard.yield($1) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await door.run() }
            var listening = ports.makeAsyncIterator()
            let doorPort = try #require(await listening.next())
            var options = SandboxOptions(now: { Date(timeIntervalSince1970: 1_772_471_704) })
            options.mailPort = 0
            options.mailRoutes.domains["codes.acme.example"] = MailHost(host: "127.0.0.1", port: doorPort)
            let sandbox = try SandboxServer(options, onMailListening: { heard.yield($0) })
            group.addTask { try await sandbox.run() }
            let mailPort = try #require(await listening.next())
            let desk = try await desk(lettersTo: mailPort)
            receiver.receiver.withLock { $0 = desk.workplace }
            try await body(desk, sandbox, verdicts)
            group.cancelAll()
        }
    }

    private func desk(lettersTo port: Int) async throws -> Desk {
        let office = try await Office.open(in: try await StoreEngine.sqlite.makeStore())
        let settings = try Settings(environment: [
            "TIELINE_SMTP_URL": "smtp://127.0.0.1:\(port)", "TIELINE_MAIL_FROM": "requests@acme.example",
            "TIELINE_PUBLIC_URL": "https://tieline.example",
        ])
        let fake = office.post.office()
        let post = PostOffice(
            writer: fake.writer, sender: MailSource.sender(settings.mail, hostName: settings.mailHostName),
            address: settings.mail.letters?.from ?? "", origin: fake.origin, signing: fake.signing)
        let old = office.workplace
        let workplace = Workplace(
            storage: old.storage, sealing: old.sealing, fingerprinting: old.fingerprinting, passwords: old.passwords,
            tokens: old.tokens, digests: old.digests, oneTimeCodes: old.oneTimeCodes, connectors: old.connectors,
            clock: old.clock, identifiers: old.identifiers, post: post, mailDomain: old.mailDomain)
        return Desk(workplace: workplace, author: office.author, office: office)
    }

    /// Queues a request to a customer, and answers its letter.
    private func ask(_ address: String, by desk: Desk) async throws -> CustomerLetter.ID {
        let connection = try await desk.office.checked("pat", password: "wrong")
        let customer = try await desk.storage.read { tx in try tx.connections.system(connection)?.customerID }
        let request = try await desk.workplace.draftRequest(
            NewRequest(
                customerID: try #require(customer), recipientName: "Zoë", recipientEmail: address,
                connections: [connection]),
            by: desk.author)
        try await desk.workplace.sendRequest(request, by: desk.author)
        let letters = try await desk.storage.read { tx in
            try tx.letters.ofRequest(request, in: desk.author.organizationID)
        }
        return try #require(letters.first).id
    }

    private func state(of letter: CustomerLetter.ID, _ desk: Desk) async throws -> LetterState? {
        try await desk.storage.read { tx in try tx.letters.system(letter)?.state }
    }
}

/// Receives for whoever is named later, and tells what became of each message.
private final class LateReceiver: MessageReceiving {
    let receiver = Mutex<(any MessageReceiving)?>(nil)
    private let told: AsyncStream<ReceiptVerdict>.Continuation

    init(_ told: AsyncStream<ReceiptVerdict>.Continuation) { self.told = told }

    func verdict(onRecipient address: String) async -> RecipientVerdict {
        await receiver.withLock { $0 }?.verdict(onRecipient: address) ?? .unavailable
    }

    func receive(_ message: InboundMessage) async -> ReceiptVerdict {
        let verdict = await receiver.withLock { $0 }?.receive(message) ?? .unavailable
        told.yield(verdict)
        return verdict
    }
}
