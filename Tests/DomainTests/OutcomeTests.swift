import Domain
import Foundation
import Testing

@Suite("Outcomes")
struct OutcomeTests {
    @Test("come back from their code and detail", arguments: everyOutcome)
    func roundTrip(_ outcome: Outcome) {
        #expect(Outcome(code: outcome.code, detail: outcome.detail) == outcome)
    }

    @Test("are stored canonically: sorted keys, instants in microseconds")
    func canonical() {
        #expect(rejected.detail == #"{"field":"password","portal_text":"does not match"}"#)
        #expect(
            Outcome.signedIn(sessionExpiresAt: start, deviceTrustExpiresAt: nil).detail
                == #"{"session_expires_at":1700000000000000}"#)
        #expect(newPassword.detail == #"{"deep_link":"https://harbor.example/reset"}"#)
    }

    @Test("a code without its detail, or an unknown one, is none")
    func malformed() {
        #expect(Outcome(code: "password_rejected", detail: "{}") == nil)
        #expect(Outcome(code: "site_down", detail: #"{"kind":"tired"}"#) == nil)
        #expect(Outcome(code: "no_such_code", detail: "{}") == nil)
        #expect(Outcome(code: "signed_in", detail: "not json") == nil)
    }

    @Test("say what happened in one sentence, without the portal's words", arguments: everyOutcome)
    func sentences(_ outcome: Outcome) {
        let sentence = outcome.sentence(utility: "Harbor Light")
        #expect(sentence.hasSuffix("."))
        #expect(!sentence.contains("“no”") && !sentence.contains("does not match"))
    }

    @Test("a code that is a tap on a screen times out as an approval", arguments: CodeChannel.allCases)
    func approvals(_ channel: CodeChannel) {
        var state = connection(.connected)
        apply(ended(.codeTimedOut(channel: channel, sentAt: nil)), to: &state)
        let isTap = [.app, .emailLink, .smsLink].contains(channel)
        #expect(state.reason == (isTap ? .approvalTimedOut : .codeTimedOut))
    }
}
