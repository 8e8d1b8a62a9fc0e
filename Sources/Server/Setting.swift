/// Every setting there is: its environment variable, its default, what it is for. `Settings` reads them, `doctor` and
/// docs/operations.md list them, and a test holds the document against this list.
public enum Setting: String, CaseIterable, Sendable {
    case data, databaseURL, keyFile, keyCommand, host, port, publicURL, mailDomain, roles, workers, node, retrySpeed
    case chromium, sandboxURL, privatePortals, providers, trustedProxies, logLevel, demoAPIToken
    case twilioToken, smsGatewayKey, postmarkLogin, sendGridKey, sendGridLogin, sendGridHeaders, mailgunKey, sesTopic
    case rawMailToken
    case smtpListen, lmtpListen, mailCertificate, mailCertificateKey, mailTrustedPeers, mailAuthentication
    case imapURL, imapUser, imapPassword
    case smtpURL, smtpUser, smtpPassword, smtpPlain, mailFrom

    /// The key of the configuration, whose parts joined by `_` make the environment variable.
    var key: [String] {
        switch self {
        case .data: ["data"]
        case .databaseURL: ["database", "url"]
        case .keyFile: ["key", "file"]
        case .keyCommand: ["key", "command"]
        case .host: ["host"]
        case .port: ["port"]
        case .publicURL: ["public", "url"]
        case .mailDomain: ["mail", "domain"]
        case .roles: ["roles"]
        case .workers: ["workers"]
        case .node: ["node"]
        case .retrySpeed: ["retry", "speed"]
        case .chromium: ["chromium"]
        case .sandboxURL: ["sandbox", "url"]
        case .privatePortals: ["allow", "private", "portals"]
        case .providers: ["providers"]
        case .trustedProxies: ["trusted", "proxies"]
        case .logLevel: ["log", "level"]
        case .demoAPIToken: ["demo", "api", "token"]
        case .twilioToken: ["twilio", "token"]
        case .smsGatewayKey: ["sms", "gateway", "key"]
        case .postmarkLogin: ["postmark", "login"]
        case .sendGridKey: ["sendgrid", "key"]
        case .sendGridLogin: ["sendgrid", "login"]
        case .sendGridHeaders: ["sendgrid", "headers"]
        case .mailgunKey: ["mailgun", "key"]
        case .sesTopic: ["ses", "topic"]
        case .rawMailToken: ["raw", "mail", "token"]
        case .smtpListen: ["smtp", "listen"]
        case .lmtpListen: ["lmtp", "listen"]
        case .mailCertificate: ["mail", "certificate"]
        case .mailCertificateKey: ["mail", "certificate", "key"]
        case .mailTrustedPeers: ["mail", "trusted", "peers"]
        case .mailAuthentication: ["mail", "authserv", "id"]
        case .imapURL: ["imap", "url"]
        case .imapUser: ["imap", "user"]
        case .imapPassword: ["imap", "password"]
        case .smtpURL: ["smtp", "url"]
        case .smtpUser: ["smtp", "user"]
        case .smtpPassword: ["smtp", "password"]
        case .smtpPlain: ["smtp", "plain"]
        case .mailFrom: ["mail", "from"]
        }
    }

    /// `TIELINE_DATABASE_URL`.
    public var variable: String { (["TIELINE"] + key.map { $0.uppercased() }).joined(separator: "_") }

    /// May hold a password or a token: never printed.
    var isSecret: Bool {
        switch self {
        case .databaseURL, .demoAPIToken, .twilioToken, .smsGatewayKey, .postmarkLogin, .sendGridLogin, .mailgunKey,
            .rawMailToken, .imapPassword, .smtpPassword:
            true
        default: false
        }
    }

    /// What holds when it is not set, as text for people.
    public var standard: String {
        switch self {
        case .data: "data"
        case .databaseURL: "SQLite in the data folder"
        case .keyFile: "<data>/keys"
        case .host: "127.0.0.1"
        case .port: "8080"
        case .publicURL: "http://<host>:<port>"
        case .roles: "web,worker,mail,schedule"
        case .workers: "4"
        case .node: "the machine's name"
        case .retrySpeed: "1"
        case .chromium: "chromium on the PATH"
        case .logLevel: "info"
        case .privatePortals, .smtpPlain: "no"
        case .sendGridHeaders: "those of the event webhook"
        case .keyCommand, .mailDomain, .sandboxURL, .providers, .trustedProxies, .demoAPIToken, .twilioToken,
            .smsGatewayKey,
            .postmarkLogin, .sendGridKey, .sendGridLogin, .mailgunKey, .sesTopic, .rawMailToken, .smtpListen,
            .lmtpListen, .mailCertificate, .mailCertificateKey, .mailTrustedPeers, .mailAuthentication, .imapURL,
            .imapUser, .imapPassword, .smtpURL, .smtpUser, .smtpPassword, .mailFrom:
            "none"
        }
    }

    /// One line on what it is for.
    public var meaning: String {
        switch self {
        case .data: "folder for the database, the key file and the browser's socket"
        case .databaseURL: "postgres://user:password@host/database, shared by any number of processes"
        case .keyFile: "the key ring that seals credentials; mode 0600; back it up apart from the database"
        case .keyCommand: "a command that prints the key ring, instead of the file (for a key management system)"
        case .host: "address to listen on"
        case .port: "port to listen on"
        case .publicURL: "how people reach it; https here turns on secure cookies"
        case .mailDomain:
            "the domain of the addresses that codes and bills are forwarded to; its mail must reach Tieline"
        case .roles: "what this process does: any of web, worker, mail, schedule"
        case .workers: "checks at the same time in this process, 1 to 64"
        case .node: "this process's name among those that share a database; must stay the same over restarts"
        case .retrySpeed: "divides every span of the retry policies; 1 in earnest, more in demonstrations"
        case .chromium: "path of the browser's executable"
        case .sandboxURL: "base address of a sandbox utility; without it the sandbox providers are absent"
        case .privatePortals:
            "yes lets portals be inside private networks and use plain http there"
        case .providers: "a folder with provider folders of your own, beside the built-in ones"
        case .trustedProxies: "addresses of reverse proxies whose X-Forwarded-For is believed, separated by commas"
        case .logLevel: "trace, debug, info, notice, warning, error or critical"
        case .demoAPIToken: "tieline demo only: a token that is valid for the API in the demo organization"
        case .twilioToken: "the auth token of the Twilio account whose numbers receive codes"
        case .smsGatewayKey: "the signing key that every phone with SMS Gateway for Android is given"
        case .postmarkLogin: "user:password in the address of Postmark's inbound hook"
        case .sendGridKey: "the verification key of a signed SendGrid Inbound Parse"
        case .sendGridLogin: "user:password in the address of SendGrid's Inbound Parse, instead of the key or besides"
        case .sendGridHeaders: "names of SendGrid's signature and timestamp headers, separated by a comma"
        case .mailgunKey: "the HTTP webhook signing key of the Mailgun account"
        case .sesTopic: "the SNS topics by which Amazon SES hands over mail, separated by commas"
        case .rawMailToken: "the bearer token for posting mail as it is, at least 24 characters"
        case .smtpListen: "host:port to take mail at by SMTP, such as 0.0.0.0:25"
        case .lmtpListen: "path of a socket file, or host:port, to take mail at by LMTP from a mail server beside it"
        case .mailCertificate: "certificate chain (PEM) with which SMTP offers STARTTLS"
        case .mailCertificateKey: "private key (PEM) of that certificate"
        case .mailTrustedPeers: "addresses of mail servers of yours whose word about a mail counts, separated by commas"
        case .mailAuthentication:
            "the name under which they write Authentication-Results; without it all mail they hand over counts as genuine"
        case .imapURL: "imaps://host/FOLDER of a mailbox made for codes and bills; read every minute, or more often"
        case .imapUser: "user name of that mailbox"
        case .imapPassword: "password of that mailbox"
        case .smtpURL:
            "smtp://host:587 (STARTTLS) or smtps://host:465 of the mail server that takes letters to customers"
        case .smtpUser: "user name at that mail server, where it wants one"
        case .smtpPassword: "password at that mail server"
        case .smtpPlain: "yes lets letters and password go there without TLS, in a network that you trust"
        case .mailFrom: "the address that letters come from; needed with TIELINE_SMTP_URL"
        }
    }
}
