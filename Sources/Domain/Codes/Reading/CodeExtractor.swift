/// Finds the one-time code of a message (mfa-code relay, 1): the domain-bound line, else the best candidate of the text,
/// else none. Pure; reads at most `InboundMessage.textLimit` bytes and takes time linear in them.
public enum CodeExtractor {
    /// The code of a message for a run that waits. Whether the sender may be trusted is judged before.
    public static func finding(in message: InboundMessage, expecting expectation: CodeExpectation) -> CodeFinding {
        guard !expectation.isYounger(than: message) else { return .tooOld }
        let reading = MessageReading(message)
        if let bound = BoundCode(lastOf: reading.lines) {
            return bound.isMeant(for: expectation) ? .code(Secret(bound.code)) : .foreign
        }
        return CodeContest(reading, evidence: expectation.evidence(for: message)).finding(.certain)
    }

    /// The code that a text would be taken to carry if nothing were known about it: neither who sent it nor who waits.
    /// Needs a word such as "code" near the digits, and takes a domain-bound line for any domain. Never submit it.
    public static func finding(inText text: String, subject: String? = nil) -> CodeFinding {
        let reading = MessageReading(subject: subject, text: text)
        if let bound = BoundCode(lastOf: reading.lines) { return .code(Secret(bound.code)) }
        return CodeContest(reading, evidence: .none).finding(.likely)
    }
}
