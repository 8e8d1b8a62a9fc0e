import Domain
import Foundation
import Testing

@Suite("The status table")
struct StatusTableTests {
    @Test("has one row per status, in order")
    func rows() {
        #expect(StatusTable.entries.map(\.status) == ConnectionStatus.allCases)
        for status in ConnectionStatus.allCases { #expect(status.entry.status == status) }
        #expect(Set(StatusTable.entries.map(\.displayName)).count == 18)
    }

    @Test("filters select exactly the law's rows")
    func filters() {
        let signIn: [ConnectionStatus] = [
            .passwordIncorrect, .newPasswordNeeded, .additionalCredentialsNeeded, .accountLocked,
        ]
        #expect(StatusTable.statuses(in: .badLogins) == signIn)
        #expect(StatusTable.statuses(in: .mfa) == [.mfaTokenExpired])
        #expect(StatusTable.statuses(in: .healthy) == [.pending, .connected])
        #expect(
            StatusTable.statuses(in: .expiredOrDeclined)
                == [.authorizationExpired, .authorizationDeclined, .authorizationRevoked])
        #expect(
            Set(StatusTable.statuses(in: .website))
                == [
                    .websiteDown, .urlInaccessible, .underInvestigation, .noAccountsFound, .otherError,
                    .providerRetired,
                ])
        #expect(
            Set(StatusTable.statuses(in: .needsAttention))
                == Set(
                    signIn + [
                        .mfaTokenExpired, .urlInaccessible, .underInvestigation, .noAccountsFound, .otherError,
                        .authorizationExpired, .providerRetired,
                    ]))
        #expect(StatusTable.statuses(in: .all) == ConnectionStatus.allCases)
        #expect(StatusTable.statuses(in: .archived).isEmpty)
    }

    @Test("says who must act")
    func actors() {
        #expect(StatusTable.statuses(waitingFor: .utility) == [.websiteDown])
        #expect(
            StatusTable.statuses(waitingFor: .operator)
                == [.underInvestigation, .urlInaccessible, .otherError, .providerRetired])
        #expect(ConnectionStatus.companyInactive.actor == .operator)
    }

    @Test("greys what only All lists")
    func greyed() {
        #expect(StatusTable.entries.filter(\.isGreyed).map(\.status) == [.companyInactive, .paused])
        for entry in StatusTable.entries where entry.isGreyed { #expect(entry.filters == [.all]) }
    }

    @Test("opens the wizard that its next action names", arguments: ConnectionStatus.allCases)
    func wizards(_ status: ConnectionStatus) {
        let entry = status.entry
        switch entry.wizard {
        case .signIn: #expect(entry.nextAction == .reconnect)
        case .codeForwarding: #expect(entry.nextAction == .setUpCodes)
        case .authorizationForm:
            #expect([.renewAuthorization, .askAgain, .newAuthorization].contains(entry.nextAction))
        case .none: #expect(![.reconnect, .setUpCodes].contains(entry.nextAction))
        }
    }

    @Test("customer texts name the utility and blame nobody", arguments: ConnectionStatus.allCases)
    func customerTexts(_ status: ConnectionStatus) {
        let entry = status.entry
        let text = entry.customerText(utility: "Harbor Light")
        #expect(text.contains("Harbor Light") == entry.customerTemplate.contains("{utility}"))
        #expect(!text.contains("{"))
        for word in ["is wrong with", "your fault", "you failed", "invalid", "incorrect"] {
            #expect(!text.lowercased().contains(word))
        }
    }

    @Test("families do not overlap and cover all but PENDING and CONNECTED")
    func families() {
        for status in ConnectionStatus.allCases {
            let families = [status.isSignInError, status.isSiteError, status.isCover].count { $0 }
            #expect(families == (status == .pending || status == .connected ? 0 : 1))
        }
    }

    @Test("every reason of a status has a sentence of its own", arguments: ConnectionStatus.allCases)
    func causes(_ status: ConnectionStatus) {
        let reasons = Reason.known(for: status)
        let sentences = reasons.map { Cause.sentence(status, $0, utility: "Harbor Light") }
        #expect(Set(sentences).count == reasons.count)
        for (reason, sentence) in zip(reasons, sentences) {
            #expect(reason.isKnown)
            #expect(sentence.hasSuffix("."))
            #expect(sentence != status.entry.meaning)
        }
    }

    @Test("an unknown reason is known to be unknown, and the status speaks for itself")
    func unknownReason() {
        let reason = Reason(rawValue: "brand_new")
        #expect(!reason.isKnown)
        let sentence = Cause.sentence(.websiteDown, reason, utility: "Harbor Light")
        #expect(sentence == ConnectionStatus.websiteDown.entry.meaning)
    }

    @Test("the sentence of a row follows what is shown")
    func shownCause() {
        var state = connection(.passwordIncorrect)
        #expect(state.cause(utility: "Harbor Light") == "Username and password didn't work.")
        #expect(state.nextAction == .reconnect)
        apply(.paused(by: .operator), to: &state)
        #expect(state.cause(utility: "Harbor Light") == "Collection was paused here.")
        #expect(state.nextAction == .resume)
    }
}
