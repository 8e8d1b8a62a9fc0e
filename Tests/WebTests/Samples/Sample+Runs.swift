import Domain
import Foundation
import Ports
@testable import Store
@testable import UseCases
@testable import Web

extension Sample {
    static func runSummary(
        _ progress: RunProgress, _ number: Int = 7, trigger: RunTrigger = .repair, sentence: String? = nil,
        after: ConnectionStatus? = nil
    ) -> RunSummary {
        let isOver = progress == .succeeded || progress == .failed
        return RunSummary(
            id: id(number), connectionID: id(1), trigger: trigger, progress: progress,
            queuedAt: now.addingTimeInterval(-9),
            startedAt: progress == .queued ? nil : now.addingTimeInterval(-8.4),
            endedAt: isOver ? now.addingTimeInterval(-0.5) : nil, outcomeCode: isOver ? "password_rejected" : nil,
            sentence: isOver ? sentence ?? "Signed in, 2 accounts and 1 bill." : nil, statusBefore: .passwordIncorrect,
            statusAfter: after)
    }

    static let runs: [RunSummary] = [
        runSummary(.running, 7),
        runSummary(
            .failed, 8, trigger: .schedule, sentence: "Valley Gas no longer accepts this password.",
            after: .passwordIncorrect),
        runSummary(.succeeded, 9, trigger: .schedule, after: .connected),
    ]

    static func run(_ progress: RunProgress) -> RunDetail {
        let failed = progress == .failed
        let entered: [RunStage] =
            switch progress {
            case .queued: []
            case .running, .failed: [.openingPortal, .signingIn]
            case .succeeded: [.openingPortal, .signingIn, .readingAccounts, .fetchingBills, .saving]
            }
        return RunDetail(
            summary: runSummary(
                progress, sentence: failed ? "Valley Gas does not accept this password either." : nil,
                after: failed ? .passwordIncorrect : progress == .succeeded ? .connected : nil),
            connection: connection(1, progress == .succeeded ? .connected : .passwordIncorrect, provider: providers[1]),
            stages: entered.enumerated().map {
                StageEntry(stage: $1, enteredAt: now.addingTimeInterval(-8.4 + Double($0) * 1.3))
            },
            outcome: nil, confidence: failed ? .high : nil, refusal: nil,
            proof: progress == .succeeded
                ? Proof(
                    accounts: 2, missingAccounts: [], records: 1, statesNoRecords: false,
                    summary: "account ending 4821, account ending 4822 and the October bill") : nil,
            isRepair: progress == .succeeded, accounts: progress == .succeeded ? accounts : [],
            bills: progress == .succeeded ? Array(bills.prefix(2)) : [], steps: failed ? trace : [],
            hasScreenshot: failed, requestedBy: "Paula Berg",
            actions: failed ? [.reconnect, .reclassify, .pause] : [.pause])
    }

    static let trace: [TraceStep] = [
        TraceStep(
            at: now.addingTimeInterval(-8), page: "sign-in", address: "https://my.valleygas.example/",
            matched: "selector form#login", action: "typed user name and password, clicked Sign in"),
        TraceStep(
            at: now.addingTimeInterval(-2), page: "rejected",
            address: "https://my.valleygas.example/session/new/with/a/rather/long/path/that/wraps",
            matched: "text \"does not match our records\"", action: "ended as password_rejected"),
    ]

    /// Four providers: a calm one, one with an incident, one with a long name, and one that was never checked.
    static let health: [ProviderHealth] = (0..<4).map { (index: Int) -> ProviderHealth in
        let isIdle = index == 3
        return ProviderHealth(
            provider: providers[index], connections: 14 + index, connected: isIdle ? 0 : 12,
            lastDay: isIdle ? rate(0, of: 0) : rate(18, of: 20),
            lastWeek: isIdle ? rate(0, of: 0) : rate(130, of: 140), lastPassAt: ago(0.1),
            medianSeconds: isIdle ? nil : 7.4, days: providerDays(isIdle: isIdle, isDown: index == 1),
            incident: index == 1 ? incident : nil)
    }

    private static func rate(_ passed: Int, of ended: Int) -> PassRate {
        PassRate([ProviderDayCount(day: now, outcomes: ["signed_in": passed, "site_down": ended - passed])])
    }

    private static func providerDays(isIdle: Bool, isDown: Bool) -> [ProviderDay] {
        (0..<30).map { day in
            let hasChecks = !isIdle && day % 11 != 5
            let failed = isDown && day > 25 ? 12 : 0
            let outcomes: [String: Int] = hasChecks ? ["signed_in": 18, "site_down": failed] : [:]
            return ProviderDay(day: ago(Double(29 - day)), outcomes: outcomes)
        }
    }

    static let members: [Member] = [
        member(.owner), member(.operator, number: 2, name: "Jens-Peter Freiherr von und zu Hohenstein-Wartburg"),
        Member(
            id: id(3), organizationID: organization.id, name: "Ada Okafor", email: "ada@acme.example", role: .viewer,
            createdAt: ago(90), disabledAt: ago(3)),
    ]

    static let apiKeys: [APIKey] = [
        APIKey(
            id: id(1), organizationID: organization.id, name: "Billing export",
            scopes: [.connectionsRead, .recordsRead],
            createdAt: ago(60), lastUsedAt: ago(0.01)),
        APIKey(
            id: id(2), organizationID: organization.id, name: "Old import", scopes: Set(APIScope.allCases),
            createdAt: ago(300), revokedAt: ago(12)),
    ]

    static let audit = AuditPage(
        lines: ["connection.created", "credentials.replaced", "member.invited", "api_key.revoked"].enumerated().map {
            AuditLine(
                entry: AuditEntry(
                    id: id($0 + 1), organizationID: organization.id, at: ago(Double($0)), author: .tieline, action: $1,
                    subject: $0 < 2
                        ? "con_\(Identifier<Connection>.sample.uuid)" : "mem_\(Identifier<Member>.sample.uuid)"),
                author: $0 == 0 ? "Tieline" : "Paula Berg")
        }, next: "more")
}

extension Identifier {
    static var sample: Self { Sample.id(1) }
}
