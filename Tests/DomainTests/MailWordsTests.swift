import Domain
import Foundation
import Testing

/// What is said of connections whose bills come by mail.
@Suite("Words about email connections")
struct MailWordsTests {
    private func connection(_ status: ConnectionStatus, _ reason: Reason, kind: ConnectionKind = .email) throws
        -> Connection
    {
        Connection(
            id: try #require(Identifier("0198c0de-7c1f-7a52-8b3c-000000000001")),
            organizationID: try #require(Identifier("0198c0de-7c1f-7a52-8b3c-000000000002")),
            customerID: try #require(Identifier("0198c0de-7c1f-7a52-8b3c-000000000003")),
            providerKey: try #require(ProviderKey("harbor")), kind: kind, createdAt: .distantPast,
            state: ConnectionState(signInStatus: status, reason: reason, since: .distantPast))
    }

    @Test("nothing signs in: neither the cause nor the next step says so")
    func causes() throws {
        let fresh = try connection(.pending, .created)
        #expect(fresh.cause(utility: "Harbor Light") == "No mail has arrived yet.")
        let works = try connection(.connected, .proven)
        #expect(works.cause(utility: "Harbor Light") == "Bills arrive by mail." && works.nextAction == .nothing)
        let broken = try connection(.additionalCredentialsNeeded, .forwardingSilent)
        #expect(broken.nextAction == .reconnect)
        let online = try connection(.connected, .proven, kind: .online)
        #expect(online.cause(utility: "Harbor Light") == "Sign-in works and data arrives.")
        #expect(online.nextAction == .checkNow)
    }

    @Test(
        "the customer reads what his mailbox has to do with it",
        arguments: [Reason.forwardingSilent, .forwardingBounced, .forwardingUnverified])
    func customers(_ reason: Reason) throws {
        let text = try connection(.additionalCredentialsNeeded, reason).customerText(utility: "Harbor Light")
        #expect(text.contains("Harbor Light") && text.contains("mailbox"))
        let covered = try connection(.connected, .proven).customerText(utility: "Harbor Light")
        #expect(covered == ConnectionStatus.connected.entry.customerText(utility: "Harbor Light"))
    }
}
