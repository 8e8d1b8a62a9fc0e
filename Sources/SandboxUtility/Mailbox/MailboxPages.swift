import Foundation

/// The pages of the mailboxes: plain, with forms that work without JavaScript.
enum MailboxPages {
    static func list(_ mailboxes: [Mailbox]) -> HTML {
        let rows = mailboxes.map { mailbox -> HTML in
            """
            <tr><th scope="row"><a href="\(MailboxDesk.path(of: mailbox.address))">\(mailbox.address)</a></th>
            <td>\(mailbox.mails.count)</td><td>\(mailbox.mails.last?.subject ?? "")</td>
            <td>\(mailbox.rules.count)</td></tr>
            """
        }
        let table: HTML =
            rows.isEmpty
            ? "<p>Nothing has arrived yet.</p>"
            : """
            <table><thead><tr><th>Address</th><th>Messages</th><th>Latest</th><th>Forwarding rules</th></tr></thead>
            <tbody>\(rows)</tbody></table>
            """
        return frame(
            title: "Mailboxes",
            body: """
                <p>Every customer has a mailbox here, and every telephone a drawer; it is listed once something arrives.</p>
                \(table)<form method="get" action="/mailbox"><label>Open the mailbox of
                <input name="address" placeholder="mfa-email-harbor@postbox.example" size="40" required></label>
                <button>Open</button></form>
                """)
    }

    static func page(_ mailbox: Mailbox) -> HTML {
        let path = MailboxDesk.path(of: mailbox.address)
        let mails = mailbox.mails.reversed().map { mail($0, path) }
        let empty: HTML = mails.isEmpty ? "<p>Nothing has arrived yet. Reload the page to look again.</p>" : ""
        return frame(
            title: mailbox.address,
            body: """
                <p><a href="/mailbox">All mailboxes</a> · <a href="\(path)">Look again</a></p>
                <section id="messages"><h2>Messages</h2>\(empty)\(mails)</section>
                <section id="forwards"><h2>Forwarding</h2>\(rules(of: mailbox, path))</section>
                <section id="tools"><h2>Try</h2><form method="post" action="\(path)/bills">
                <label>Let <select name="portal">\(portals)</select> mail a bill here</label><button>Send</button></form>
                <form method="post" action="\(path)/emptying"><button>Empty the mailbox</button></form></section>
                """)
    }

    private static func mail(_ mail: ReceivedMail, _ path: String) -> HTML {
        let files = mail.files.enumerated().map { place, file -> HTML in
            """
            <li><a href="\(path)/\(mail.id)/files/\(place)">\(file.name)</a> (\(file.bytes.count) bytes)</li>
            """
        }
        let forwardings = mail.forwardings.sorted { $0.key < $1.key }.map { target, state -> HTML in
            "<li>to \(target): \(Self.words(for: state))</li>"
        }
        let frame: HTML =
            mail.html == nil
            ? ""
            : """
            <iframe src="\(path)/\(mail.id)/html" sandbox="allow-popups allow-popups-to-escape-sandbox" loading="lazy"
            title="The message as its sender laid it out"></iframe>
            """
        return """
            <article id="mail-\(mail.id)"><h3>\(mail.subject.isEmpty ? "(no subject)" : mail.subject)</h3>
            <p>From \(mail.from), <time>\(mail.receivedAt.formatted(.iso8601))</time> ·
            <a href="\(path)/\(mail.id)/raw">as it came</a></p>\(frame)<pre>\(linked(mail.text))</pre>
            <ul class="files">\(files)</ul><ul class="forwardings">\(forwardings)</ul></article>
            """
    }

    /// The text with its web addresses as links.
    private static func linked(_ text: String) -> HTML {
        var pieces: [HTML] = []
        var rest = text[...]
        while let found = rest.firstMatch(of: /https?:\/\/[^\s<>"']+/) {
            let address = String(found.output).replacing(/[.,;:!?)\]]+$/, with: "")
            pieces.append("\(String(rest[..<found.range.lowerBound]))")
            pieces.append("<a href=\"\(address)\" target=\"_blank\" rel=\"noopener noreferrer\">\(address)</a>")
            rest = rest[rest.index(found.range.lowerBound, offsetBy: address.count)...]
        }
        return "\(pieces)\(String(rest))"
    }

    private static func words(for state: ReceivedMail.Forwarding) -> String {
        switch state {
        case .underway: "being passed on"
        case .taken: "passed on"
        case .refused: "could not be passed on"
        }
    }

    private static func rules(of mailbox: Mailbox, _ path: String) -> HTML {
        let rules = mailbox.rules.enumerated().map { place, rule -> HTML in
            """
            <li><form method="post" action="\(path)/forwards">\
            \(rule.fromDomain.map { "What comes from \($0)" } ?? "Everything") goes to \(rule.to)
            <button name="remove" value="\(place)">Remove</button></form></li>
            """
        }
        return """
            <ul>\(rules)</ul><form method="post" action="\(path)/forwards">
            <label>Pass on to <input name="to" type="email" size="40" required></label>
            <label>only what comes from the domain
            <input name="from_domain" placeholder="everything" size="24"></label><button>Add</button></form>
            """
    }

    private static var portals: [HTML] {
        Portal.allCases.map { portal in "<option value=\"\(portal.rawValue)\">\(portal.name)</option>" }
    }

    private static func frame(title: String, body: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>\(title) | Demo mailbox</title><link rel="stylesheet" href="/control/assets/control.css"></head>
        <body><header><h1>\(title)</h1><p>The demo mailbox of the sandbox, no part of any portal.
        <a href="/control">Control</a></p></header><main>\(body)</main></body></html>
        """
    }
}
