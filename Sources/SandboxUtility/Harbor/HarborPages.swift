/// The pages of My Harbor before the account: the sign-in form and the steps after the password.
struct HarborPages: Sendable {
    static let sessionOver = "Your session has timed out. Please sign in again."
    static let wrongAnswer = "The answer you entered does not match the one we have on file."

    private static let mismatch =
        "The user ID or password you entered does not match our records. Please try again."
    private static let locked =
        "Your online account has been locked because of too many unsuccessful sign-in attempts. "
        + "Reset your password or call 1-800-555-0142 to unlock it."

    /// What the form says after a sign-in that failed.
    static func refusal(_ reception: Reception, attemptsLeft: Int) -> String {
        switch reception {
        case .locked: locked
        case .rejected where attemptsLeft == 0: locked
        case .rejected where attemptsLeft <= 2:
            "We could not sign you in with that user ID and password. "
                + "You have \(attemptsLeft == 1 ? "1 attempt" : "\(attemptsLeft) attempts") left "
                + "before your account is locked."
        default: mismatch
        }
    }

    func signIn(token: String, userID: String, error: String?) -> HTML {
        Self.frame(
            title: "Sign in",
            body: """
                <div class="split"><section class="card" aria-labelledby="signin-title">
                <h1 id="signin-title">Sign in to My Harbor</h1>\(Self.alert(error))
                <form id="login-form" method="post" action="/harbor/login" autocomplete="on">
                <input type="hidden" name="__token" value="\(token)">
                <label for="user_id">User ID or email</label>
                <input id="user_id" name="user_id" type="text" value="\(userID)" autocomplete="username" required>
                <label for="password">Password</label>
                <input id="password" name="password" type="password" autocomplete="current-password" required>
                <button type="submit" id="sign-in">Sign in</button></form>
                <p class="fine">Forgot your user ID or password? Call 1-800-555-0142.</p></section>
                <aside class="pitch"><h2>Winter is on its way.</h2>
                <p>See your use by the hour, get outage texts, and spread heating costs over the year with
                Level Pay.</p><ul><li>View and pay bills</li><li>Green Button usage download</li>
                <li>Report an outage</li></ul></aside></div>
                """)
    }

    func question(token: String, error: String?) -> HTML {
        Self.frame(
            title: "Verify it's you",
            body: """
                <section class="card narrow"><h1>Verify it's you</h1>
                <p>To protect your account, please answer your security question.</p>\(Self.alert(error))
                <form id="question-form" method="post" action="/harbor/security-question">
                <input type="hidden" name="__token" value="\(token)">
                <label for="answer" class="security-question">\(Login.securityQuestion)</label>
                <input id="answer" name="answer" type="text" autocomplete="off" required>
                <button type="submit">Continue</button></form></section>
                """)
    }

    func newPassword(token: String, error: String?) -> HTML {
        Self.frame(
            title: "Choose a new password",
            body: """
                <section class="card narrow"><h1>Your password has expired</h1>
                <p>For your security you must choose a new password before you can continue.
                Use at least 10 characters.</p>\(Self.alert(error))
                <form id="new-password-form" method="post" action="/harbor/password-expired">
                <input type="hidden" name="__token" value="\(token)">
                <label for="new_password">New password</label>
                <input id="new_password" name="new_password" type="password" autocomplete="new-password" required>
                <label for="repeat_password">Repeat new password</label>
                <input id="repeat_password" name="repeat_password" type="password" autocomplete="new-password" required>
                <button type="submit">Save password</button></form></section>
                """)
    }

    func terms(token: String) -> HTML {
        Self.frame(
            title: "Terms of Use",
            body: """
                <section class="card narrow" id="terms"><h1>We've updated our Terms of Use</h1>
                <p>Please review and accept the new terms to continue to your account.</p>
                <div class="legal"><p>1. My Harbor lets you view bills and usage for accounts in your name.</p>
                <p>2. You are responsible for keeping your user ID and password confidential.</p>
                <p>3. Electronic bills are provided for information. The printed bill governs.</p>
                <p>4. Usage shown by the hour is unverified meter data and may differ from billed usage.</p></div>
                <form id="terms-form" method="post" action="/harbor/terms">
                <input type="hidden" name="__token" value="\(token)">
                <label class="check"><input type="checkbox" name="agree" value="yes" required>
                I have read and agree to the Terms of Use</label>
                <button type="submit">Accept and continue</button></form></section>
                """)
    }

    var notFound: HTML {
        Self.frame(
            title: "Page not found",
            body: "<section class=\"card narrow\"><h1>Page not found</h1><p>We could not find that page.</p></section>")
    }

    static func frame(title: String, top: HTML = "", body: HTML) -> HTML {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>\(title) | Harbor Light &amp; Power</title>
        <link rel="icon" href="/harbor/assets/logo.svg"><link rel="stylesheet" href="/harbor/assets/harbor.css"></head>
        <body><header class="top"><a class="logo" href="/harbor">\
        <img src="/harbor/assets/logo.svg" alt="Harbor Light &amp; Power"></a>
        <nav aria-label="Main"><span>Residential</span><span>Business</span><span>Outages</span>\(top)</nav></header>
        <main>\(body)</main>
        <footer class="foot"><p>Outages and emergencies 1-800-555-0142</p>
        <p>&copy; Harbor Light &amp; Power Company, 1 Wharf Plaza, Port Lindell, ME 04090</p></footer></body></html>
        """
    }

    static func alert(_ text: String?) -> HTML {
        guard let text else { return "" }
        return "<div class=\"alert\" role=\"alert\">\(text)</div>"
    }
}
