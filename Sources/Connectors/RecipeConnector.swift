public import Browser
import Domain
import Foundation
public import Logging
public import Ports

/// Signs in to one provider by its recipe, in a browser page of its own.
public struct RecipeConnector: Connector {
    public let recipe: Recipe
    private let pool: BrowserPool
    private let clock: any WallClock
    private let settings: RecipeSettings
    private let logger: Logger
    private let patience: Patience

    public init(recipe: Recipe, pool: BrowserPool, clock: any WallClock, settings: RecipeSettings, logger: Logger) {
        self.init(
            recipe: recipe, pool: pool, clock: clock, settings: settings, logger: logger, patience: .standard)
    }

    init(
        recipe: Recipe, pool: BrowserPool, clock: any WallClock, settings: RecipeSettings, logger: Logger,
        patience: Patience
    ) {
        self.recipe = recipe
        self.pool = pool
        self.clock = clock
        self.settings = settings
        self.logger = logger
        self.patience = patience
    }

    public func run(_ request: ConnectorRequest, reporting: any RunReporting) async -> ConnectorResult {
        var recorder = FlightRecorder(keepingOut: request.credentials)
        let opened: Opened
        do throws(BrowserError) {
            opened = try await open(request)
        } catch {
            recorder.did("could not open a page (\(error.code))", at: clock.now())
            let result = Self.crashed(error, recorder)
            log(result.outcome, request)
            return result
        }
        await reporting.holdsBrowser(opened.page.reference)
        let result = await run(request, reporting: reporting, on: opened, &recorder)
        // An interrupted run leaves its page to the run that takes it over.
        if result.outcome != .crashed(cause: .interrupted) || !Task.isCancelled { await opened.page.close() }
        log(result.outcome, request)
        return result
    }

    // MARK: - The page

    private struct Opened {
        let page: BrowserPage
        let beginning: SignInBeginning
    }

    private func open(_ request: ConnectorRequest) async throws(BrowserError) -> Opened {
        var options = PageOptions(
            origins: AllowedOrigins(recipe.origins), allowsPrivateAddresses: recipe.isPrivate)
        if let reference = request.browserReference, let page = try await pool.reopenPage(reference, options) {
            return Opened(page: page, beginning: request.mayHaveSent ? .adopted : .found)
        }
        options.session = request.session?.json
        options.cookies = request.deviceTrust?.json
        let start = request.session == nil ? recipe.provider.address : recipe.home ?? recipe.provider.address
        let beginning =
            request.browserReference == nil
            ? SignInBeginning.fresh(address: start) : .restarted(address: start)
        do {
            return Opened(page: try await pool.openPage(options), beginning: beginning)
        } catch .unusableSession {
            // Neither is needed to sign in.
            (options.session, options.cookies) = (nil, nil)
            return Opened(page: try await pool.openPage(options), beginning: beginning)
        }
    }

    // MARK: - The run

    private func run(
        _ request: ConnectorRequest, reporting: any RunReporting, on opened: Opened, _ recorder: inout FlightRecorder
    ) async -> ConnectorResult {
        do throws(BrowserError) {
            let portal = try PortalPage(opened.page, recipe: recipe)
            var driver = SignInDriver(portal: portal, request: request, reporting: reporting, clock: clock)
            let end = try await driver.signIn(from: opened.beginning, patience: patience, recorder: &recorder)
            if case .failed(let failure) = end { return await result(of: failure, portal, &recorder) }
            var collector = Collector(
                portal: portal, request: request, reporting: reporting, clock: clock, patience: patience,
                deadline: driver.deadline, recorder: recorder)
            let collected = await collector.result()
            recorder = collector.recorder
            switch collected {
            case .success(let collection):
                await reporting.entered(.saving)
                let known = driver.hasHadCode ? nil : request.deviceTrust
                return await success(collection, opened.page, known: known, recorder)
            case .failure(.failed(let failure)): return await result(of: failure, portal, &recorder)
            case .failure(.browser(let error)): throw error
            }
        } catch {
            recorder.did("lost the browser (\(error.code))", at: clock.now())
            return Self.crashed(error, recorder)
        }
    }

    /// - Parameter known: what the portal knew this browser by when the run began, if that still holds.
    private func success(
        _ collection: Collection, _ page: BrowserPage, known: DeviceTrust?, _ recorder: FlightRecorder
    ) async -> ConnectorResult {
        // Without a session the next run signs in afresh, which is no failure of this one.
        let session = try? await page.captureSession()
        let trust = await deviceTrust(page)
        return ConnectorResult(
            outcome: .signedIn(sessionExpiresAt: nil, deviceTrustExpiresAt: trust?.expiresAt), confidence: .high,
            accounts: collection.accounts, statesNoBills: collection.statesNoBills,
            session: session.map { SavedSession(json: $0) },
            deviceTrust: trust?.json.exposed == known?.json.exposed ? nil : trust,
            evidence: RunEvidence(steps: recorder.steps))
    }

    /// The cookies by which the portal knows this browser again, when it has set any.
    private func deviceTrust(_ page: BrowserPage) async -> DeviceTrust? {
        guard !recipe.trustCookies.isEmpty,
            // Without them the portal asks for a code once more, which is no failure of this run.
            let kept = try? await page.captureCookies(named: Set(recipe.trustCookies))
        else { return nil }
        return DeviceTrust(json: kept.json, expiresAt: kept.expiresAt)
    }

    private func result(
        of failure: SignInFailure, _ portal: PortalPage, _ recorder: inout FlightRecorder
    ) async -> ConnectorResult {
        let outcome: Outcome
        var confidence = Confidence.high
        switch failure {
        case .outcome(let found, let sure):
            outcome = found
            confidence = sure
        case .lost(let step, let expected, let found):
            outcome = .pageChanged(
                step: step, expected: expected, found: found, fingerprint: await portal.fingerprint())
        }
        recorder.did("ended as \(outcome.code)", at: clock.now())
        var screenshot: [UInt8]?
        do throws(BrowserError) {
            // A page that gives no answer cannot be masked, and is not pictured unmasked.
            screenshot = portal.isSilent ? nil : try await portal.screenshot()
        } catch {
            // The picture is evidence for people; a page that cannot be pictured has its trace still.
            recorder.did("took no picture (\(error.code))", at: clock.now())
        }
        return ConnectorResult(
            outcome: outcome, confidence: confidence,
            evidence: RunEvidence(steps: recorder.steps, screenshot: screenshot))
    }

    /// What a failure of the browser means: nothing about the portal.
    private static func crashed(_ error: BrowserError, _ recorder: FlightRecorder) -> ConnectorResult {
        ConnectorResult(
            outcome: .crashed(cause: error == .cancelled ? .interrupted : .connectorDied), confidence: .high,
            evidence: RunEvidence(steps: recorder.steps))
    }

    private func log(_ outcome: Outcome, _ request: ConnectorRequest) {
        logger.info(
            "run ended",
            metadata: [
                "run": "\(request.runID.uuid)", "provider": "\(recipe.provider.key)", "outcome": "\(outcome.code)",
            ])
    }
}
