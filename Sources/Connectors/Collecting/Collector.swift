import Browser
import Domain
import Foundation
import Ports

/// Why collecting stopped.
enum CollectingStop: Error, Equatable {
    case failed(SignInFailure)
    case browser(BrowserError)
}

/// What was read after sign-in.
struct Collection: Equatable {
    let accounts: [CollectedAccount]
    let statesNoBills: Bool
}

/// Reads accounts, meters and bills of a portal that let us in.
struct Collector {
    let portal: PortalPage
    let request: ConnectorRequest
    let reporting: any RunReporting
    let clock: any WallClock
    let patience: Patience
    let deadline: Date
    var recorder: FlightRecorder

    private var recipe: Recipe { portal.recipe }

    init(
        portal: PortalPage, request: ConnectorRequest, reporting: any RunReporting, clock: any WallClock,
        patience: Patience, deadline: Date, recorder: FlightRecorder
    ) {
        self.portal = portal
        self.request = request
        self.reporting = reporting
        self.clock = clock
        self.patience = patience
        self.deadline = deadline
        self.recorder = recorder
    }

    mutating func result() async -> Result<Collection, CollectingStop> {
        do throws(CollectingStop) {
            return .success(try await collect())
        } catch {
            return .failure(error)
        }
    }

    private mutating func collect() async throws(CollectingStop) -> Collection {
        await reporting.entered(.readingAccounts)
        let listed = try await accounts()
        note("read \(listed.count) account\(listed.count == 1 ? "" : "s")")
        await reporting.entered(.fetchingBills)
        var accounts: [CollectedAccount] = []
        for (index, account) in listed.enumerated() {
            if index > 0 { _ = try await self.accounts() }
            accounts.append(try await complete(account))
        }
        return Collection(accounts: accounts, statesNoBills: accounts.allSatisfy(\.bills.isEmpty))
    }

    // MARK: - Accounts

    /// The list of accounts, after the steps that lead to it where it is not on the page already.
    private mutating func accounts() async throws(CollectingStop) -> [CollectedAccount] {
        let rowRequest = AccountParsing.request(recipe.accounts)
        var rows = try await browsing { try await $0.rows(rowRequest) }
        if rows.isEmpty {
            // The page may say already why there are none.
            let sighting = try await browsing { try await $0.look(seconds: 0) }
            if let failure = sighting.flatMap(CollectingTrouble.failure) { throw .failed(failure) }
            for step in recipe.accounts.visit { try await perform(step) }
            let mustLead = !recipe.accounts.visit.isEmpty
            rows = try await arrive(at: "accounts", expecting: "rows \(recipe.accounts.rows)", after: mustLead) {
                portal, _ in
                let rows = try await portal.rows(rowRequest)
                return rows.isEmpty ? nil : rows
            }
        }
        do {
            return try AccountParsing.accounts(rows, recipe.accounts)
        } catch {
            throw unreadable(error, at: "accounts")
        }
    }

    // MARK: - Bills

    private mutating func complete(_ account: CollectedAccount) async throws(CollectingStop) -> CollectedAccount {
        for step in recipe.bills.visit { try await perform(step.filled(for: account)) }
        let first = try await firstBillRows(of: account)
        let meters = try await meters(of: account)
        let listed = try await allBills(beginningWith: first)
        let documents = BillDocuments(page: portal.page, deadline: deadline, clock: clock)
        let bills = try await documents.fetch(BillParsing.wanted(listed, since: request.billsSince))
        note("read \(listed.count) bills, fetched \(bills.count(where: { $0.pdf != nil }))")
        return CollectedAccount(
            providerReference: account.providerReference, number: account.number,
            serviceAddress: account.serviceAddress, meters: meters, bills: bills)
    }

    /// The bills on the account's page, once the page is about this account and shows bills or says that there are none.
    private mutating func firstBillRows(of account: CollectedAccount) async throws(CollectingStop) -> [Row] {
        let reading = recipe.bills
        let billRequest = BillParsing.request(reading)
        let ownerRequest = BillParsing.ownerRequest(reading)
        return try await arrive(
            at: "bills", expecting: "rows \(reading.rows) of the account", after: !reading.visit.isEmpty
        ) { portal, sighting in
            guard BillParsing.isOwned(try await portal.rows(ownerRequest), by: account, reading) else { return nil }
            let rows = try await portal.rows(billRequest)
            return rows.isEmpty && !reading.statesNoBills.contains(where: sighting.facts.says) ? nil : rows
        }
    }

    private mutating func meters(of account: CollectedAccount) async throws(CollectingStop) -> [Meter] {
        guard let reading = recipe.bills.meters else { return account.meters }
        let rows = try await browsing { try await $0.rows(AccountParsing.request(reading)) }
        do {
            return account.meters + (try AccountParsing.meters(rows, reading))
        } catch {
            throw unreadable(error, at: "bills")
        }
    }

    /// Follows the list page by page until it ends or reaches bills that are not wanted.
    private mutating func allBills(beginningWith first: [Row]) async throws(CollectingStop) -> [ListedBill] {
        var bills = try parse(first)
        guard let next = recipe.bills.next else { return bills }
        let request = BillParsing.request(recipe.bills)
        var shown = first
        for _ in 1...Self.longestList {
            let oldest = bills.map(\.bill.issuedOn).min() ?? ""
            if let since = self.request.billsSince, oldest < since { return bills }
            guard try await browsing({ try await $0.shows(next) }) else { return bills }
            try await perform(.click(selector: next))
            let before = shown
            shown = try await arrive(at: "bills", expecting: "the next part of the list", after: true) { portal, _ in
                let rows = try await portal.rows(request)
                return rows.isEmpty || rows == before ? nil : rows
            }
            let known = Set(bills.map(\.bill.providerReference))
            bills += try parse(shown).filter { !known.contains($0.bill.providerReference) }
        }
        throw lost(at: "bills", expecting: "a list with an end", finding: "more than \(Self.longestList) parts")
    }

    private static let longestList = 60

    private func parse(_ rows: [Row]) throws(CollectingStop) -> [ListedBill] {
        do {
            return try BillParsing.bills(rows, recipe.bills, currency: recipe.provider.currency)
        } catch {
            throw unreadable(error, at: "bills")
        }
    }

    // MARK: - Moving about

    private mutating func perform(_ step: RecipeStep) async throws(CollectingStop) {
        try checkDeadline()
        do {
            try await portal.perform(step) { _ in nil }
        } catch {
            guard let selector = error.unusableElement else { throw .browser(error) }
            throw lost(at: "reading", expecting: "an element \(selector)", finding: "none")
        }
        note(step.trace)
    }

    /// Looks until `found` gives something, dismissing nags; trouble of the site and pages that stay something else end
    /// the run. After steps their effect is waited for first.
    private mutating func arrive<Found>(
        at place: String, expecting expected: String, after steps: Bool,
        _ found: (PortalPage, Sighting) async throws -> Found?
    ) async throws(CollectingStop) -> Found {
        var nags = 0
        var seconds = steps ? patience.quiet : 0
        let since = clock.now()
        while true {
            try checkDeadline()
            let isLate = clock.now().timeIntervalSince(since) >= patience.answer
            let sighting = try await browsing { [seconds] in try await $0.look(seconds: seconds) }
            seconds = patience.quiet
            guard let sighting else {
                if isLate { throw .failed(.outcome(.siteDown(kind: .timeout), .medium)) }
                continue
            }
            recorder.saw(sighting, at: clock.now())
            if let failure = CollectingTrouble.failure(sighting) { throw .failed(failure) }
            if let page = sighting.page, page.means == .nag, nags < patience.visits {
                nags += 1
                for step in page.steps { try await perform(step) }
                continue
            }
            if let found = try await browsing({ try await found($0, sighting) }) { return found }
            guard sighting.hasChanged, !isLate else {
                throw lost(at: place, expecting: expected, finding: sighting.page?.name ?? RecipePage.unknownName)
            }
        }
    }

    private func browsing<Value>(
        _ body: (PortalPage) async throws -> Value
    ) async throws(CollectingStop) -> Value {
        do {
            return try await body(portal)
        } catch {
            // A closure cannot say which error it throws; all of these throw the browser's.
            throw .browser(error as? BrowserError ?? .functionFailed)
        }
    }

    private func checkDeadline() throws(CollectingStop) {
        guard clock.now() < deadline else { throw .failed(.outcome(.crashed(cause: .deadline), .high)) }
    }

    private func lost(at step: String, expecting expected: String, finding found: String) -> CollectingStop {
        .failed(.lost(step: step, expected: expected, found: found))
    }

    private func unreadable(_ part: UnreadablePart, at step: String) -> CollectingStop {
        lost(at: step, expecting: part.expected, finding: "none in row \(part.row)")
    }

    private mutating func note(_ action: String) { recorder.did(action, at: clock.now()) }
}

/// What a sighting after sign-in says by itself. Pure.
enum CollectingTrouble {
    static func failure(_ sighting: Sighting) -> SignInFailure? {
        if let error = sighting.networkError { return PortalTrouble(networkError: error).failure }
        if let page = sighting.page, case .outcome(let proven) = page.means {
            return .outcome(proven.outcome(phrase: sighting.match?.phrase ?? ""), .high)
        }
        return PortalTrouble.failure(ofStatus: sighting.facts.status, isSignInPage: false)
    }
}
