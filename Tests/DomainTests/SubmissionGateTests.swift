import Domain
import Foundation
import Testing

@Suite("Whether a secret may be sent")
struct SubmissionGateTests {
    private let now = after(day * 10)

    private func mark(_ digit: Character) throws -> Fingerprint {
        try #require(Fingerprint(hex: String(repeating: digit, count: 64)))
    }

    /// A submission so many hours ago, by run `run`; secret `a` is the one in question.
    private func sent(
        _ verdict: Submission.Verdict, hoursAgo: Double = 1, run: Int = 2, secret: Character = "a",
        kind: Submission.Kind = .password
    ) throws -> Submission {
        Submission(
            runID: try identifier(run), kind: kind, login: try mark("0"), secret: try mark(secret),
            isAttended: false, at: now.addingTimeInterval(-hoursAgo * 3600), verdict: verdict)
    }

    private func refusal(
        _ history: [Submission], attended: Bool = false, kind: Submission.Kind = .password,
        rhythm: RetryRhythm = .standard
    ) throws -> SubmissionRefusal? {
        SubmissionGate.refusal(
            of: try mark("a"), kind: kind, isAttended: attended, by: try identifier(1), history: history, at: now,
            rhythm: rhythm)
    }

    @Test("a first submission may go out")
    func first() throws {
        #expect(try refusal([]) == nil)
    }

    @Test("a refused secret never goes out again, whoever asks and however long ago", arguments: [false, true])
    func rejectedBefore(_ attended: Bool) throws {
        #expect(try refusal([sent(.rejected, hoursAgo: 9000)], attended: attended) == .rejectedBefore)
        #expect(
            try refusal([sent(.rejected, hoursAgo: 9000), sent(.accepted, hoursAgo: 1)], attended: attended)
                == .rejectedBefore)
        #expect(try refusal([sent(.rejected, secret: "b")], attended: attended) == nil)
    }

    @Test("the same run never sends twice without an answer", arguments: [false, true])
    func sameRun(_ attended: Bool) throws {
        for verdict in [Submission.Verdict.open, .interrupted] {
            #expect(try refusal([sent(verdict, run: 1)], attended: attended) == .answerUnknown)
        }
        #expect(try refusal([sent(.open, run: 1, secret: "b", kind: .code)], attended: attended) == nil)
    }

    @Test("an unanswered secret waits for a person")
    func interrupted() throws {
        #expect(try refusal([sent(.interrupted)]) == .answerUnknown)
        #expect(try refusal([sent(.interrupted, hoursAgo: 100)]) == .answerUnknown)
        #expect(try refusal([sent(.interrupted)], attended: true) == nil)
        #expect(try refusal([sent(.open)]) == .answerUnknown)
    }

    @Test("a person may send an unanswered secret once more, then not before a day has passed")
    func onceMore() throws {
        let twice = try [sent(.interrupted, hoursAgo: 20, run: 3), sent(.interrupted, hoursAgo: 10)]
        #expect(try refusal(twice, attended: true) == .answerUnknown)
        let older = try [sent(.interrupted, hoursAgo: 40, run: 3), sent(.interrupted, hoursAgo: 24)]
        #expect(try refusal(older, attended: true) == nil)
        #expect(try refusal(older) == .answerUnknown)
    }

    @Test("a secret that was accepted before its unanswered try may go out a day later")
    func acceptedEarlier() throws {
        let accepted = try sent(.accepted, hoursAgo: 100)
        #expect(try refusal([accepted, sent(.interrupted, hoursAgo: 23)]) == .answerUnknown)
        #expect(try refusal([accepted, sent(.interrupted, hoursAgo: 25)]) == nil)
        #expect(try refusal([accepted, sent(.open, hoursAgo: 25)]) == .answerUnknown)
        #expect(
            try refusal([accepted, sent(.interrupted, hoursAgo: 1)], rhythm: RetryRhythm(speed: 600)) == nil)
    }

    @Test("an acceptance after the unanswered try settles it")
    func acceptedLater() throws {
        #expect(try refusal([sent(.interrupted, hoursAgo: 50), sent(.accepted, hoursAgo: 40)]) == nil)
    }

    @Test("one sign-in to a login at a time", arguments: [false, true])
    func busy(_ attended: Bool) throws {
        #expect(try refusal([sent(.open, secret: "b")], attended: attended) == .loginBusy)
        #expect(try refusal([sent(.open)], attended: true) == .loginBusy)
    }

    @Test(
        "two passwords a day, two more for a person who looks on",
        arguments: [
            (1, false, true), (2, false, false), (2, true, true), (3, true, true), (4, true, false),
        ])
    func passwords(sentBefore: Int, attended: Bool, isAllowed: Bool) throws {
        for verdict in [Submission.Verdict.accepted, .rejected, .interrupted] {
            // Other secrets of the same login count all the same.
            let history = try (0..<sentBefore).map { try sent(verdict, run: 10 + $0, secret: "b") }
            #expect(try refusal(history, attended: attended) == (isAllowed ? nil : .budgetSpent))
        }
    }

    @Test("three codes a day, for anybody", arguments: [false, true])
    func codes(_ attended: Bool) throws {
        let two = try (0..<2).map { try sent(.accepted, run: 10 + $0, secret: "b", kind: .code) }
        #expect(try refusal(two, attended: attended, kind: .code) == nil)
        let three = try two + [sent(.accepted, run: 20, secret: "b", kind: .code)]
        #expect(try refusal(three, attended: attended, kind: .code) == .budgetSpent)
        #expect(try refusal(three, attended: attended) == nil)
    }

    @Test("a budget is whole again after a day, sooner in a faster rhythm")
    func window() throws {
        let history = try [sent(.accepted, hoursAgo: 23.9), sent(.accepted, hoursAgo: 23.9, run: 3)]
        #expect(try refusal(history) == .budgetSpent)
        let older = try [sent(.accepted, hoursAgo: 24), sent(.accepted, hoursAgo: 23.9, run: 3)]
        #expect(try refusal(older) == nil)
        #expect(try refusal(history, rhythm: RetryRhythm(speed: 10)) == nil)
    }
}
