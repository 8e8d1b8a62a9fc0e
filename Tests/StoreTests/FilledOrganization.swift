import Domain
import Foundation
import Store
import Support

/// Acme with one of everything.
struct FilledOrganization: Sendable {
    let world: World
    let connection: Connection
    let run: Run
    let bill: Bill
    let key: APIKey
    let print: Fingerprint
    let mail: FiledMail

    init(in storage: any Storage) async throws {
        let world = try await World.make(in: storage)
        let now = world.clock.now()
        let connection = world.connection(status: .passwordIncorrect, loginHint: "pat")
        let run = world.run(of: connection)
        let account = Account(
            id: world.identifiers.id(), connectionID: connection.id, providerReference: "r", number: "1",
            serviceAddress: "", meters: [], firstSeenAt: now, lastSeenAt: now)
        let bill = Bill(
            id: world.identifiers.id(), connectionID: connection.id, accountID: account.id, providerReference: "b",
            periodStart: "2026-01-01", periodEnd: "2026-01-31", issuedOn: "2026-02-03",
            amount: Money(minorUnits: 1, currency: "USD"), documentDigest: "digest", fetchedAt: now)
        let key = APIKey(
            id: world.identifiers.id(), organizationID: world.acme.id, name: "k", scopes: [], createdAt: now)
        let print = world.fingerprint("login")
        let submission = Submission(
            runID: run.id, kind: .password, login: print, secret: print, isAttended: false, at: now)
        let event = ConnectionEventEntry(
            id: world.identifiers.next(), organizationID: world.acme.id, connectionID: connection.id, at: now,
            kind: "created", toStatus: .pending, author: .tieline)
        let audit = AuditEntry(
            id: world.identifiers.id(), organizationID: world.acme.id, at: now, author: .tieline, action: "a",
            subject: "s")
        let site = Site(
            id: world.identifiers.id(), organizationID: world.acme.id, customerID: connection.customerID, name: "Yard",
            createdAt: now)
        let session = MemberSession(
            digest: "session", memberID: world.pat.id, organizationID: world.acme.id, createdAt: now, lastSeenAt: now,
            expiresAt: now)
        let route = CodeRoute(
            id: world.identifiers.id(), organizationID: world.acme.id, connectionID: connection.id, kind: .sms,
            address: "p-1", createdAt: now)
        let wait = CodeWait(
            runID: run.id, number: 1, connectionID: connection.id, channel: .sms, routeID: route.id, askedAt: now,
            expiresAt: now)
        let mail = FiledMail(
            id: world.identifiers.id(), organizationID: world.acme.id, connectionID: connection.id, receivedAt: now,
            senderDomain: "a.example",
            attachments: [.init(name: "a.pdf", mediaType: "application/pdf", size: 1, digest: "mailed")])
        try await storage.write { tx in
            try tx.connections.insert(connection)
            try tx.sites.file(connection, under: tx.sites.findOrInsert(site))
            try tx.runs.insert(run)
            try tx.accounts.merge(account)
            try tx.documents.put("digest", [1])
            try tx.bills.upsert(bill)
            try tx.apiKeys.insert(key, digest: "key")
            try tx.submissions.open(submission, world.acme.id)
            try tx.timeline.append(event)
            try tx.audit.append(audit)
            try tx.sessions.insert(session)
            try tx.codeRoutes.put(route)
            try tx.codeWaits.open(
                NewCodeWait(wait, organizationID: world.acme.id, providerKey: .sample, login: print, phone: "p-1"))
            try tx.codeRequests.insert(
                CodeRequest(runID: run.id, number: 1, login: print, isAttended: true, at: now), world.acme.id)
            try tx.receivedMessages.insert(
                ReceivedMessage(
                    id: world.identifiers.id(), organizationID: world.acme.id, connectionID: connection.id,
                    address: "p-1", transport: .twilio, receivedAt: now, sender: nil, verdict: .used))
            try tx.confirmations.put(
                StoredConfirmation(sealed: [1], receivedAt: now, expiresAt: now), of: connection.id, in: world.acme.id)
            try tx.documents.put("mailed", [2])
            try tx.filedMail.insert(mail)
            try tx.evidence.put(run.id, stepsJSON: "[]", screenshot: [1])
        }
        (self.world, self.connection, self.run, self.bill, self.key, self.print) = (
            world, connection, run, bill, key, print
        )
        self.mail = mail
    }

    /// What Acme sees of its own: everything the neighbour was refused.
    func everything() async throws -> [String] {
        try await world.storage.read { tx in
            let acme = world.acme.id
            return [
                "\(try tx.members.all(in: acme))", "\(try tx.members.withEmail(world.pat.email)?.passwordHash ?? "")",
                "\(String(describing: try tx.connections.find(connection.id, in: acme)))",
                "\(try tx.apiKeys.all(in: acme))", "\(String(describing: try tx.sessions.find("session")))",
                "\(try tx.connections.counts(ConnectionQuery(organizationID: acme, search: "rivera")).byStatus)",
                "\(try tx.runs.ofConnection(connection.id, in: acme, limit: 9))",
                "\(try tx.bills.ofConnection(connection.id, in: acme, limit: 9))",
                "\(String(describing: try tx.codeRoutes.live(of: connection.id, in: acme)))",
                "\(String(describing: try tx.filedMail.find(mail.id, in: acme)))",
                "\(try tx.submissions.history(login: print, secret: print, since: .distantPast, in: acme))",
            ]
        }
    }
}
