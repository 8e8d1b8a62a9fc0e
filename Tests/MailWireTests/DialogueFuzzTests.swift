import Testing

@testable import MailWire

/// Dialogues that were made worse at random: whatever a client sends, in whatever pieces, each of our answers is one, what
/// is kept is bounded, and a dialogue that ended stays ended. The seed repeats a failure.
@Suite("Mutated dialogues")
struct DialogueFuzzTests {
    private static let dialogues = [
        "EHLO c.example\r\nMAIL FROM:<a@b.example> SIZE=20\r\nRCPT TO:<c@d.example>\r\nDATA\r\nSubject: x\r\n\r\n..y\r\n.\r\nQUIT\r\n",
        "LHLO c\r\nMAIL FROM:<>\r\nRCPT TO:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nx\r\n.\r\nRSET\r\nNOOP\r\nVRFY a\r\n",
        "HELO c\r\nSTARTTLS\r\nEHLO c\r\nMAIL FROM:<a@b> BODY=8BITMIME\r\nRCPT TO:<\"c d\"@e>\r\nDATA\r\n.\r\nHELP\r\n",
    ].map { Array($0.utf8) }
    private static let stumbles = [
        "\r\n", "\n", "\r", "\r\n.\r\n", "\n.\n", ".", "\u{0}", "<", ">", "\"", "@", ":", " SIZE=99999999999999999999",
        "DATA\r\n", "RSET\r\n", "STARTTLS\r\n", "MAIL FROM:<", "RCPT TO:<", "BDAT 99 LAST\r\n",
        String(repeating: "x", count: 3_000),
    ].map { Array($0.utf8) }

    @Test("whatever is changed in a dialogue, it is answered or ended", arguments: Array(UInt64(1)...8))
    func mutated(seed: UInt64) {
        var chance = Repeatable(state: seed)
        for dialogue in Self.dialogues {
            for _ in 0..<400 {
                var bytes = dialogue
                for _ in 0..<Int.random(in: 1...8, using: &chance) { Self.worsen(&bytes, by: &chance) }
                hold(bytes, in: Bool.random(using: &chance) ? .smtp : .lmtp, by: &chance)
            }
        }
    }

    /// Says it in pieces of any size.
    private func hold(_ bytes: [UInt8], in dialect: SMTPSession.Profile.Dialect, by chance: inout Repeatable) {
        let limit = 4_096
        var talk = Talk(dialect, offersTLS: true) { $0.messageBytes = limit }
        var rest = bytes[...]
        while !rest.isEmpty {
            let wasClosed = talk.isClosed
            let piece = rest.prefix(Int.random(in: 1...512, using: &chance))
            rest = rest.dropFirst(piece.count)
            let replies = talk.send(Array(piece))
            #expect(!wasClosed || replies.isEmpty)
            for line in replies.flatMap({ $0.split(separator: "\r\n") }) {
                #expect(line.count >= 3 && line.prefix(3).allSatisfy(\.isNumber) && line.allSatisfy(\.isASCII))
            }
            #expect(talk.session.heldBytes <= limit + 2 * 2_048 + 512)
        }
        #expect(talk.messages.allSatisfy { $0.text.utf8.count <= 2 * limit && !$0.envelope.recipients.isEmpty })
    }

    private static func worsen(_ bytes: inout [UInt8], by chance: inout Repeatable) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: 0..<bytes.count, using: &chance)
        let end = min(bytes.count, place + Int.random(in: 1...60, using: &chance))
        switch Int.random(in: 0..<5, using: &chance) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
        case 1: bytes.removeSubrange(place..<end)
        case 2: bytes.insert(contentsOf: Array(bytes[place..<end]) + Array(bytes[place..<end]), at: place)
        case 3: bytes.insert(contentsOf: stumbles.randomElement(using: &chance) ?? [], at: place)
        default: bytes.removeSubrange(place...)
        }
    }
}

/// Chance that can be repeated (xorshift64*).
private struct Repeatable: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 2_685_821_657_736_338_717
    }
}
