import Domain
import Foundation
import Ports
@testable import UseCases
@testable import Web

extension Sample {
    static let codeHabits = CodeHabits(
        channels: [.email, .sms, .totp], mailSenders: ["codes.valleygas.example", "notify.valleygas.example"],
        textSenders: ["72345", "VALLEYGAS"], shape: CodeShape(length: 6...6, isNumeric: true))

    static let asking = provider(
        "sandbox-valley", "Valley Gas", address: "https://my.valleygas.example/", codes: codeHabits)

    /// Nobody knows how its codes come.
    static let longAsking = providers[2]

    static let alias = "c-mfzxg2lbnfxgo5dimv4gk3dffy@codes.acme-solar.example"
    static let phoneKey = "p-mfzxg2lbnfxgo5dimv4gk3dffy"

    static func route(
        _ kind: CodeRouteKind, provenAt: Date? = nil, delay: TimeInterval? = nil, misses: Int = 0
    ) -> CodeRoute {
        CodeRoute(
            id: id(1), organizationID: organization.id, connectionID: id(1), kind: kind, createdAt: ago(40),
            provenAt: provenAt, lastArrivalAt: delay.map { _ in ago(2) }, lastDelay: delay, misses: misses)
    }

    static func codes(
        _ route: CodeRoute? = nil, at provider: Provider = asking, health: CodeRouteHealth = .missing,
        ways: [CodeRouteKind] = [.authenticator, .email, .sms, .live], phones: [PhoneChoice] = [],
        ledger: [CodeLedgerLine] = [], question: ForwardingQuestion? = nil, role: Role = .operator
    ) -> CodeRouteDetail {
        let address: String? =
            switch route?.kind {
            case .email: alias
            case .sms: phoneKey
            default: nil
            }
        return CodeRouteDetail(
            connection: connection(1, .mfaTokenExpired, provider: provider), provider: provider, route: route,
            address: address, health: health, ways: ways, phones: phones,
            ledger: CodeLedger(
                used: ledger.count { $0.verdict == .used }, others: ledger.count { $0.verdict != .used }, lines: ledger),
            confirmation: question, rehearsal: nil, wait: nil, trust: nil, trustEndsAt: nil,
            mayChange: role != .viewer)
    }

    static let question = ForwardingQuestion(
        code: "412 157 903", link: "https://mail-settings.google.com/mail/vf-%5BANGjdJ8mUo%5D-2Qn8",
        requester: "greta.lindqvist@gmail.example", receivedAt: now.addingTimeInterval(-20),
        expiresAt: now.addingTimeInterval(day))

    /// One line of every kind, newest first.
    static let ledger: [CodeLedgerLine] = MessageVerdict.allCases.enumerated().map { index, verdict in
        CodeLedgerLine(
            at: ago(Double(index) * 1.3 + 0.01), verdict: verdict,
            sender: index % 4 == 3 ? nil : "codes.valleygas.example",
            delay: verdict == .used || verdict == .noCode ? 4.2 : nil)
    }

    static func wait(
        _ state: CodeWait.State, route: CodeRouteKind = .email, channel: CodeChannel = .email,
        after: TimeInterval? = nil,
        attempts: Int = 1
    ) -> CodeWaitView {
        CodeWaitView(
            channel: channel, route: route,
            destinationMasked: route == .authenticator ? nil : "c-m…y@codes.acme-solar.example",
            askedAt: now.addingTimeInterval(-38), expiresAt: now.addingTimeInterval(500), state: state,
            arrivedAfter: after, attempts: attempts, shape: codeHabits.shape)
    }

    /// A run that had to do with a code.
    static func codeRun(
        _ progress: RunProgress, trigger: RunTrigger = .rehearsal, wait: CodeWaitView?,
        sentence: String = "Valley Gas sent a code that did not reach us in time."
    ) -> RunDetail {
        let isOver = progress == .succeeded || progress == .failed
        let entered: [RunStage] =
            progress == .succeeded
            ? [.openingPortal, .signingIn, .waitingForCode, .readingAccounts, .fetchingBills, .saving]
            : [.openingPortal, .signingIn, .waitingForCode]
        let offsets = [-44.0, -42.5, -38.4, -20, -14, -9]
        let status: ConnectionStatus = progress == .succeeded ? .connected : .mfaTokenExpired
        return RunDetail(
            summary: RunSummary(
                id: id(7), connectionID: id(1), trigger: trigger, progress: progress,
                queuedAt: now.addingTimeInterval(-45), startedAt: now.addingTimeInterval(-44.2),
                endedAt: isOver ? now.addingTimeInterval(-0.5) : nil,
                outcomeCode: isOver ? progress == .succeeded ? "signed_in" : "code_timed_out" : nil,
                sentence: isOver ? progress == .succeeded ? "Signed in." : sentence : nil,
                statusBefore: .mfaTokenExpired, statusAfter: isOver ? status : nil),
            connection: connection(1, status, provider: asking),
            stages: zip(entered, offsets).map { StageEntry(stage: $0, enteredAt: now.addingTimeInterval($1)) },
            outcome: nil, confidence: isOver ? .high : nil, refusal: nil,
            proof: progress == .succeeded
                ? Proof(
                    accounts: 2, missingAccounts: [], records: 1, statesNoRecords: false,
                    summary: "account ending 4821 and the October bill") : nil,
            isRepair: progress == .succeeded, accounts: progress == .succeeded ? accounts : [],
            bills: progress == .succeeded ? Array(bills.prefix(1)) : [], steps: progress == .failed ? trace : [],
            hasScreenshot: progress == .failed, requestedBy: "Paula Berg",
            actions: progress == .failed ? [.reconnect, .pause] : [.pause], codeWait: wait)
    }

    /// A viewer who is this member.
    static func viewer(as member: SignedInMember) -> Viewer { Viewer(signedIn: member, now: now, assets: assets) }
}
