import Browser
import Domain
import Foundation
public import Ports

/// A person signs in by himself, in a browser of his own; what follows is the same as after any other sign-in.
extension RecipeConnector: AttendedConnector {
    public func attend(_ request: ConnectorRequest, reporting: any AttendedReporting) async -> ConnectorResult {
        var recorder = FlightRecorder(keepingOut: request.credentials)
        let begun = clock.now()
        let browser: LiveBrowser
        do throws(BrowserError) {
            browser = try await openBrowser(request, reporting)
        } catch {
            recorder.did("could not open a browser (\(error.code))", at: clock.now())
            let result = Self.crashed(error, recorder)
            log(result.outcome, request)
            return result
        }
        let result = await attend(request, reporting: reporting, in: browser, since: begun, &recorder)
        await browser.close(result.outcome == .crashed(cause: .interrupted) ? .closed : .done)
        log(result.outcome, request)
        return result
    }

    private func openBrowser(
        _ request: ConnectorRequest, _ reporting: any AttendedReporting
    ) async throws(BrowserError) -> LiveBrowser {
        guard let live else { throw .closed }
        var page = pageOptions
        page.session = request.session?.json
        page.cookies = request.deviceTrust?.json
        let waiting: @Sendable (Int) async -> Void = { await reporting.waits(place: $0) }
        do throws(BrowserError) {
            return try await live.open(
                LivePageOptions(page: page, selectors: recipe.fieldSelectors), waiting: waiting)
        } catch .unusableSession {
            // Neither is needed to sign in.
            (page.session, page.cookies) = (nil, nil)
            return try await live.open(
                LivePageOptions(page: page, selectors: recipe.fieldSelectors), waiting: waiting)
        }
    }

    private func attend(
        _ request: ConnectorRequest, reporting: any AttendedReporting, in browser: LiveBrowser, since begun: Date,
        _ recorder: inout FlightRecorder
    ) async -> ConnectorResult {
        var driver: AttendedDriver?
        do throws(BrowserError) {
            let portal = try PortalPage(browser.page, recipe: recipe)
            await reporting.entered(.openingPortal)
            await reporting.shows(browser)
            var watching = AttendedDriver(
                portal: portal, live: browser, known: request.credentials, reporting: reporting, clock: clock)
            defer { driver = watching }
            let end = try await watching.signIn(recorder: &recorder)
            // The person's time is not the run's.
            let deadline = request.deadline + clock.now().timeIntervalSince(begun)
            let result =
                switch end {
                case .failed(let failure): await result(of: failure, portal, &recorder)
                case .signedIn:
                    try await collect(
                        portal, request, reporting: reporting, deadline: deadline,
                        known: watching.hasHadCode ? nil : request.deviceTrust, &recorder)
                }
            return result.with(typed: watching.typed, draft: watching.draft)
        } catch {
            recorder.did("lost the browser (\(error.code))", at: clock.now())
            return Self.crashed(error, recorder).with(typed: driver?.typed, draft: driver?.draft)
        }
    }
}

extension ConnectorResult {
    /// The same with what a person did for it.
    fileprivate func with(typed: SignInCredentials?, draft: String?) -> ConnectorResult {
        ConnectorResult(
            outcome: outcome, confidence: confidence, accounts: accounts, statesNoBills: statesNoBills,
            session: session, deviceTrust: deviceTrust, typed: typed, draft: draft, evidence: evidence)
    }
}
