import Domain
import UseCases

extension StatusHero {
    /// The result of a run that has ended.
    ///
    /// - Parameter codes: How the connection's codes come, where the result is about them.
    init(_ run: RunDetail, words: RunWords, codes: CodeRouteDetail?) {
        let connection = run.connection
        let address = "/connections/\(connection.id.prefixed)"
        let mark = StatusMark(connection.status, actor: connection.actor)
        let steps = Self.steps(run, address: address)
        let rung = words.hasPassed ? CodeRung(after: run, codes: codes, address: address) : nil
        let test = words.isFailedTest ? codes.map { CodeTest($0, address: address) } : nil
        let back = Link(
            label: "Back to the connection", address: address, isQuiet: !words.hasPassed || rung?.link.isQuiet == false)
        let again = (test?.links ?? steps.compactMap { $0.link.map(Self.again) }) + [rung?.link].compactMap(\.self)
        self.init(
            tone: words.hasPassed ? "good" : mark.tone,
            who: words.hasPassed ? (run.isRepair ? "Repaired" : "Connected") : mark.word, cause: words.result,
            details: words.more.map { Detail(lead: $0) } + CodeHint.list(run, codes: codes).map { Detail(lead: $0) }
                + [Self.standing(run)] + [rung.map { Detail(lead: $0.text) }].compactMap(\.self),
            links: again.filter { !$0.isQuiet } + again.filter(\.isQuiet) + [back],
            posts: test?.posts ?? steps.compactMap(\.post))
    }

    /// What may help after a failure.
    private static func steps(_ run: RunDetail, address: String) -> [ConnectionStep] {
        guard run.summary.progress != .succeeded else { return [] }
        let useful = ConnectionStep.useful(run.actions, for: run.connection.status)
            .union(run.refusal == .answerUnknown ? [.confirmResend] : [])
            .intersection([.reconnect, .check, .unlock, .confirmResend])
        return ConnectionStep.list(useful, first: run.connection.nextAction, address: address)
    }

    /// The wizard was just gone through: it is gone through again.
    private static func again(_ link: Link) -> Link {
        link.label == NextAction.reconnect.label
            ? Link(label: "Try again", address: link.address, isQuiet: link.isQuiet) : link
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
