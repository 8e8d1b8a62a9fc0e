public import Domain
public import Ports
import Synchronization
public import UseCases

/// A mail server and a writer in memory: keeps what was handed over, and says what it is told to say.
public final class FakePost: LetterSending, LetterWriting, MessageSigning {
    private struct State {
        var letters: [Letter] = []
        var verdict = LetterVerdict.accepted
    }

    private let state = Mutex(State())

    public init() {}

    /// Everything it took, in order.
    public var letters: [Letter] { state.withLock { $0.letters } }

    /// What it says from now on; a letter that it does not accept is not kept.
    public func answer(_ verdict: LetterVerdict) { state.withLock { $0.verdict = verdict } }

    public func send(_ letter: Letter) async -> LetterVerdict {
        state.withLock { state in
            if state.verdict == .accepted { state.letters.append(letter) }
            return state.verdict
        }
    }

    /// Says everything that a letter is told to say, one thing a line.
    public func write(_ content: LetterContent) throws -> WrittenLetter {
        let matters = content.matters.map { "\($0.ask.rawValue) \($0.utility)" }
        let lines =
            ["\(content.kind.rawValue) from \(content.organization)"] + matters + [
                content.note ?? "", content.link ?? "",
            ]
        return WrittenLetter(
            subject: lines[0], text: lines.joined(separator: "\n"),
            html: "<p>\(lines.joined(separator: "<br>"))</p>" + (content.logo.map { "<img src=\"\($0)\">" } ?? ""))
    }

    public func hmac(of message: [UInt8], under key: Secret<String>) -> [UInt8] { Array(message.prefix(4)) }

    /// The office that works with it.
    ///
    /// - Parameter sendsMail: whether there is a mail server.
    public func office(sendsMail: Bool = true) -> PostOffice {
        PostOffice(
            writer: self, sender: sendsMail ? self : nil, address: "requests@acme.example",
            origin: "https://tieline.example",
            signing: self)
    }
}
