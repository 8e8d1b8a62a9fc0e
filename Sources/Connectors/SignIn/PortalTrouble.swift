import Domain

/// What HTTP and the network say about a page that the recipe does not know better.
struct PortalTrouble: Equatable {
    let failure: SignInFailure
    /// A connection that was never made carried nothing; one that broke may have carried the secret.
    let mayHaveCarriedSecret: Bool

    /// - Parameter networkError: Chromium's name, e.g. `net::ERR_CONNECTION_REFUSED`.
    init(networkError: String) {
        let error = networkError.uppercased()
        func holds(_ parts: String...) -> Bool { parts.contains { error.contains($0) } }
        if holds("NAME_NOT_RESOLVED", "NAME_RESOLUTION", "ERR_DNS") {
            failure = .outcome(.siteDown(kind: .dns), .high)
        } else if holds("ERR_CERT", "ERR_SSL") {
            failure = .outcome(.siteDown(kind: .tls), .high)
        } else if holds("BLOCKED_BY", "ERR_ABORTED") {
            failure = .lost(step: "opening", expected: "an address inside the recipe's origins", found: networkError)
        } else {
            failure = .outcome(.siteDown(kind: .timeout), .high)
        }
        mayHaveCarriedSecret = holds("RESET", "EMPTY_RESPONSE", "CLOSED", "TIMED_OUT", "ABORTED", "FAILED")
    }

    /// What a status of the main document means, if it means trouble by itself.
    static func failure(ofStatus status: Int?, isSignInPage: Bool) -> SignInFailure? {
        switch status {
        case .some(500...): .outcome(.siteDown(kind: .http5xx), .high)
        case 429: .outcome(.blockedByProvider(kind: .rateLimited, retryAfter: nil), .medium)
        case 403: .outcome(.blockedByProvider(kind: .waf, retryAfter: nil), .medium)
        case 404 where isSignInPage, 410 where isSignInPage: .outcome(.siteDown(kind: .notFound), .high)
        default: nil
        }
    }
}
