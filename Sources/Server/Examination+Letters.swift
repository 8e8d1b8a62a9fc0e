import Mail

extension Examination {
    /// The mail server that letters go to, as far as it can be looked at without sending one.
    var letters: [Finding] {
        get async {
            guard let sender = MailSource.sender(settings.mail, hostName: settings.mailHostName) else { return [] }
            var findings: [Finding] = []
            do throws(MailError) {
                try await sender.check()
                findings.append(Finding(severity: .fine, text: "The mail server that letters go to takes us."))
            } catch {
                findings.append(Finding(severity: .broken, text: error.advice))
            }
            if settings.mailDomain == nil {
                findings.append(
                    Finding(
                        severity: .warning,
                        text: "Nobody is told of letters that come back. Set \(Setting.mailDomain.variable), and let "
                            + "its mail come in."))
            }
            return findings
        }
    }
}
