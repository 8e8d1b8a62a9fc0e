public import Domain
import Foundation
public import Ports

/// A mail posted as it is, with a bearer token, by a mail server of the operator's own. `X-Envelope-To`, or `to` in the
/// query, says for whom; both may come several times.
public struct RawMailReader: MailReading {
    private let token: Secret<String>
    private let authenticating: any MessageAuthenticating

    public init(token: Secret<String>, authenticating: any MessageAuthenticating) {
        self.token = token
        self.authenticating = authenticating
    }

    public var isProvenByHeaders: Bool { true }

    public func admit(_ headers: HookHeaders) throws(HookRefusal) {
        guard let header = headers["Authorization"] else { throw .unsigned }
        let words = header.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "bearer",
            authenticating.isSame(Secret(String(words[1])), as: token)
        else { throw .wrongLogin }
    }

    public func read(_ request: HookRequest) throws(HookRefusal) -> MailDelivery {
        try admit(request.headers)
        guard !request.body.isEmpty else { throw .malformed }
        return .mail(
            try PostedMail(
                transport: .raw, receivedAt: request.receivedAt,
                recipients: request.headers.all("X-Envelope-To") + request.query("to"), mime: request.body))
    }
}
