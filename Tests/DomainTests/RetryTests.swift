import Domain
import Foundation
import Testing

@Suite("When the next attempt is due")
struct RetryTests {
    /// The waits between attempts that all fail alike, each made when it is due.
    private func waits(
        _ outcome: Outcome, from status: ConnectionStatus, times: Int, rhythm: RetryRhythm = .standard
    ) throws -> [TimeInterval] {
        var state = connection(status)
        var now = start
        return try (0..<times).map { _ in
            state = StatusLaw.applying(ended(outcome), to: state, at: now, rhythm: rhythm).state
            let next = try #require(state.nextAttemptAt)
            defer { now = next }
            return next.timeIntervalSince(now)
        }
    }

    @Test("R-ladder climbs from 5 minutes to a day, and stays there")
    func ladder() throws {
        let waits = try waits(siteDown, from: .connected, times: 9)
        #expect(waits == [300, 900, 3600, 10_800, 21_600, 43_200, 86_400, 86_400, 86_400])
    }

    @Test("R-first tries again after 2 and 10 minutes; then the ladder goes on")
    func first() throws {
        #expect(try waits(siteDown, from: .pending, times: 4) == [120, 600, 3600, 10_800])
        #expect(try waits(pageChanged, from: .pending, times: 3) == [120, 600, 21_600])
    }

    @Test("R-canary tries every 6 hours, R-daily every day, R-sched every week")
    func steady() throws {
        #expect(try waits(pageChanged, from: .underInvestigation, times: 3) == [21_600, 21_600, 21_600])
        #expect(try waits(noAccounts, from: .noAccountsFound, times: 2) == [86_400, 86_400])
        #expect(try waits(addressDead, from: .urlInaccessible, times: 2) == [86_400, 86_400])
        #expect(try waits(signedIn, from: .connected, times: 2) == [604_800, 604_800])
        #expect(try waits(crashed, from: .otherError, times: 2) == [86_400, 86_400])
    }

    @Test("the rhythm divides every span alike")
    func rhythm() throws {
        let waits = try waits(siteDown, from: .connected, times: 3, rhythm: RetryRhythm(speed: 600))
        for (wait, expected) in zip(waits, [0.5, 1.5, 6]) { #expect(abs(wait - expected) < 1e-3) }
    }

    @Test("jitter adds at most a tenth", arguments: [0, 0.25, 0.999])
    func jitter(_ jitter: Double) throws {
        var state = connection(.connected)
        apply(ended(signedIn, jitter: jitter), to: &state)
        let wait = try #require(state.nextAttemptAt).timeIntervalSince(start)
        #expect(abs(wait - 604_800 * (1 + jitter / 10)) < 1e-3)
    }

    @Test("a portal that says when to come back is obeyed, one that does not waits 6 hours")
    func rateLimited() {
        let wish = after(hour * 3)
        var state = connection(.connected)
        apply(ended(.blockedByProvider(kind: .rateLimited, retryAfter: wish)), to: &state)
        #expect(state.status == .connected)
        #expect(state.nextAttemptAt == wish)
        apply(ended(.blockedByProvider(kind: .rateLimited, retryAfter: nil)), to: &state)
        #expect(state.nextAttemptAt == after(hour * 6))
        apply(ended(.blockedByProvider(kind: .waf, retryAfter: start)), to: &state, at: after(day))
        #expect(state.nextAttemptAt == after(day))
    }

    @Test("R-mfa tries once more after 6 hours, and only over a proven channel")
    func codes() {
        func attempt(proven: Bool) -> ConnectionEvent {
            .attemptEnded(
                Attempt(
                    outcome: codeMissed, confidence: .high, trigger: .schedule, runID: nil, hasProvenCodeRoute: proven))
        }
        var state = connection(.connected)
        apply(attempt(proven: false), to: &state)
        #expect(state.nextAttemptAt == nil)
        state = connection(.connected)
        apply(attempt(proven: true), to: &state)
        #expect(state.nextAttemptAt == after(hour * 6))
        apply(attempt(proven: true), to: &state, at: after(hour * 6))
        #expect(state.nextAttemptAt == nil)
    }

    @Test("R-lock waits for somebody's word, and a day in any case", arguments: [1, 23, 24, 40])
    func lock(_ hours: Int) {
        var state = connection(.connected)
        apply(ended(locked), to: &state)
        #expect(state.nextAttemptAt == nil)
        #expect(state.deepLink == "https://harbor.example/unlock")
        apply(.unlocked, to: &state, at: after(hour * hours))
        #expect(state.nextAttemptAt == after(hour * max(24, hours)))
        apply(ended(crashed), to: &state, at: after(hour * 48))
        #expect(state.nextAttemptAt == nil)
    }

    @Test("an unsupported sign-in is not tried again")
    func unsupported() {
        var state = connection(.connected)
        apply(ended(.unsupportedAuth(kind: "phone_call")), to: &state)
        #expect(state.status == .otherError)
        #expect(state.nextAttemptAt == nil)
    }

    @Test("after an interruption a healthy connection is tried within minutes, a sign-in error is not")
    func interrupted() {
        var state = connection(.connected)
        apply(ended(.crashed(cause: .interrupted)), to: &state)
        #expect(state.nextAttemptAt == after(minute))
        state = connection(.passwordIncorrect, unproven: true)
        apply(ended(.crashed(cause: .interrupted), .repair), to: &state)
        #expect(state.nextAttemptAt == nil)
    }

    @Test("operators hear of an outage once, when it is older than 12 hours")
    func outageTold() throws {
        var state = connection(.connected)
        var now = start
        var told: [TimeInterval] = []
        for _ in 0..<9 {
            if apply(ended(siteDown), to: &state, at: now).contains(.tellOperator) {
                told.append(now.timeIntervalSince(start))
            }
            now = try #require(state.nextAttemptAt)
        }
        // 5 min + 15 min + 1 h + 3 h + 6 h + 12 h after the first failure.
        #expect(told == [80_400])
    }

    @Test("work in the queue uses up the due time")
    func queued() {
        var state = ConnectionState.created(at: start)
        #expect(state.nextAttemptAt == start)
        apply(.attemptQueued, to: &state)
        #expect(state.activity == .queued)
        #expect(state.nextAttemptAt == nil)
    }
}
