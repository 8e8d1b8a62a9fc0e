public import Domain
public import Foundation
import Ports
import Store
public import UseCases

// Codes on their way: a connection whose portal asks for one, and messages that bring it.
extension Office {
    /// A connected login of the tower, whose portal asks every browser it does not know for a code from now on.
    public func towered(
        _ username: String = "pat", demand: FakePortal.CodeDemand = .init()
    ) async throws -> Connection.ID {
        await portal.add(username, .init(password: "sesame-1"))
        let id = try await checked(username, at: .tower)
        await portal.add(username, .init(password: "sesame-1", demand: demand))
        return id
    }

    /// Carries out a run while something happens as soon as it waits for its code.
    public func carryOut(
        _ run: Run.ID, on workplace: Workplace? = nil, in slot: any WorkSlot = Uncounted(),
        whenWaiting act: @escaping @Sendable () async throws -> Void
    ) async throws {
        let workplace = workplace ?? self.workplace
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await workplace.runCheck(run, in: slot) }
            group.addTask {
                try await self.waitUntilAsked(run)
                try Task.checkCancellation()
                try await act()
            }
            // The first error ends both: a process that dies waits for nothing.
            for try await _ in group {}
        }
    }

    /// Returns when a run waits for a code and its page was seen.
    public func waitUntilAsked(_ run: Run.ID) async throws {
        let ticks = try await workplace.watchRun(run, by: author)
        for await _ in ticks {
            let detail = try await workplace.showRun(run, by: author)
            if detail.codeWait?.state == .waiting, detail.codeWait?.destinationMasked != nil { return }
            if detail.summary.endedAt != nil { return }
        }
    }

    /// The alias of a connection's mail route.
    public func alias(of connection: Connection.ID) async throws -> String {
        try await workplace.showCodeRoute(of: connection, by: author).address ?? ""
    }

    /// An email connection to which nothing has come.
    public func emptyMailbox() async throws -> CreatedEmailConnection {
        try await workplace.createEmailConnection(
            NewConnection(
                holder: .named("Mia Mail", email: "mia@mail.example"), providerKey: Provider.tower.key.text),
            by: author)
    }

    /// An email connection to which one bill has come.
    public func mailbox() async throws -> Connection.ID {
        let created = try await emptyMailbox()
        _ = await workplace.receive(bill(to: created.address))
        return created.id
    }

    /// The address of an email connection; empty when it was taken back.
    public func billAddress(of connection: Connection.ID) async throws -> String {
        try await workplace.showForwarding(of: connection, by: author).address ?? ""
    }

    /// A mail of the tower with a bill, as it arrives.
    public func bill(
        to address: String, from sender: String = "billing@tower.example",
        signedBy domains: Set<String> = ["tower.example"], text: String = "%PDF-1.4 October"
    ) -> InboundMessage {
        InboundMessage(
            transport: .smtp, receivedAt: clock.now(), recipient: address, sender: sender, subject: "Your bill",
            text: "Your bill is attached.", authenticity: Authenticity(dkimDomains: domains), rawSize: 40_000,
            attachments: [
                InboundAttachment(name: "bill.pdf", mediaType: "application/pdf", bytes: Array(text.utf8)),
                InboundAttachment(name: "logo.png", mediaType: "image/png", bytes: [0x89, 0x50]),
            ])
    }

    /// A mail of the tower with a code in it, as it arrives.
    public func mail(
        to alias: String, code: String = "481207", from sender: String = "codes@tower.example",
        signedBy domains: Set<String> = ["tower.example"], reference: String? = nil, receivedAt: Date? = nil
    ) -> InboundMessage {
        InboundMessage(
            transport: .smtp, receivedAt: receivedAt ?? clock.now(), recipient: alias, sender: sender,
            subject: "Your verification code", text: "Your Tower Electric verification code is \(code).\n",
            authenticity: Authenticity(dkimDomains: domains), rawSize: 900, reference: reference)
    }

    /// A text of the tower with a code in it, as a phone passes it on.
    public func text(to phone: String, code: String = "481207", from sender: String = "12345") -> InboundMessage {
        InboundMessage(
            transport: .smsGateway, receivedAt: clock.now(), recipient: phone, sender: sender,
            text: "Tower Electric: your security code is \(code)",
            authenticity: Authenticity(isVouchedFor: true), rawSize: 60)
    }

    /// What became of every message of a connection, newest first.
    public func verdicts(of connection: Connection.ID) async throws -> [MessageVerdict] {
        try await workplace.showCodeRoute(of: connection, by: author).ledger.lines.map(\.verdict)
    }
}
