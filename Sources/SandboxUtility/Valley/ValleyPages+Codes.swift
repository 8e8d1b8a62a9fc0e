/// The pages of the district around one-time codes.
extension ValleyPages {
    static let wrongCode = "That code is not correct."
    static let oldCode = "That code has expired."
    static let codeLock =
        "This account has been LOCKED. Too many incorrect security codes. "
        + "Contact Customer Service at 1-800-555-0119, Mon-Fri 8 AM to 5 PM."

    func codeDelivery(for guest: Guest) -> HTML {
        let rows = guest.login.behaviour.codeMedia.enumerated().map { place, medium -> HTML in
            let id = "ctl00_MainContent_rblDelivery_\(place)"
            let checked: HTML = place == 0 ? " checked=\"checked\"" : ""
            return """
                <tr><td><input type="radio" name="\(Self.field("rblDelivery"))" id="\(id)" \
                value="\(medium.rawValue)"\(checked)><label for="\(id)">\(Self.label(of: medium, guest))</label></td></tr>
                """
        }
        return frame(
            title: "Identity Verification", page: "CodeDelivery.aspx", state: guest.session.viewState,
            body: """
                <table class="box" cellspacing="0" cellpadding="4"><tr><th>Identity Verification</th></tr>
                <tr><td>This computer is not recognized. Select how you want to receive a security code.</td></tr>
                <tr><td><table id="ctl00_MainContent_rblDelivery">\(rows)</table></td></tr>
                <tr><td><input type="submit" name="\(Self.field("btnSend"))" value="Continue" \
                id="ctl00_MainContent_btnSend"> \(Self.postBackLink("lnkCancel", "Cancel"))</td></tr></table>
                """)
    }

    func code(for guest: Guest, by medium: CodeMedium, error: String?) -> HTML {
        let resend: HTML = medium == .totp ? "" : "\(Self.postBackLink("lnkResend", "Send a new code")) | "
        return frame(
            title: "Security Code", page: "SecurityCode.aspx", state: guest.session.viewState,
            body: """
                <table class="box" cellspacing="0" cellpadding="4"><tr><th colspan="2">Security Code</th></tr>
                <tr><td colspan="2">\(Self.whereabouts(of: guest, medium))</td></tr>\(Self.message(error, columns: 2))
                <tr><td class="lbl"><label for="ctl00_MainContent_txtCode">Security Code:</label></td><td>\
                <input name="\(Self.field("txtCode"))" type="text" id="ctl00_MainContent_txtCode" maxlength="10" \
                autocomplete="off"></td></tr>
                <tr><td></td><td><input type="checkbox" name="\(Self.field("chkRemember"))" \
                id="ctl00_MainContent_chkRemember"><label for="ctl00_MainContent_chkRemember">Remember this device\
                </label></td></tr>
                <tr><td></td><td><input type="submit" name="\(Self.field("btnVerify"))" value="Verify" \
                id="ctl00_MainContent_btnVerify"></td></tr>
                <tr><td colspan="2" class="small">\(resend)\(Self.postBackLink("lnkCancel", "Cancel"))</td></tr></table>
                """)
    }

    func codeLimit(state: String) -> HTML {
        frame(
            title: "Security Code", page: "SecurityCode.aspx", state: state,
            body: """
                <table class="box" cellspacing="0" cellpadding="4"><tr><th>Security Code</th></tr>
                <tr><td><span id="ctl00_MainContent_lblLimit" class="err">The maximum number of security codes has
                been sent. Try again in one hour.</span></td></tr>
                <tr><td><a href="/valley/SecurityCode.aspx">Enter a code</a></td></tr></table>
                """)
    }

    private static func postBackLink(_ id: String, _ text: String) -> HTML {
        """
        <a id="ctl00_MainContent_\(id)" href="javascript:__doPostBack('\(field(id))','')">\(text)</a>
        """
    }

    private static func label(of medium: CodeMedium, _ guest: Guest) -> String {
        let destination = guest.login.setup.maskedDestination(by: medium) ?? ""
        return switch medium {
        case .email: "E-mail to \(destination)"
        case .sms: "Text message to \(destination)"
        case .totp: "Authenticator application"
        }
    }

    private static func whereabouts(of guest: Guest, _ medium: CodeMedium) -> HTML {
        let destination = guest.login.setup.maskedDestination(by: medium) ?? ""
        let place: HTML = "<span id=\"ctl00_MainContent_lblDestination\">\(destination)</span>"
        return switch medium {
        case .email: "A security code was sent by e-mail to \(place). It is valid for 5 minutes."
        case .sms: "A security code was sent by text message to \(place). It is valid for 5 minutes."
        case .totp: "Enter the security code shown by your authenticator application."
        }
    }
}
