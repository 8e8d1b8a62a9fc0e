import CCurl
import Ports

/// How a dialogue with a mail server ended: what libcurl made of it, and what the server said, in its order.
struct RelayAnswer: Sendable, Equatable {
    /// What the server said at once.
    struct Reply: Sendable, Equatable {
        let code: Int
        /// On one line.
        let words: String
    }

    let result: CURLcode
    let replies: [Reply]

    init(_ result: CURLcode, heard: [UInt8]) {
        self.result = result
        replies = Self.replies(in: heard)
    }

    var verdict: LetterVerdict {
        guard result != CURLE_OK else { return .accepted }
        guard result != CURLE_ABORTED_BY_CALLBACK else {
            return .postponed(words: "Tieline stopped before the letter was handed over.")
        }
        guard let last = lastWord, isAboutLetter else { return .postponed(words: trouble.advice) }
        guard (500..<600).contains(last.code), !Self.asksForLogin.contains(last.code) else {
            return .postponed(words: "The mail server said: \(last.code) \(last.words)".quotation(Self.wordLimit))
        }
        return .refused(code: last.code, words: last.words.quotation(Self.wordLimit))
    }

    /// What stands in the way of every letter.
    var trouble: MailError {
        switch result {
        case CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR: .relaySignInRefused
        case CURLE_USE_SSL_FAILED: .relayWithoutTLS
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
            .relayCertificateRefused
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_OPERATION_TIMEDOUT, CURLE_SSL_CONNECT_ERROR,
            CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING:
            .relayUnreachable(code: Int(result.rawValue))
        default:
            lastWord.map { .relayRefused(code: $0.code) } ?? .relayUnreachable(code: Int(result.rawValue))
        }
    }

    // MARK: - Inside

    private static let wordLimit = 200

    /// Said to a letter, though it is about us (RFC 4954): nobody signed in, or not well enough.
    private static let asksForLogin: Set<Int> = [530, 534, 535, 538]

    /// What the server said before it wished goodbye.
    private var lastWord: Reply? { replies.last { $0.code != 221 } }

    /// An error reply to MAIL, RCPT, DATA or the message itself. To the first three libcurl answers with its own code for
    /// it, and behind the last a 354 was heard; greetings, hellos and sign-ins have other codes.
    private var isAboutLetter: Bool {
        guard let last = lastWord, (400..<600).contains(last.code) else { return false }
        return result == CURLE_SEND_ERROR || replies.contains { $0.code == 354 }
    }

    /// `550-5.1.1 No such\r\n550 5.1.1 user` is one reply.
    private static func replies(in heard: [UInt8]) -> [Reply] {
        var replies: [Reply] = []
        var words: [String] = []
        for line in heard.split(separator: 0x0A) {
            let text = String(decoding: line, as: UTF8.self).oneLine(bytes: 1_000)
            guard let code = Int(text.prefix(3)), (200..<600).contains(code) else { continue }
            words.append(String(text.dropFirst(4)).trimmingMailBlanks)
            guard text.dropFirst(3).first != "-" else { continue }
            replies.append(Reply(code: code, words: words.joined(separator: " ")))
            words = []
        }
        return replies
    }
}
