import Domain
import Foundation
import Ports
@testable import UseCases
@testable import Web

extension Sample {
    static let customers = [
        "Greta Lindqvist", longName, "Bäckerei Sonnenschein", "O’Brien & Sons", "Mercer Street 14–18", "Ada Okafor",
    ]

    static func connection(
        _ number: Int = 1, _ status: ConnectionStatus = .passwordIncorrect, reason: Reason? = nil,
        provider: Provider? = nil, activity: Activity = .idle, cause: String? = nil
    ) -> ConnectionSummary {
        let provider = provider ?? providers[number % providers.count]
        let entry = status.entry
        return ConnectionSummary(
            id: id(number), customer: CustomerReference(id: id(number), name: customers[number % customers.count]),
            provider: reference(provider), kind: .online, status: status, reason: reason ?? .usual(for: status),
            actor: entry.actor,
            cause: cause ?? Cause.sentence(status, Reason.usual(for: status), utility: provider.name),
            nextAction: entry.nextAction,
            since: ago(Double(number) * 1.7 + 0.01), lastSuccessAt: status == .pending ? nil : ago(Double(number) + 2),
            lastAttemptAt: ago(0.3),
            nextAttemptAt: entry.actor == .customer ? nil : now.addingTimeInterval(Double(number) * 5000),
            activity: activity, loginHint: "gr…@example.com", deepLink: nil, createdAt: ago(200), archivedAt: nil,
            incidentID: nil, collectFrom: number == 1 ? CalendarDay("2025-03-01") : nil,
            sites: number == 1
                ? ["Lagerhalle Süd", "Mercer Street 14–18"].map { SiteReference(id: id(1), name: $0) } : [])
    }

    static var everyStatus: [ConnectionSummary] {
        ConnectionStatus.allCases.enumerated().map { index, status in
            connection(index + 1, status, activity: index == 3 ? .signingIn : .idle)
        }
    }

    static func page(_ rows: [ConnectionSummary], next: String? = nil) -> ConnectionPage {
        let filters: [ConnectionFilter: Int] = [
            .needsAttention: 32, .badLogins: 23, .mfa: 3, .expiredOrDeclined: 5, .website: 9, .healthy: 312,
            .all: rows.isEmpty ? 0 : 10_344, .archived: 2,
        ]
        return ConnectionPage(
            rows: rows, next: next,
            counts: ConnectionCounts(
                byFilter: rows.isEmpty ? [:] : filters, connected: rows.isEmpty ? 0 : 312,
                byActor: rows.isEmpty ? [:] : [.operator: 9, .customer: 23, .utility: 4]))
    }

    static func detail(
        _ status: ConnectionStatus = .passwordIncorrect,
        actions: Set<ConnectionAction> = [.reconnect, .pause, .archive],
        isBare: Bool = false
    ) -> ConnectionDetail {
        let summary = connection(1, status, cause: "Valley Gas no longer accepts this password.")
        return ConnectionDetail(
            summary: summary, customerText: status.entry.customerText(utility: "Valley Gas"),
            customerEmail: "greta@example.com", actions: actions,
            currentRun: status == .pending ? runSummary(.running) : nil, evidenceRunID: id(7),
            timeline: isBare ? [] : timeline, days: days(until: status), runs: isBare ? [] : runs,
            accounts: isBare ? [] : accounts, bills: isBare ? [] : bills,
            incident: status == .websiteDown ? incident : nil, billCounts: isBare ? [:] : [id(1): 24])
    }

    static let incident = Incident(
        id: id(1), providerKey: key("sandbox-valley"), status: .websiteDown, reason: .proven, openedAt: ago(0.2))

    static func days(until status: ConnectionStatus) -> [StatusDay] {
        (0..<90).map { index in
            let before: ConnectionStatus? =
                switch index {
                case ..<8: nil
                case 8: .pending
                case 30, 31: .websiteDown
                case 50: .underInvestigation
                default: .connected
                }
            return StatusDay(day: ago(Double(89 - index)), status: index > 84 ? status : before)
        }
    }

    static let timeline: [TimelineLine] = [
        TimelineLine(
            at: ago(1.7), kind: "status_changed", from: .connected, to: .passwordIncorrect,
            sentence: "Connected became Password incorrect.", runID: id(7), author: "Tieline"),
        TimelineLine(
            at: ago(40), kind: "paused", from: .connected, to: .paused, sentence: "Collection was paused.", runID: nil,
            author: "Paula Berg"),
        TimelineLine(
            at: ago(82), kind: "created", from: nil, to: .pending, sentence: "The connection was added.", runID: nil,
            author: "Paula Berg"),
    ]

    static let accounts: [Account] = [
        Account(
            id: id(1), connectionID: id(1), providerReference: "a1", number: "1002-4821",
            serviceAddress: "Donaudampfschifffahrtsgesellschaftsstraße 114b, 35037 Marburg an der Lahn",
            meters: [
                Meter(number: "E-77120", commodity: .electricity), Meter(number: "G-11002", commodity: .gas),
            ], firstSeenAt: ago(82), lastSeenAt: ago(3)),
        Account(
            id: id(2), connectionID: id(1), providerReference: "a2", number: "1002-4822",
            serviceAddress: "14 Mercer Street, Springfield", meters: [Meter(number: "W-9", commodity: .water)],
            firstSeenAt: ago(82), lastSeenAt: ago(3)),
    ]

    static let bills: [BillSummary] = (1...9).map { number in
        BillSummary(
            id: id(number), accountID: id(1), accountNumber: "1002-4821", periodStart: "2026-0\(number)-01",
            periodEnd: "2026-0\(number)-28", issuedOn: "2026-0\(number)-29",
            amount: Money(minorUnits: Int64(number) * 12_345, currency: "USD"), hasDocument: number != 4,
            fetchedAt: ago(3))
    }

    static func shelf(of account: Account?, next: String? = nil, isBare: Bool = false) -> BillShelf {
        BillShelf(
            connection: connection(1, .connected),
            accounts: isBare ? [] : zip(accounts, [24, 0]).map { CountedAccount(account: $0, bills: $1) },
            chosen: account, page: BillPage(rows: isBare ? [] : bills, next: next))
    }

    static let reconnectForm = ReconnectForm(
        connection: connection(1, .newPasswordNeeded, cause: "Valley Gas asks for a new password."),
        provider: providers[1],
        fields: [
            ReconnectField(prompt: providers[1].signInFields[0], mayStayBlank: true),
            ReconnectField(prompt: providers[1].signInFields[1], mayStayBlank: false),
            ReconnectField(
                prompt: Prompt(
                    name: "pet", label: "Your first pet", kind: .select, options: ["Cat", "Dog", "Meerschweinchen"]),
                mayStayBlank: false),
        ], attemptsLeft: 3, deepLink: "https://my.valleygas.example/password", currentRunID: nil)
}
