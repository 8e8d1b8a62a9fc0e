import Foundation

/// A code as a utility writes it to its customer, each portal in its own words and its own kind of message, with the
/// numbers around it that such messages have.
struct CodeLetter: Sendable {
    let portal: Portal
    let customerName: String
    /// As printed on bills; nil for a customer without one.
    let accountNumber: String?
    let code: String
    let writtenAt: Date
    /// Random; names the message.
    let token: String

    func mail(to recipient: String) -> OutgoingMail {
        let boundary = "=_\(token.prefix(24))"
        let message = MIMEMessage(
            headers: [
                ("Date", MIMEMessage.date(writtenAt, in: portal.timeZone)),
                ("From", "\"\(portal.name)\" <\(portal.codeMailbox)>"), ("To", recipient), ("Subject", subject),
                ("Message-ID", "<\(token.prefix(32))@\(portal.mailDomain)>"), ("Auto-Submitted", "auto-generated"),
            ],
            body: .several(
                [
                    .text(plain, kind: "plain", encoding: encoding),
                    .text(html.markup, kind: "html", encoding: encoding),
                ],
                kind: "alternative", boundary: boundary))
        return OutgoingMail(sender: "bounces@\(portal.mailDomain)", recipient: recipient, message: message.bytes)
    }

    func text(to number: String, over hook: TextHook?) -> OutgoingText {
        let body =
            switch portal {
            case .harbor:
                "Harbor Light & Power: your verification code is \(code). It expires in 5 minutes. "
                    + "We will never call you to ask for it. Questions? 1-800-555-0142"
            case .metro: "\(code) is your MyMetro security code. Don't share it with anyone. Reply STOP to opt out."
            case .valley: "VALLEY WATER: Use code \(code) to log in. Good for 5 min. Help: 1-800-555-0119"
            }
        return OutgoingText(from: portal.textNumber, to: number, body: body, hook: hook)
    }

    // MARK: - Words

    /// Metro's has the code in it.
    private var subject: String {
        switch portal {
        case .harbor: "Your Harbor Light & Power verification code"
        case .metro: "\(code) is your MyMetro security code"
        case .valley: "Valley Water District Online Services - Security Code"
        }
    }

    private var encoding: MIMEMessage.Encoding {
        switch portal {
        case .harbor: .quotedPrintable
        case .metro: .base64
        case .valley: .plain
        }
    }

    private var plain: String {
        switch portal {
        case .harbor:
            """
            Hello \(customerName),

            Use this verification code to finish signing in to My Harbor:

            \(code)

            It’s good for 5 minutes. If you didn’t try to sign in, call 1-800-555-0142 and don’t share the code \
            with anyone.

            Harbor Light & Power Company, 1 Wharf Plaza, Port Lindell, ME 04090
            You get this message because account \(accountNumber ?? "none") is enrolled for online access.

            """
        case .metro:
            """
            Hi \(customerName)!

            Someone (hopefully you) is signing in to MyMetro. Your security code is \(code).

            It runs out 5 minutes after we sent it. We'll never ask you for it by phone.

            Metro Gas & Electric · 400 Commerce Tower · Kessler City, IL 60498
            Gas leak? Leave the building and call 1-800-555-0177 · © 2026

            """
        case .valley:
            """
            VALLEY WATER DISTRICT - ONLINE SERVICES

            Dear Customer:

            A login to Online Services was requested on \(day.slashed).

            Security code: \(code)

            Enter this code on the log in page within 5 minutes. If you did not
            request it, contact Customer Service at 1-800-555-0119, Mon-Fri 8 AM
            to 5 PM. Case reference \(reference).

            P.O. Box 88, Arroyo Verde, CA 93299

            """
        }
    }

    private var html: HTML {
        switch portal {
        case .harbor:
            """
            <!doctype html><html><head><meta charset="utf-8"><style>.code{font-size:28px}</style></head><body>
            <div style="display:none;font-size:1px">Your code is good for 5 minutes. Call 1-800-555-0142 for help.</div>
            <p>Hello \(customerName),</p><p>Use this verification code to finish signing in to My Harbor:</p>
            <p class="code"><strong>\(code)</strong></p><p>It’s good for 5 minutes. If you didn’t try to sign in,
            call 1-800-555-0142 and don’t share the code with anyone.</p>
            <p style="color:#587081">Harbor Light &amp; Power Company, 1 Wharf Plaza, Port Lindell, ME 04090<br>
            You get this message because account \(accountNumber ?? "none") is enrolled for online access.</p>
            </body></html>

            """
        case .metro:
            """
            <!doctype html><html><head><meta charset="utf-8"></head><body><h1>Hi \(customerName)!</h1>
            <p>Someone (hopefully you) is signing in to MyMetro. Your security code is</p>
            <table role="presentation"><tr>\(code.map { digit -> HTML in "<td>\(String(digit))</td>" })</tr></table>
            <p>It runs out 5 minutes after we sent it. We'll never ask you for it by phone.</p>
            <p>Metro Gas &amp; Electric · 400 Commerce Tower · Kessler City, IL 60498<br>
            Gas leak? Leave the building and call 1-800-555-0177 · © 2026</p></body></html>

            """
        case .valley:
            """
            <html><body bgcolor="#ffffff"><font face="Verdana"><b>VALLEY WATER DISTRICT - ONLINE SERVICES</b>
            <p>Dear Customer:<p>A login to Online Services was requested on \(day.slashed).
            <p>Security code: <b>\(code)</b>
            <p>Enter this code on the log in page within 5 minutes. If you did not request it, contact
            Customer Service at 1-800-555-0119, Mon-Fri 8 AM to 5 PM. Case reference \(reference).
            <p>P.O. Box 88, Arroyo Verde, CA 93299</font></body></html>

            """
        }
    }

    private var day: CivilDate { CivilDate(of: writtenAt, in: portal.timeZone) }

    /// Six digits, as the code has: what readers of such mails must tell apart.
    private var reference: String {
        var dice = Dice(1, token)
        return dice.digits(6)
    }
}
