import Domain
import UseCases

/// What a run is called at each point of its life.
struct RunWords: Sendable {
    let heading: String
    private let run: RunDetail

    init(_ run: RunDetail) {
        self.run = run
        heading = run.summary.trigger == .rehearsal ? Self.testHeading(run) : Self.checkHeading(run)
    }

    private static func checkHeading(_ run: RunDetail) -> String {
        let provider = run.connection.provider.name
        return switch run.summary.progress {
        case .queued, .running: run.summary.trigger == .repair ? "Reconnecting \(provider)" : "Checking \(provider)"
        case .succeeded: run.isRepair ? "Repaired" : "The check passed"
        case .failed: run.summary.trigger == .repair ? "Not repaired yet" : "The check did not pass"
        }
    }

    /// A rehearsal is about codes; the sign-in around it is only the way there.
    private static func testHeading(_ run: RunDetail) -> String {
        switch run.summary.progress {
        case .queued, .running: "Trying out codes of \(run.connection.provider.name)"
        case .succeeded: run.hasProvenRoute ? "Code forwarding works" : "No code was asked for"
        case .failed: run.hasProvenRoute ? "The code came, the check did not pass" : "It does not work yet"
        }
    }

    func lead(viewer: Viewer) -> String {
        let asked = run.requestedBy.map { "Asked for by \($0)" } ?? run.summary.trigger.sentence
        let took = run.summary.took.map { ", took \($0)" } ?? ""
        return "\(run.connection.provider.name). \(asked), \(viewer.moment(run.summary.queuedAt).exact)\(took)."
    }

    var hasPassed: Bool { run.summary.progress == .succeeded }

    /// A rehearsal in which no code went all the way.
    var isFailedTest: Bool {
        run.summary.trigger == .rehearsal && run.summary.endedAt != nil && !run.hasProvenRoute
    }

    /// What came of it.
    var result: String {
        if run.summary.trigger == .rehearsal, hasPassed { return testResult }
        return outcome
    }

    /// What else came of it.
    var more: [String] { run.summary.trigger == .rehearsal && hasPassed ? [outcome] : [] }

    private var outcome: String {
        if hasPassed, let proof = run.proof { return "Read \(proof.summary)." }
        if let refusal = run.refusal { return refusal.sentence(utility: run.connection.provider.name) }
        // Signed in and yet not proven: the connection's cause says what is missing.
        if run.outcome?.code == "signed_in" { return run.connection.cause }
        return run.summary.sentence ?? ""
    }

    private var testResult: String {
        let provider = run.connection.provider.name
        guard run.hasProvenRoute, let wait = run.codeWait else {
            return "\(provider) let us in without asking for a code, so nothing was tried out."
        }
        switch wait.route {
        case .authenticator: return "Tieline made a code, and \(provider) accepted it."
        case .email, .sms:
            let time = wait.arrivedAfter.map { " after \(CalendarWords.length($0))" } ?? ""
            return
                "A \(wait.route.carrier) of \(provider) arrived\(time), its code was read, and \(provider) accepted it."
        case .live, .off: return "You typed the code, and \(provider) accepted it. Nothing passes codes on yet."
        }
    }
}

extension RunDetail {
    /// A code went all the way in it, with nobody typing.
    var hasProvenRoute: Bool { codeWait?.state == .accepted && codeWait?.route != .live }
}

extension SubmissionRefusal {
    /// Why nothing was sent, and what helps.
    fileprivate func sentence(utility: String) -> String {
        switch self {
        case .rejectedBefore: "\(utility) refused this password before, so it was not sent again. Enter another one."
        case .answerUnknown:
            "This password was sent once and the answer was never seen. It is sent again only when you say so."
        case .budgetSpent:
            "This sign-in was tried as often as is safe in a day. Nothing was sent, so that \(utility) does not lock it."
        case .loginBusy: "Another check was signing in with the same user name or phone. Try again in a moment."
        case .noSecret: "The session was over, and nothing is stored to sign in with. Reconnect to store a sign-in."
        }
    }
}
