/// Finds the one-time code of a message (mfa-code relay, 1): the domain-bound line, else the best candidate of the text,
/// else none. Pure; reads at most `InboundMessage.textLimit` bytes and takes time linear in them.
public enum CodeExtractor {
    /// The code of a message for a run that waits. Whether a mail's sender may be trusted is judged before; a text of a
    /// sender that the provider does not name counts only when it is bound to the provider's site.
    public static func finding(in message: InboundMessage, expecting expectation: CodeExpectation) -> CodeFinding {
        guard !expectation.isYounger(than: message) else { return .tooOld }
        let reading = MessageReading(message)
        if let bound = BoundCode(lastOf: reading.lines) {
            return bound.isMeant(for: expectation) ? .code(Secret(bound.code)) : .foreign
        }
        // A phone gets the texts of its owner's bank as well, and nobody signs them.
        guard !message.transport.isText || expectation.habits.areKnown(toComeFrom: message) else { return .foreign }
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
