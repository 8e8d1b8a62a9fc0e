public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Stores what the customer typed and tries it at once. Where no permission is in force, his consent begins with it.
    ///
    /// - Throws: `DoorstepError`; `.invalid` naming the field, also when the portal refused this password before.
    public func submitSignIn(
        _ token: Secret<String>, for item: Connection.ID, _ fields: [String: Secret<String>]
    ) async throws {
        let digest = tokens.digest(of: token)
        let guest = try await storage.read { tx in try admit(digest, in: tx) }
        _ = try guest.item(item)
        guard guest.request.consent != nil else { throw DoorstepError.stepOver }
        do {
            _ = try await submit(
                fields, for: item, by: guest.author, blanksKeep: false,
                preparing: { connection, tx in try beginWithConsent(of: connection, digest, in: tx) },
                following: { run, tx in try own(run, item, digest, in: tx) })
        } catch UseCaseError.checkRefused, UseCaseError.busy {
            throw DoorstepError.stepOver
        }
    }

    /// Notes that the customer signs in; where no permission is in force, the one that he agreed to begins.
    func beginWithConsent(of connection: Connection, _ digest: String, in tx: Writing) throws -> Connection {
        let guest = try admit(digest, in: tx.reading)
        _ = try guest.item(connection.id)
        guard let consent = guest.request.consent else { throw DoorstepError.stepOver }
        try note(
            .signInTried, of: guest.request, words: providerName(connection.providerKey), by: guest.author.auditAuthor,
            in: tx)
        let isLive =
            try tx.authorizations.of(connection.id, in: connection.organizationID)?.isLive(at: clock.now()) ?? false
        guard !isLive else { return connection }
        return try grant(
            consent, to: connection, withCredentials: true, in: guest.request.recipient.zone.zone, by: guest.author,
            in: tx)
    }

    /// Only a code is missing: signs in with what is stored, and waits for the code that the customer types.
    ///
    /// - Throws: `DoorstepError`; `.checkRefused` when the stored sign-in is of no use.
    public func sendCode(_ token: Secret<String>, for item: Connection.ID) async throws {
        let digest = tokens.digest(of: token)
        let (guest, connection) = try await storage.read { tx in
            (try admit(digest, in: tx), try tx.connections.system(item))
        }
        _ = try guest.item(item)
        // What is stored is used for him only where all but a code is there; the code proves that it is he.
        guard guest.request.consent != nil, connection?.state.status == .mfaTokenExpired else {
            throw DoorstepError.stepOver
        }
        do {
            let run = try await repairByLiveCode(item, by: guest.author)
            try await storage.write { tx in try own(run, item, digest, in: tx) }
        } catch UseCaseError.checkRefused, UseCaseError.busy {
            throw DoorstepError.stepOver
        }
    }

    /// Gives the run that waits the code that the customer typed.
    ///
    /// - Throws: `DoorstepError`; `.invalid` naming `code`; `.codeNotWanted`.
    public func answerCode(_ code: Secret<String>, token: Secret<String>, for item: Connection.ID) async throws {
        let digest = tokens.digest(of: token)
        let (guest, run) = try await storage.read { tx in
            let guest = try admit(digest, in: tx)
            let own = try guest.item(item).runID
            return (guest, try tx.runs.active(of: item).flatMap { $0.id == own ? $0 : nil })
        }
        guard let run else { throw UseCaseError.codeNotWanted }
        try await answerCode(code, for: run.id, by: guest.author)
    }

    /// Ticks what is shared. What is not is kept by its number only: nothing more of it is collected, and what was fetched of
    /// it is destroyed. That ends the item, and with the last one the request.
    ///
    /// - Throws: `DoorstepError`; `.invalid` naming `accounts` when nothing is ticked.
    public func shareAccounts(
        _ token: Secret<String>, for item: Connection.ID, _ shared: Set<Account.ID>
    ) async throws {
        let digest = tokens.digest(of: token)
        try await deciding { tx in
            let guest = try admit(digest, in: tx.reading)
            guard let connection = try tx.connections.find(item, in: guest.request.organizationID),
                connection.state.status == .connected,
                let run = try guest.item(item).runID.flatMap({ try tx.runs.system($0) }),
                run.statusAfter == .connected
            else { throw DoorstepError.stepOver }
            try share(shared, of: connection, by: guest.author, in: tx)
            try endItems(about: item, as: .done, by: guest.author, in: tx)
            try thankIfDone(guest.request.id, in: tx)
        }
    }

    /// Remembers whose sign-in a run is: its holder may see what it found.
    func own(_ run: Run.ID, _ item: Connection.ID, _ digest: String, in tx: Writing) throws {
        var own = try admit(digest, in: tx.reading).item(item)
        own.runID = run
        try tx.requests.save(own)
    }

    func share(
        _ shared: Set<Account.ID>, of connection: Connection, by author: Author, in tx: Writing
    ) throws {
        let accounts = try tx.accounts.ofConnection(connection.id, in: connection.organizationID)
        guard accounts.isEmpty || accounts.contains(where: { shared.contains($0.id) }) else {
            throw UseCaseError.invalid([
                FieldProblem(field: "accounts", code: "missing", message: "Tick at least one account.")
            ])
        }
        for account in accounts {
            let isShared = shared.contains(account.id)
            guard isShared != (account.withheldAt == nil) else { continue }
            try tx.accounts.withhold(account.id, at: isShared ? nil : clock.now())
            guard !isShared else { continue }
            try tx.shredder.destroyBills(of: account.id)
            tx.leaveNoTrace()
        }
        try record(.accountsShared, of: connection.id, by: author, in: tx)
        try note(.accountsChosen, of: connection, by: author.auditAuthor, in: tx)
    }
}
