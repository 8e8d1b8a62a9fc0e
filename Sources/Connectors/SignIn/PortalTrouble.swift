import Domain

/// What HTTP and the network say about a page that the recipe does not know better.
struct PortalTrouble: Equatable {
    let end: SignInEnd
    /// A connection that was never made carried nothing; one that broke may have carried the secret.
    let mayHaveCarriedSecret: Bool

    /// - Parameter networkError: Chromium's name, e.g. `net::ERR_CONNECTION_REFUSED`.
    init(networkError: String) {
        let error = networkError.uppercased()
        func holds(_ parts: String...) -> Bool { parts.contains { error.contains($0) } }
        if holds("NAME_NOT_RESOLVED", "NAME_RESOLUTION", "ERR_DNS") {
            end = .outcome(.siteDown(kind: .dns), .high)
        } else if holds("ERR_CERT", "ERR_SSL") {
            end = .outcome(.siteDown(kind: .tls), .high)
        } else if holds("BLOCKED_BY", "ERR_ABORTED") {
            end = .lost(step: "opening", expected: "an address inside the recipe's origins", found: networkError)
        } else {
            end = .outcome(.siteDown(kind: .timeout), .high)
        }
        mayHaveCarriedSecret = holds("RESET", "EMPTY_RESPONSE", "CLOSED", "TIMED_OUT", "ABORTED", "FAILED")
    }

    /// The end that a status of the main document means, if it means one by itself.
    static func end(ofStatus status: Int?, isSignInPage: Bool) -> SignInEnd? {
        switch status {
        case .some(500...): .outcome(.siteDown(kind: .http5xx), .high)
        case 429: .outcome(.blockedByProvider(kind: .rateLimited, retryAfter: nil), .medium)
        case 403: .outcome(.blockedByProvider(kind: .waf, retryAfter: nil), .medium)
        case 404 where isSignInPage, 410 where isSignInPage: .outcome(.siteDown(kind: .notFound), .high)
        default: nil
        }
    }
}
