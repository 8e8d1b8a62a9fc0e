import Foundation

/// The page that steers the sandbox: one table of logins per portal, with forms that work without JavaScript.
enum ControlPage {
    static func page(_ sections: [HTML]) -> HTML {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>Sandbox control</title><link rel="stylesheet" href="/control/assets/control.css"></head>
        <body><header><h1>Sandbox control</h1><p>Sandbox control, not part of any portal. Logins that work have the
        password <code>\(Login.usualPassword)</code>; the security answer is <code>Rex</code>.
        As JSON: <a href="/control/logins.json">logins.json</a>. What portals send: <a href="/mailbox">mailboxes</a>.</p></header><main>\(sections)</main></body></html>
        """
    }

    static func section(of portal: Portal, mode: PortalMode, logins: [LoginView]) -> HTML {
        let choices = PortalMode.allCases.map { choice -> HTML in
            option(choice.rawValue, isChosen: choice == mode)
        }
        let rows = logins.map { row($0, at: portal) }
        return """
            <section id="\(portal.rawValue)"><div class="heading"><h2><a href="/\(portal.rawValue)">\(portal.name)</a>
            </h2><form method="post" action="/control/portals/\(portal.rawValue)">
            <label>Whole portal <select name="mode">\(choices)</select></label><button>Switch</button></form>
            <p>locks after \(portal.lockoutLimit) wrong passwords</p></div>
            <div class="scroll"><table><thead><tr><th>User name</th><th>State</th><th>Passwords</th><th>Wrong</th>
            <th>Last attempt</th><th>Sessions</th><th>Change</th></tr></thead><tbody>\(rows)</tbody></table></div>
            </section>
            """
    }

    private static func row(_ login: LoginView, at portal: Portal) -> HTML {
        let path = login.username.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? login.username
        let action = "/control/logins/\(portal.rawValue)/\(path)"
        let choices = Behaviour.allCases.map { option($0.rawValue, isChosen: $0 == login.behaviour) }
        let last = login.ledger.entries.last.map { "\($0.at.formatted(.iso8601)) \($0.verdict.rawValue)" } ?? "never"
        return """
            <tr><th scope="row">\(login.username)</th><td>\(login.behaviour.rawValue)\(lock(login))</td>
            <td>\(login.ledger.attempts)</td><td>\(login.ledger.rejected)</td><td>\(last)</td><td>\(login.sessions)</td>
            <td><form method="post" action="\(action)"><select name="behaviour" \
            aria-label="Behaviour of \(login.username)">\(choices)</select><button>Set</button></form>
            <form method="post" action="\(action)"><input name="password" type="text" autocomplete="off" \
            placeholder="new password" aria-label="New password of \(login.username)"><button>Change</button></form>
            <form method="post" action="\(action)"><button name="unlock" value="1">Unlock</button>
            <button name="reset" value="1">Reset counts</button></form>\(CodePanel.panel(login, action))</td></tr>
            """
    }

    private static func lock(_ login: LoginView) -> HTML {
        login.isLocked && login.behaviour != .locked ? " <strong>locked</strong>" : ""
    }

    private static func option(_ value: String, isChosen: Bool) -> HTML {
        isChosen ? "<option selected>\(value)</option>" : "<option>\(value)</option>"
    }
}
