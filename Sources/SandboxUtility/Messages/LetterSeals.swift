import Crypto
import Foundation
import Synchronization

/// What the portals wrote lately, and what the sandbox's mail host says about a mail in its `Authentication-Results`
/// (RFC 8601). Stands for DKIM, which needs name servers: a portal's mail passes, one in its name does not.
final class LetterSeals: Sendable {
    /// The name under which the mail host speaks.
    static let authority = "mail.postbox.example"
    private static let kept = 2_000

    private let digests = Mutex<[[UInt8]]>([])

    /// Remembers a mail as a portal wrote it.
    func seal(_ message: [UInt8]) {
        let digest = Self.digest(of: message)
        digests.withLock { digests in
            digests.append(digest)
            if digests.count > Self.kept { digests.removeFirst() }
        }
    }

    /// The mail with the host's verdict on top.
    func stamped(_ message: [UInt8]) -> [UInt8] {
        let digest = Self.digest(of: message)
        let isGenuine = digests.withLock { $0.contains(digest) }
        let domain = MailPart(message[...]).header("from").map(ReceivedMail.domain(ofSender:)) ?? ""
        let verdict = isGenuine ? "pass header.d=\(domain)" : "none"
        return Array("Authentication-Results: \(Self.authority); dkim=\(verdict)\r\n".utf8) + message
    }

    private static func digest(of message: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: message)) }
}
