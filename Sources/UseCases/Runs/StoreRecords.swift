import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Stores accounts and bills, matched to the ones that were known, and says what that proves.
    ///
    /// - Parameter days: what the customer agreed to. A bill of another day proves that bills can be read, and is not kept.
    func store(
        _ result: ConnectorResult, within days: CollectedDays, of connection: Connection, at now: Date, in tx: Writing
    ) throws -> Proof {
        let known = try tx.accounts.ofConnection(connection.id, in: connection.organizationID)
        // What the customer does not share stays as it is known: by its number.
        let withheld = Set(known.filter { $0.withheldAt != nil }.map(\.providerReference))
        let shared = known.filter { $0.withheldAt == nil }
        let byReference = Dictionary(shared.map { ($0.providerReference, $0) }) { first, _ in first }
        let found = result.accounts.filter { !withheld.contains($0.providerReference) }
        for collected in found {
            let account = account(
                collected, known: byReference[collected.providerReference], of: connection, at: now)
            try tx.accounts.merge(account)
            for bill in collected.bills where days.contain(bill.issuedOn) {
                if let pdf = bill.pdf { try tx.documents.put(digests.digest(of: pdf), pdf) }
                try tx.bills.upsert(self.bill(bill, of: account, at: now))
            }
        }
        return Proof.reading(found, within: days, statesNoBills: result.statesNoBills, known: shared)
    }

    private func account(_ collected: CollectedAccount, known: Account?, of connection: Connection, at now: Date)
        -> Account
    {
        Account(
            id: known?.id ?? newID(), connectionID: connection.id, providerReference: collected.providerReference,
            number: collected.number, serviceAddress: collected.serviceAddress, meters: collected.meters,
            firstSeenAt: known?.firstSeenAt ?? now, lastSeenAt: now)
    }

    private func bill(_ collected: CollectedBill, of account: Account, at now: Date) -> Bill {
        Bill(
            id: newID(), connectionID: account.connectionID, accountID: account.id,
            providerReference: collected.providerReference, periodStart: collected.periodStart,
            periodEnd: collected.periodEnd, issuedOn: collected.issuedOn, amount: collected.amount,
            documentDigest: collected.pdf.map { digests.digest(of: $0) }, fetchedAt: now)
    }
}

extension Proof {
    /// What a session that read accounts proves (law, section 6).
    ///
    /// - Parameter days: what was kept of it, and may be named.
    static func reading(
        _ accounts: [CollectedAccount], within days: CollectedDays, statesNoBills: Bool, known: [Account]
    ) -> Proof {
        let seen = Set(accounts.map(\.providerReference))
        let bills = accounts.flatMap(\.bills)
        return Proof(
            accounts: accounts.count,
            missingAccounts: known.filter { !seen.contains($0.providerReference) }.map(\.number).sorted(),
            records: bills.count, statesNoRecords: statesNoBills,
            summary: summary(of: accounts, latest: bills.filter { days.contain($0.issuedOn) }.map(\.periodEnd).max()))
    }

    /// "account ending 4821 and the October bill".
    private static func summary(of accounts: [CollectedAccount], latest: String?) -> String {
        let endings = accounts.map { String($0.number.suffix(4)) }.formatted(
            .list(type: .and).locale(Locale(identifier: "en_US")))
        let named = accounts.count == 1 ? "account ending \(endings)" : "accounts ending \(endings)"
        guard let month = latest.flatMap(monthName) else { return named }
        return "\(named) and the \(month) bill"
    }

    private static func monthName(_ date: String) -> String? {
        let parts = date.split(separator: "-")
        guard parts.count == 3, let month = Int(parts[1]), (1...12).contains(month) else { return nil }
        return [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ][month - 1]
    }
}
