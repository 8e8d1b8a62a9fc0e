import Foundation

/// The part of a login's row that is about one-time codes; empty where none is asked for.
enum CodePanel {
    static func panel(_ login: LoginView, _ action: String) -> HTML {
        let setup = login.codes
        guard setup.isAsked else { return "" }
        let ledger = login.codeLedger
        return """
            <details><summary>Codes: \(ledger.count(of: .sent)) sent, \(ledger.count(of: .accepted)) accepted, \
            \(ledger.count(of: .rejected)) wrong, \(ledger.count(of: .expired)) too old</summary>
            <p>Authenticator secret <code>\(setup.secret)</code> \
            <a href="\(setup.secretAddress)">otpauth address</a> ·
            <a href="\(MailboxDesk.path(of: setup.email))">Mailbox</a> ·
            <a href="\(MailboxDesk.path(of: setup.phone))">Telephone</a></p>
            <form method="post" action="\(action)"><label>E-mail <input name="email" value="\(setup.email)"></label>
            <label>Phone <input name="phone" value="\(setup.phone)"></label><button>Set</button></form>
            <form method="post" action="\(action)"><label>Webhook for texts <input name="sms_url" \
            value="\(setup.textHookURL ?? "")" placeholder="as the sandbox was started"></label>
            <label>Token <input name="sms_token" autocomplete="off" placeholder="as the sandbox was started"></label><button>Set</button></form>
            <form method="post" action="\(action)"><label>Messages wait (s) <input name="code_delay_s" size="5" \
            value="\(Int(setup.delay))"></label><button>Set</button></form>
            <form method="post" action="\(action)"><label>Device trusted for (s) <input name="trust_s" size="8" \
            value="\(setup.trustLifetime)"></label><button>Set</button></form>
            <form method="post" action="\(action)"><button name="expire_trust" value="1">Expire trust now</button>
            \(setup.trustedDevices) trusted</form><table>\(entries(ledger))</table></details>
            """
    }

    /// The latest ten, newest first.
    private static func entries(_ ledger: CodeLedger) -> [HTML] {
        ledger.entries.suffix(10).reversed().map { entry in
            """
            <tr><td>\(entry.at.formatted(.iso8601))</td><td>\(entry.event.rawValue)</td>\
            <td>\(entry.channel?.rawValue ?? "")</td></tr>
            """
        }
    }
}
