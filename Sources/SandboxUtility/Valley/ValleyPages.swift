/// The pages of the district before the account area. Layout by tables, as built in 2004.
struct ValleyPages: Sendable {
    static let sessionOver = "Your session has expired. Please log in again."
    static let wrongAnswer = "Incorrect answer to security question."

    /// The name that a control gets from the page it stands on.
    static func field(_ id: String) -> String { "ctl00$MainContent$\(id)" }

    static func refusal(_ reception: Reception, attemptsLeft: Int) -> String {
        switch reception {
        case .unknownUser: "Login failed: User Name not found."
        case .rejected where attemptsLeft == 1: "Invalid User Name or Password. Warning: 1 attempt remaining."
        case .rejected where attemptsLeft > 1: "Invalid User Name or Password."
        default:
            "This account has been LOCKED. Contact Customer Service at 1-800-555-0119, Mon-Fri 8 AM to 5 PM."
        }
    }

    func signIn(state: String, username: String, error: String?) -> HTML {
        frame(
            title: "Customer Login", page: "Login.aspx", state: state,
            body: """
                <table class="box" cellspacing="0" cellpadding="4"><tr><th colspan="2">Customer Login</th></tr>
                \(Self.message(error, columns: 2))
                <tr><td class="lbl"><label for="ctl00_MainContent_txtUserName">User Name:</label></td><td>\
                <input name="\(Self.field("txtUserName"))" type="text" id="ctl00_MainContent_txtUserName" \
                value="\(username)" autocomplete="username"></td></tr>
                <tr><td class="lbl"><label for="ctl00_MainContent_txtPassword">Password:</label></td><td>\
                <input name="\(Self.field("txtPassword"))" type="password" id="ctl00_MainContent_txtPassword" \
                autocomplete="current-password"></td></tr>
                <tr><td></td><td><input type="submit" name="\(Self.field("btnLogin"))" value="Log In" \
                id="ctl00_MainContent_btnLogin"></td></tr>
                <tr><td colspan="2" class="small">Accounts lock after \(Portal.valley.lockoutLimit) failed attempts.</td></tr></table>
                <p class="small">Drought Stage 1 is in effect: please water before 9 AM or after 7 PM.</p>
                """)
    }

    func question(state: String, error: String?) -> HTML {
        frame(
            title: "Security Question", page: "Security.aspx", state: state,
            body: """
                <table class="box" cellspacing="0" cellpadding="4">
                <tr><th colspan="2">Security Question</th></tr>\(Self.message(error, columns: 2))
                <tr><td class="lbl"><label for="ctl00_MainContent_txtAnswer" id="ctl00_MainContent_lblQuestion">\
                \(Login.securityQuestion)</label></td><td>\
                <input name="\(Self.field("txtAnswer"))" type="text" id="ctl00_MainContent_txtAnswer"></td></tr>
                <tr><td></td><td><input type="submit" name="\(Self.field("btnSubmit"))" value="Submit" \
                id="ctl00_MainContent_btnSubmit"></td></tr></table>
                """)
    }

    func newPassword(state: String, error: String?) -> HTML {
        frame(
            title: "Change Password", page: "ChangePassword.aspx", state: state,
            body: """
                <table class="box" cellspacing="0" cellpadding="4">
                <tr><th colspan="2">Change Password</th></tr>
                <tr><td colspan="2">Your password has expired. You must change your password to continue.</td></tr>
                \(Self.message(error, columns: 2))
                <tr><td class="lbl"><label for="ctl00_MainContent_txtNewPassword">New Password:</label></td><td>\
                <input name="\(Self.field("txtNewPassword"))" type="password" \
                id="ctl00_MainContent_txtNewPassword"></td></tr>
                <tr><td class="lbl"><label for="ctl00_MainContent_txtConfirmPassword">Confirm:</label></td><td>\
                <input name="\(Self.field("txtConfirmPassword"))" type="password" \
                id="ctl00_MainContent_txtConfirmPassword"></td></tr>
                <tr><td></td><td><input type="submit" name="\(Self.field("btnChange"))" value="Change Password" \
                id="ctl00_MainContent_btnChange"></td></tr></table>
                """)
    }

    func terms(state: String) -> HTML {
        frame(
            title: "Terms and Conditions", page: "Terms.aspx", state: state,
            body: """
                <table class="box" cellspacing="0" cellpadding="4"><tr><th>Terms and Conditions</th></tr>
                <tr><td>You must accept the Terms and Conditions before using Online Services.
                <p>The District provides Online Services as is. Bills shown online are copies.
                Customers agree to notify the District of changes of mailing address.</p></td></tr>
                <tr><td><input type="submit" name="\(Self.field("btnAccept"))" value="I Accept" \
                id="ctl00_MainContent_btnAccept"></td></tr></table>
                """)
    }

    func paperless(state: String) -> HTML {
        frame(
            title: "Go Paperless!", page: "Paperless.aspx", state: state,
            body: """
                <table class="box green" cellspacing="0" cellpadding="6"><tr><th>Go Paperless!</th></tr>
                <tr><td><img src="/valley/assets/leaf.svg" alt="" width="64" height="64" align="left">
                <b>Save a tree, save a stamp.</b><br>Get your water bill by e-mail and be entered to win
                a rain barrel.</td></tr>
                <tr><td><input type="submit" name="\(Self.field("btnEnroll"))" value="Enroll Now" \
                id="ctl00_MainContent_btnEnroll">
                <a id="ctl00_MainContent_lnkNoThanks" \
                href="javascript:__doPostBack('\(Self.field("lnkNoThanks"))','')">No thanks</a></td></tr></table>
                """)
    }

    func home(state: String) -> HTML {
        frame(
            title: "My Account", page: "MyAccount.aspx", state: state,
            body: """
                <div class="tools">You are logged in. \
                <input type="submit" name="\(Self.field("btnLogout"))" value="Log Out" \
                id="ctl00_MainContent_btnLogout"></div>
                <iframe name="acctframe" id="acctframe" src="/valley/AccountFrame.aspx" title="Account area"></iframe>
                """)
    }

    func frame(title: String, page: String, state: String, body: HTML) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>Valley Water District - \(title)</title>
        <link rel="stylesheet" type="text/css" href="/valley/assets/valley.css">
        <script type="text/javascript" src="/valley/assets/postback.js"></script></head>
        <body><form name="aspnetForm" method="post" action="/valley/\(page)" id="aspnetForm">
        <div><input type="hidden" name="__EVENTTARGET" id="__EVENTTARGET" value="">
        <input type="hidden" name="__EVENTARGUMENT" id="__EVENTARGUMENT" value="">
        <input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="\(state)">
        <input type="hidden" name="__VIEWSTATEGENERATOR" value="C2EE9ABB"></div>
        <table class="page" cellspacing="0" cellpadding="0"><tr><td class="banner" colspan="2">
        <img src="/valley/assets/logo.svg" alt="Valley Water District"></td></tr>
        <tr><td class="side"><b>Online Services</b><ul><li>My Account</li><li>Pay by Phone</li><li>Board Meetings</li>
        <li>Conservation</li><li>Contact Us</li></ul></td><td class="main"><h1>\(title)</h1>\(body)</td></tr>
        <tr><td class="foot" colspan="2">Copyright &copy; 2004 Valley Water District. Best viewed at 1024 x 768.</td>
        </tr></table></form></body></html>
        """
    }

    static func message(_ text: String?, columns: Int) -> HTML {
        guard let text else { return "" }
        return """
            <tr><td colspan="\(columns)"><span id="ctl00_MainContent_lblError" class="err">\(text)</span></td></tr>
            """
    }
}
