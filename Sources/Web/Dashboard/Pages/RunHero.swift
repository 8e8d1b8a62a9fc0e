import Domain
import UseCases

/// What a run is called at each point of its life.
struct RunWords: Sendable {
    let heading: String
    private let run: RunDetail

    init(_ run: RunDetail) {
        self.run = run
        let provider = run.connection.provider.name
        heading =
            switch run.summary.progress {
            case .queued, .running: run.summary.trigger == .repair ? "Reconnecting \(provider)" : "Checking \(provider)"
            case .succeeded: run.isRepair ? "Repaired" : "The check passed"
            case .failed: run.summary.trigger == .repair ? "Not repaired yet" : "The check did not pass"
            }
    }

    func lead(viewer: Viewer) -> String {
        let asked = run.requestedBy.map { "Asked for by \($0)" } ?? run.summary.trigger.sentence
        let took = run.summary.took.map { ", took \($0)" } ?? ""
        return "\(run.connection.provider.name). \(asked), \(viewer.moment(run.summary.queuedAt).exact)\(took)."
    }

    var hasPassed: Bool { run.summary.progress == .succeeded }

    /// What came of it.
    var result: String {
        if hasPassed, let proof = run.proof { return "Read \(proof.summary)." }
        if let refusal = run.refusal { return refusal.sentence(utility: run.connection.provider.name) }
        // Signed in and yet not proven: the connection's cause says what is missing.
        if run.outcome?.code == "signed_in" { return run.connection.cause }
        return run.summary.sentence ?? ""
    }
}

extension StatusHero {
    /// The result of a run that has ended.
    init(_ run: RunDetail, words: RunWords) {
        let connection = run.connection
        let address = "/connections/\(connection.id.prefixed)"
        let passed = run.summary.progress == .succeeded
        let mark = StatusMark(connection.status, actor: connection.actor)
        let useful = ConnectionStep.useful(run.actions, for: connection.status)
            .union(run.refusal == .answerUnknown ? [.confirmResend] : [])
            .intersection([.reconnect, .check, .unlock, .confirmResend])
        let steps =
            passed ? [] : ConnectionStep.list(useful, first: connection.nextAction, address: address)
        self.init(
            tone: passed ? "good" : mark.tone,
            who: passed ? (run.isRepair ? "Repaired" : "Connected") : mark.word, cause: words.result,
            details: [Self.standing(run)],
            links: steps.compactMap(\.link).map { Link(label: "Try again", address: $0.address, isQuiet: $0.isQuiet) }
                + [Link(label: "Back to the connection", address: address, isQuiet: !passed)],
            posts: steps.compactMap(\.post))
    }

    /// What the connection's status is because of it.
    private static func standing(_ run: RunDetail) -> Detail {
        let before = run.summary.statusBefore.entry.displayName
        guard let after = run.summary.statusAfter?.entry.displayName, after != before else {
            return Detail(lead: "The status stays “\(before)”.")
        }
        return Detail(lead: "The status went from “\(before)” to “\(after)”.")
    }
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
        case .loginBusy: "Another check was signing in with the same user name. Try again in a moment."
        }
    }
}
