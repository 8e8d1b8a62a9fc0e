import Domain
import Foundation
import Testing

@Suite("The blame check")
struct CohortTests {
    private func recent(_ codes: [String], age: Duration = minute) throws -> [RecentOutcome] {
        try codes.enumerated().map { index, code in
            RecentOutcome(connectionID: try identifier(index + 1), code: code, endedAt: after(hour - age))
        }
    }

    private func verdict(
        on outcome: Outcome, _ recent: [RecentOutcome], of connections: Int, incident: Incident? = nil
    ) throws -> CohortVerdict {
        Cohort.verdict(
            on: outcome, of: try identifier(99), recent: recent, connections: connections, incident: incident,
            at: after(hour))
    }

    @Test(
        "three others and a fifth of them must fail alike",
        arguments: [(2, 5, false), (3, 4, true), (3, 16, true), (3, 17, false), (4, 21, true), (4, 22, false)])
    func limits(alike: Int, connections: Int, isIncident: Bool) throws {
        let recent = try recent(Array(repeating: "site_down", count: alike))
        let expected: CohortVerdict = isIncident ? .incident(.websiteDown, .siteDown(.http5xx)) : .quiet
        #expect(try verdict(on: siteDown, recent, of: connections) == expected)
    }

    @Test("what counts as alike", arguments: everyOutcome)
    func families(_ outcome: Outcome) throws {
        let many = try recent(Array(repeating: outcome.code, count: 5))
        let expected: CohortVerdict =
            switch outcome {
            case .siteDown(let kind): .incident(.websiteDown, .siteDown(kind))
            case .pageChanged, .passwordRejected: .incident(.underInvestigation, .connectorBroken)
            case .blockedByProvider(let kind, _) where kind != .rateLimited:
                .incident(.underInvestigation, .blockedByProvider)
            default: .quiet
            }
        #expect(try verdict(on: outcome, many, of: 6) == expected)
        #expect(try verdict(on: outcome, recent(Array(repeating: "signed_in", count: 5)), of: 6) == .quiet)
    }

    @Test("old failures and the connection's own do not count")
    func ignored() throws {
        let old = try recent(["site_down", "site_down", "site_down"], age: minute * 30)
        #expect(try verdict(on: siteDown, old, of: 4) == .quiet)
        let own = try (0..<3).map { _ in
            RecentOutcome(connectionID: try identifier(99), code: "site_down", endedAt: after(hour))
        }
        #expect(try verdict(on: siteDown, own, of: 4) == .quiet)
    }

    @Test("one other connection confirms a changed page")
    func confirmed() throws {
        #expect(try verdict(on: pageChanged, recent(["blocked_by_provider"]), of: 50) == .confirmed)
        #expect(try verdict(on: siteDown, recent(["site_down"]), of: 50) == .quiet)
    }

    @Test("an open incident speaks for every failure")
    func open() throws {
        #expect(
            try verdict(on: rejected, [], of: 50, incident: incident(.websiteDown))
                == .incident(.websiteDown, .siteDown(.http5xx)))
    }

    @Test(
        "an incident is over when connections get through",
        arguments: [
            ([], false), (["signed_in"], true), (["site_down"], false), (["crashed"], false),
            (["site_down", "site_down", "signed_in"], false), (["site_down", "signed_in"], true),
            (["site_down", "site_down", "site_down", "signed_in", "signed_in"], true),
            (["password_rejected"], true), (["page_changed"], false),
        ])
    func over(_ codes: [String], isOver: Bool) throws {
        // Later ones in the list are newer.
        let recent = try codes.enumerated().map { index, code in
            RecentOutcome(
                connectionID: try identifier(index + 1), code: code, endedAt: after(minute * 50 + .seconds(index)))
        }
        #expect(Cohort.isOver(try incident(.websiteDown), recent: recent, at: after(hour)) == isOver)
    }

    @Test("a connector that was broken fits again only when it signs in, and only runs since then count")
    func overForConnectors() throws {
        let broken = try incident(.underInvestigation)
        #expect(!Cohort.isOver(broken, recent: try recent(["password_rejected"]), at: after(hour)))
        #expect(Cohort.isOver(broken, recent: try recent(["signed_in"]), at: after(hour)))
        #expect(!Cohort.isOver(broken, recent: try recent(["signed_in"], age: hour * 2), at: after(hour)))
    }

    private func incident(_ status: ConnectionStatus) throws -> Incident {
        Incident(
            id: try identifier(1), providerKey: try #require(ProviderKey("sandbox-harbor")), status: status,
            reason: status == .websiteDown ? .siteDown(.http5xx) : .connectorBroken, openedAt: start)
    }
}
