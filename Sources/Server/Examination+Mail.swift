import Mail

extension Examination {
    /// The doors by which mail comes in, as far as they can be looked at from outside.
    var mail: [Finding] {
        let mail = settings.mail
        guard mail.smtp != nil || mail.lmtp != nil || mail.mailbox != nil else { return [] }
        var findings: [Finding] = []
        do throws(MailError) {
            _ = try MailSource.tls(mail)
        } catch {
            findings.append(Finding(severity: .broken, text: error.advice))
        }
        if mail.authenticationServer == nil, mail.lmtp != nil || !mail.trustedPeers.isEmpty {
            findings.append(
                Finding(
                    severity: .warning,
                    text: "All mail that your mail server hands over counts as genuine. Let it check DKIM, and set "
                        + "\(Setting.mailAuthentication.variable)."))
        }
        if mail.authenticationServer == nil, mail.mailbox != nil {
            findings.append(
                Finding(
                    severity: .warning,
                    text: "Nobody vouches for mail in the mailbox, so no code is read from it. Set "
                        + "\(Setting.mailAuthentication.variable) to the name its host writes."))
        }
        if mail.smtp != nil, mail.trustedPeers.isEmpty {
            findings.append(
                Finding(
                    severity: .warning,
                    text:
                        "Nobody vouches for mail that comes by SMTP, so no code is read from it. Name your mail server "
                        + "in \(Setting.mailTrustedPeers.variable)."))
        }
        return findings.isEmpty ? [Finding(severity: .fine, text: "Mail comes in.")] : findings
    }
}
