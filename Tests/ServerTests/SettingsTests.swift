import Foundation
import MailWire
import Server
import Testing

@Suite("Settings")
struct SettingsTests {
    @Test("every problem is reported at once, and no value is shown")
    func problems() throws {
        let error = try #require(throws: SettingsError.self) {
            try Settings(environment: ["TIELINE_PORT": "eighty", "TIELINE_ROLES": "web,chef"])
        }
        #expect(error.problems.count == 2)
        #expect(!error.description.contains("eighty") && !error.description.contains("chef"))
    }

    @Test("an option stands before the environment variable of the same meaning")
    func options() throws {
        let settings = try Settings(options: [.port: "9001"], environment: ["TIELINE_PORT": "9002"])
        #expect(settings.port == 9001)
    }

    @Test("docs/operations.md says what each setting is for", arguments: Setting.allCases)
    func documented(_ setting: Setting) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/operations.md"), encoding: .utf8)
        #expect(text.contains("| `\(setting.variable)` | \(setting.standard) | \(setting.meaning) |"))
    }

    @Test("mail's doors are read with their addresses")
    func mail() throws {
        let settings = try Settings(environment: [
            "TIELINE_SMTP_LISTEN": "[::]:2525", "TIELINE_LMTP_LISTEN": "/run/tieline/lmtp.sock",
            "TIELINE_MAIL_TRUSTED_PEERS": "10.0.0.0/8, 192.0.2.1", "TIELINE_MAIL_AUTHSERV_ID": "mx.example",
            "TIELINE_IMAP_URL": "imaps://imap.example/INBOX", "TIELINE_IMAP_USER": "u", "TIELINE_IMAP_PASSWORD": "p",
        ])
        #expect(settings.mail.smtp == .tcp(host: "::", port: 2525))
        #expect(settings.mail.lmtp == .unix(path: "/run/tieline/lmtp.sock"))
        #expect(settings.mail.trustedPeers.count == 2 && settings.mail.authenticationServer == "mx.example")
        #expect(settings.mail.mailbox != nil && settings.mail.certificate == nil)
        #expect(settings.roles.contains(.mail))
        #expect(
            try Settings(environment: ["TIELINE_LMTP_LISTEN": "127.0.0.1:24"]).mail.lmtp
                == .tcp(host: "127.0.0.1", port: 24))
    }

    @Test(
        "what is wrong with mail's doors is said without its values",
        arguments: [
            ["TIELINE_SMTP_LISTEN": "here"], ["TIELINE_SMTP_LISTEN": "/run/x.sock"],
            ["TIELINE_SMTP_LISTEN": "host:99999"],
            ["TIELINE_LMTP_LISTEN": "here"], ["TIELINE_MAIL_CERTIFICATE": "/here.pem"],
            ["TIELINE_MAIL_CERTIFICATE_KEY": "/here.pem"], ["TIELINE_MAIL_TRUSTED_PEERS": "10.0.0.0/8,here"],
            ["TIELINE_IMAP_URL": "imaps://here/"],
            ["TIELINE_IMAP_URL": "https://here/", "TIELINE_IMAP_USER": "u", "TIELINE_IMAP_PASSWORD": "here"],
        ])
    func brokenMail(environment: [String: String]) throws {
        let error = try #require(throws: SettingsError.self) { try Settings(environment: environment) }
        #expect(error.problems.count == 1)
        #expect(!error.description.contains("here"))
    }
}
