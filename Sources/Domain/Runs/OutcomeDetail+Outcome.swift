extension OutcomeDetail {
    /// The fields of an outcome.
    init(_ outcome: Outcome) {
        switch outcome {
        case .signedIn(let session, let trust):
            sessionExpiresAt = Microseconds(session)
            deviceTrustExpiresAt = Microseconds(trust)
        case .passwordRejected(let field, let text): (self.field, portalText) = (field, text)
        case .accountLocked(let until, let link): (self.until, deepLink) = (Microseconds(until), link)
        case .newPasswordRequired(let link): deepLink = link
        case .additionalCredentialsRequired(let prompts): self.prompts = prompts
        case .codeRequired(let channel, let destination, let end),
            .approvalRequired(let channel, let destination, let end):
            (self.channel, destinationMasked, expiresAt) = (channel, destination, Microseconds(end))
        case .codeRejected(let left, let channel): (attemptsLeft, self.channel) = (left, channel)
        case .codeTimedOut(let channel, let sent): (self.channel, sentAt) = (channel, Microseconds(sent))
        case .actionRequiredAtProvider(let step, let link, let text):
            (subCode, deepLink, portalText) = (step, link, text)
        case .siteDown(let kind): self.kind = kind.rawValue
        case .blockedByProvider(let kind, let retry): (self.kind, retryAfter) = (kind.rawValue, Microseconds(retry))
        case .pageChanged(let step, let expected, let found, let fingerprint):
            (self.step, self.expected, self.found, self.fingerprint) = (step, expected, found, fingerprint)
        case .noAccounts(let seen): self.seen = seen
        case .providerRetired(let replacement): self.replacement = replacement?.text
        case .unsupportedAuth(let kind): self.kind = kind
        case .crashed(let cause): self.cause = cause
        }
    }

    /// The outcome that these fields belong to, nil when one is missing or wrong.
    func outcome(code: String) -> Outcome? {
        switch code {
        case "signed_in":
            .signedIn(sessionExpiresAt: sessionExpiresAt?.date, deviceTrustExpiresAt: deviceTrustExpiresAt?.date)
        case "password_rejected":
            field.flatMap { field in portalText.map { .passwordRejected(field: field, portalText: $0) } }
        case "account_locked": .accountLocked(until: until?.date, deepLink: deepLink)
        case "new_password_required": .newPasswordRequired(deepLink: deepLink)
        case "additional_credentials_required": prompts.map { .additionalCredentialsRequired(prompts: $0) }
        case "action_required_at_provider":
            subCode.flatMap { step in
                portalText.map { .actionRequiredAtProvider(step: step, deepLink: deepLink, portalText: $0) }
            }
        case "code_required", "approval_required", "code_rejected", "code_timed_out": codeOutcome(code)
        default: otherOutcome(code)
        }
    }

    private func codeOutcome(_ code: String) -> Outcome? {
        guard let channel else { return nil }
        return switch code {
        case "code_required":
            .codeRequired(channel: channel, destinationMasked: destinationMasked, expiresAt: expiresAt?.date)
        case "approval_required":
            .approvalRequired(channel: channel, destinationMasked: destinationMasked, expiresAt: expiresAt?.date)
        case "code_rejected": .codeRejected(attemptsLeft: attemptsLeft, channel: channel)
        default: .codeTimedOut(channel: channel, sentAt: sentAt?.date)
        }
    }

    private func otherOutcome(_ code: String) -> Outcome? {
        switch code {
        case "site_down": return kind.flatMap(SiteFailure.init).map { .siteDown(kind: $0) }
        case "blocked_by_provider":
            return kind.flatMap(BlockKind.init).map { .blockedByProvider(kind: $0, retryAfter: retryAfter?.date) }
        case "page_changed":
            guard let step, let expected, let found, let fingerprint else { return nil }
            return .pageChanged(step: step, expected: expected, found: found, fingerprint: fingerprint)
        case "no_accounts": return seen.map { .noAccounts(seen: $0) }
        case "provider_retired": return .providerRetired(replacement: replacement.flatMap(ProviderKey.init))
        case "unsupported_auth": return kind.map { .unsupportedAuth(kind: $0) }
        case "crashed": return cause.map { .crashed(cause: $0) }
        default: return nil
        }
    }
}
