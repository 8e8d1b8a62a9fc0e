/// Weighs the candidates of a message against each other (mfa-code relay, 1.3).
struct CodeContest {
    /// What the winner needs.
    struct Bar {
        let score: Int
        /// How far it must be ahead of the next.
        let lead: Int

        /// Enough to be submitted to a portal.
        static let certain = Bar(score: 5, lead: 2)
        /// Enough where nothing but the text is known.
        static let likely = Bar(score: 1, lead: 1)
    }

    private let text: CodeText
    private let emphasised: Set<String>
    private let evidence: CodeEvidence

    init(_ reading: MessageReading, evidence: CodeEvidence) {
        text = CodeText(subject: reading.subject, body: reading.body.joined(separator: "\n"))
        let emphasis = CodeText(subject: nil, body: reading.emphasis)
        emphasised = Set(CodeCandidate.all(in: emphasis).map(\.value))
        self.evidence = evidence
    }

    func finding(_ bar: Bar) -> CodeFinding {
        let ranking = scores().sorted { $0.value > $1.value }
        guard let best = ranking.first, best.value >= bar.score else { return .noCode }
        let next = ranking.dropFirst().first?.value ?? 0
        return best.value - next >= bar.lead ? .code(Secret(best.key)) : .ambiguous
    }

    /// The score of each different code; only those with a word near them that says so, unless that is waived.
    private func scores() -> [String: Int] {
        let others = OtherNumbers(in: text)
        let candidates = CodeCandidate.all(in: text).filter { !others.contain($0, shape: evidence.shape) }
        let context = ContextWords(in: text)
        var near = candidates.filter { Self.points(forDistance: context.distance(to: $0.range)) > 0 }
        if near.isEmpty, isWaived(for: candidates) { near = candidates }
        let byValue = Dictionary(grouping: near, by: \.value)
        return byValue.mapValues { places in
            let best = places.map { points(at: $0, context) }.max() ?? 0
            return best + points(forValue: places[0].value, among: candidates) + (byValue.count == 1 ? 1 : 0)
        }
    }

    /// A message of the provider that was just asked, with a single number in it that could be one of its codes.
    private func isWaived(for candidates: [CodeCandidate]) -> Bool {
        guard evidence.waivesContext, let first = candidates.first else { return false }
        return candidates.allSatisfy { $0.value == first.value }
            && (evidence.shape == nil || evidence.fitsShape(first.value))
    }

    private func points(at place: CodeCandidate, _ context: ContextWords) -> Int {
        let isOwnLine = place.range.lowerBound >= text.bodyStart && text.standsAlone(place.range)
        let isProminent = isOwnLine || emphasised.contains(place.value)
        return Self.points(forDistance: context.distance(to: place.range)) + (isProminent ? 1 : 0)
    }

    private func points(forValue value: String, among candidates: [CodeCandidate]) -> Int {
        let places = candidates.filter { $0.value == value }
        let isInSubject = places.contains { $0.range.lowerBound < text.bodyStart }
        let isInBody = places.contains { $0.range.lowerBound >= text.bodyStart }
        return (evidence.isFromProvider ? 4 : 0) + (evidence.isPrompt ? 3 : 0) + (evidence.fitsShape(value) ? 3 : 0)
            + (isInSubject && isInBody ? 2 : 0)
    }

    private static func points(forDistance distance: Int?) -> Int {
        switch distance {
        case .some(...20): 2
        case .some(...60): 1
        default: 0
        }
    }
}
