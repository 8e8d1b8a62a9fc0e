/// The pages of My Harbor around one-time codes.
extension HarborPages {
    static let wrongCode = "That code is not correct. Check the code and try again."
    static let oldCode = "That code has expired. Request a new code and try again."
    static let codeLock =
        "Your online account has been locked because of too many incorrect verification codes. "
        + "Reset your password or call 1-800-555-0142 to unlock it."

    func codeMethod(for guest: Guest) -> HTML {
        let setup = guest.login.setup
        let choices = guest.login.behaviour.codeMedia.enumerated().map { place, medium -> HTML in
            let checked: HTML = place == 0 ? " checked" : ""
            return """
                <label class="check"><input type="radio" name="method" id="channel-\(medium.rawValue)" \
                value="\(medium.rawValue)"\(checked)> \(Self.label(of: medium, setup))</label>
                """
        }
        return Self.frame(
            title: "Verify it's you",
            body: """
                <section class="card narrow"><h1>Verify it's you</h1>
                <p>We don't recognize this device. How would you like to get your verification code?</p>
                <form id="code-channel-form" method="post" action="/harbor/verify/method">
                <input type="hidden" name="__token" value="\(guest.session.formToken)">\(choices)
                <button type="submit" id="send-code">Continue</button></form>\(Self.cancelForm(guest))</section>
                """)
    }

    func code(for guest: Guest, by medium: CodeMedium, error: String?) -> HTML {
        Self.frame(
            title: "Enter your verification code",
            body: """
                <section class="card narrow"><h1>Enter your verification code</h1>
                <p>\(Self.whereabouts(of: guest, medium))</p>\(Self.alert(error))
                <form id="code-form" method="post" action="/harbor/verify">
                <input type="hidden" name="__token" value="\(guest.session.formToken)">
                <label for="code">Verification code</label>
                <input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" \
                maxlength="10" required>
                <label class="check"><input type="checkbox" name="remember" value="yes" id="remember-device">
                Remember this device</label>
                <button type="submit">Verify</button></form>\(Self.resendForm(guest, medium))\(Self.cancelForm(guest))
                </section>
                """)
    }

    var codeLimit: HTML {
        Self.frame(
            title: "Too many codes",
            body: """
                <section class="card narrow" id="code-limit"><h1>You have requested too many codes</h1>
                <p>For your security we can't send another verification code right now. Please try again in an hour.</p>
                <p><a href="/harbor/verify">I have a code</a></p></section>
                """)
    }

    private static func label(of medium: CodeMedium, _ setup: CodeSetup) -> String {
        switch medium {
        case .email: "Email \(setup.maskedDestination(by: .email) ?? "")"
        case .sms: "Text \(setup.maskedDestination(by: .sms) ?? "")"
        case .totp: "Use my authenticator app"
        }
    }

    private static func whereabouts(of guest: Guest, _ medium: CodeMedium) -> HTML {
        let destination = guest.login.setup.maskedDestination(by: medium) ?? ""
        let place: HTML = "<strong id=\"code-destination\">\(destination)</strong>"
        return switch medium {
        case .email: "We emailed a 6-digit code to \(place). It is good for 5 minutes."
        case .sms: "We sent a text message with a 6-digit code to \(place). It is good for 5 minutes."
        case .totp: "Enter the 6-digit code shown in your authenticator app."
        }
    }

    private static func resendForm(_ guest: Guest, _ medium: CodeMedium) -> HTML {
        guard medium != .totp else { return "" }
        return """
            <form class="aside" method="post" action="/harbor/verify/resend">
            <input type="hidden" name="__token" value="\(guest.session.formToken)">
            <button type="submit" class="link" id="resend-code">Send a new code</button></form>
            """
    }

    private static func cancelForm(_ guest: Guest) -> HTML {
        """
        <form class="aside" method="post" action="/harbor/verify/cancel">
        <input type="hidden" name="__token" value="\(guest.session.formToken)">
        <button type="submit" class="link" id="cancel-code">Cancel</button></form>
        """
    }
}
