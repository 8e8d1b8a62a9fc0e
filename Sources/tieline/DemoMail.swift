import SandboxUtility
import Server

/// How mails and texts come from the demo's sandbox utility to its Tieline, and letters from there to the sandbox.
struct DemoMail: Sendable {
    /// The domain of the aliases.
    private static let domain = "codes.tieline.example"
    /// What both sides of the texts' webhook know.
    private static let textToken = "demo-text-token"

    /// Where Tieline takes mail by SMTP.
    let port: Int

    /// Tieline's letters go to the sandbox's mailboxes. It believes what the sandbox's mail host says of a mail, as it would believe a mail server beside it.
    ///
    /// - Parameter sandbox: where the mailboxes take mail.
    func settings(sandboxPort sandbox: Int) -> [Setting: String] {
        [
            .mailDomain: Self.domain, .smtpListen: "127.0.0.1:\(port)", .mailTrustedPeers: "127.0.0.1",
            .mailAuthentication: SandboxServer.mailAuthority, .twilioToken: Self.textToken,
            .smtpURL: "smtp://127.0.0.1:\(sandbox)", .mailFrom: "requests@tieline.example",
        ]
    }

    /// Options of `tieline sandbox`: mail for an alias goes to Tieline, whether a portal sends it or a mailbox passes it
    /// on; all other mail stays in the mailboxes.
    var sandboxOptions: [String] {
        ["--mail-relay", "\(Self.domain)=127.0.0.1:\(port)", "--sms-token", Self.textToken]
    }
}
