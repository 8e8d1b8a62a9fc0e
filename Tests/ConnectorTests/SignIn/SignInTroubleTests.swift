import Domain
import Foundation
import Testing

@testable import Connectors

@Suite("Trouble of the site, and of time")
struct SignInTroubleTests {
    /// Trouble of the site after the password was sent, and the verdict it leaves.
    struct Trouble: Sendable {
        var status: Int? = 200
        var error: String?
        let outcome: Outcome
        let verdict: Submission.Verdict
    }

    static let troubles = [
        Trouble(status: 503, outcome: .siteDown(kind: .http5xx), verdict: .accepted),
        Trouble(status: 403, outcome: .blockedByProvider(kind: .waf, retryAfter: nil), verdict: .accepted),
        Trouble(status: 429, outcome: .blockedByProvider(kind: .rateLimited, retryAfter: nil), verdict: .accepted),
        Trouble(
            status: nil, error: "net::ERR_CONNECTION_REFUSED", outcome: .siteDown(kind: .timeout), verdict: .accepted),
        Trouble(
            status: nil, error: "net::ERR_CONNECTION_RESET", outcome: .siteDown(kind: .timeout), verdict: .interrupted),
        Trouble(
            status: nil, error: "net::ERR_EMPTY_RESPONSE", outcome: .siteDown(kind: .timeout), verdict: .interrupted),
        Trouble(status: nil, error: "net::ERR_NAME_NOT_RESOLVED", outcome: .siteDown(kind: .dns), verdict: .accepted),
        Trouble(status: nil, error: "net::ERR_CERT_DATE_INVALID", outcome: .siteDown(kind: .tls), verdict: .accepted),
    ]

    @Test("trouble of the site is never blamed on the password", arguments: troubles)
    func trouble(_ trouble: Trouble) throws {
        var stand = try SignInStand()
        stand.sendPassword()
        let action = stand.see(status: trouble.status, document: "two", error: trouble.error)
        guard case .fail(.outcome(let outcome, _)) = action else { throw Unexpected(action) }
        #expect(outcome == trouble.outcome)
        #expect(stand.settled == [trouble.verdict])
    }

    @Test("a missing sign-in page is a dead address; a missing page later is a changed site")
    func notFound() throws {
        var first = try SignInStand()
        #expect(first.see(status: 404) == .fail(.outcome(.siteDown(kind: .notFound), .high)))
        var later = try SignInStand()
        later.sendPassword()
        #expect(later.see(status: 404, document: "two") == .look(seconds: 8))
    }

    @Test("the deadline is the portal's fault while it owes an answer, else the run's")
    func deadline() throws {
        var unopened = try SignInStand()
        #expect(unopened.see(after: 121) == .fail(.outcome(.siteDown(kind: .timeout), .medium)))
        var open = try SignInStand()
        open.sendPassword()
        #expect(open.see(after: 121) == .fail(.outcome(.siteDown(kind: .timeout), .medium)))
        #expect(open.settled == [.interrupted])
        var reading = try SignInStand()
        reading.see("Go paperless today")
        #expect(reading.see(after: 121) == .fail(.outcome(.crashed(cause: .deadline), .high)))
    }
}
