public import Domain
public import Foundation

/// Signs in to a provider and collects, for one family of portals.
public protocol Connector: Sendable {
    /// Signs in once, reads accounts and bills, and says what happened. Never throws: trouble is an outcome.
    /// Cancelling the task ends the run as `.crashed(.interrupted)` and leaves the browser page for `request.browserReference`.
    func run(_ request: ConnectorRequest, reporting: any RunReporting) async -> ConnectorResult
}

/// A connector whose portal a person can sign in to on its own page.
public protocol AttendedConnector: Connector {
    /// Lets a person sign in, watches the pages he visits, and then collects in the same browser. Nothing is typed for
    /// him. Never throws: trouble is an outcome; `.crashed(.deadline)` when he gave up.
    func attend(_ request: ConnectorRequest, reporting: any AttendedReporting) async -> ConnectorResult
}

/// Chooses the connector of a provider.
public protocol ConnectorDirectory: Sendable {
    /// Every provider of the catalogue, sorted by name.
    var providers: [Provider] { get }
    func provider(_ key: ProviderKey) -> Provider?
    func connector(for key: ProviderKey) -> (any Connector)?
}

/// What a connector needs for one run.
public struct ConnectorRequest: Sendable {
    public let runID: Run.ID
    public let provider: Provider
    public let credentials: SignInCredentials
    /// Cookies and storage of the last good session, if any.
    public let session: SavedSession?
    /// What makes the portal know this browser again, kept from an earlier run.
    public let deviceTrust: DeviceTrust?
    /// The page an interrupted run was on: go on there, submit nothing that was submitted already.
    public let browserReference: String?
    /// The interrupted run was about to send something whose answer is not known, or to ask for a code.
    public let mayHaveSent: Bool
    /// Bills issued on or after this date (`YYYY-MM-DD`) are wanted; nil means all the portal has.
    public let billsSince: String?
    /// When the run must have ended.
    public let deadline: Date

    public init(
        runID: Run.ID, provider: Provider, credentials: SignInCredentials, session: SavedSession? = nil,
        deviceTrust: DeviceTrust? = nil, browserReference: String? = nil, mayHaveSent: Bool = false,
        billsSince: String? = nil, deadline: Date
    ) {
        self.runID = runID
        self.provider = provider
        self.credentials = credentials
        self.session = session
        self.deviceTrust = deviceTrust
        self.browserReference = browserReference
        self.mayHaveSent = mayHaveSent
        self.billsSince = billsSince
        self.deadline = deadline
    }
}

/// What a person gave for signing in.
public struct SignInCredentials: Sendable {
    public let username: Secret<String>
    public let password: Secret<String>
    /// Answers to further prompts, by the prompt's name.
    public let answers: [String: Secret<String>]

    public init(username: Secret<String>, password: Secret<String>, answers: [String: Secret<String>] = [:]) {
        self.username = username
        self.password = password
        self.answers = answers
    }
}

extension SignInCredentials {
    /// Nothing is known to sign in with.
    public static let unknown = SignInCredentials(username: Secret(""), password: Secret(""))
}

/// Cookies and storage of the portal's and its identity provider's origins, as opaque JSON. A bearer secret.
public struct SavedSession: Sendable {
    public let json: Secret<String>

    public init(json: Secret<String>) { self.json = json }
}

/// What a running connector tells its host. Each call is durable when it returns.
public protocol RunReporting: CodeSource {
    func entered(_ stage: RunStage) async
    /// Must be awaited right before a secret is sent. Throws when it may not be sent; then nothing is sent and the run
    /// ends with `.crashed(.notSubmitted)`.
    func willSubmit(_ kind: Submission.Kind) async throws(SubmissionRefusal)
    /// The last submission that was let go was provably never sent: its process died in between.
    func submissionWithdrawn() async
    /// The portal's answer to the last submission is known.
    func submissionSettled(_ verdict: Submission.Verdict) async
    /// Names the living page, so that a restarted process can go on there.
    func holdsBrowser(_ reference: String) async
}

/// What a connector tells its host while a person signs in by himself. Each call is durable when it returns.
public protocol AttendedReporting: RunReporting {
    /// The living page can be seen and driven from now on, until the run ends.
    func shows(_ screen: any Screen) async
    /// All browsers are taken: this one is next but so many; 0 is the next. Told anew when that changes.
    func waits(place: Int) async
    func noticed(_ notice: AttendedNotice) async
    /// The person sent this by his own hand. Its verdict follows by `submissionSettled`.
    func personSent(_ kind: Submission.Kind, _ sent: SignInCredentials) async
    /// Whether the person says that he is signed in, for a page that no recogniser knows.
    func saysSignedIn() async -> Bool
}

/// What a run brought home.
public struct ConnectorResult: Sendable {
    public let outcome: Outcome
    public let confidence: Confidence
    public let accounts: [CollectedAccount]
    /// The portal itself says that there is no bill yet.
    public let statesNoBills: Bool
    /// The session to start from next time; only after `.signedIn`.
    public let session: SavedSession?
    /// What the portal remembers this browser by, when that is new: asked for, or changed by the portal, in this run.
    public let deviceTrust: DeviceTrust?
    /// What a person typed and the portal accepted, by his own hand on the provider's page. The host keeps it with his
    /// consent and forgets it otherwise.
    public let typed: SignInCredentials?
    public let evidence: RunEvidence

    public init(
        outcome: Outcome, confidence: Confidence, accounts: [CollectedAccount] = [], statesNoBills: Bool = false,
        session: SavedSession? = nil, deviceTrust: DeviceTrust? = nil, typed: SignInCredentials? = nil,
        evidence: RunEvidence
    ) {
        self.outcome = outcome
        self.confidence = confidence
        self.accounts = accounts
        self.statesNoBills = statesNoBills
        self.session = session
        self.deviceTrust = deviceTrust
        self.typed = typed
        self.evidence = evidence
    }
}

public struct CollectedAccount: Sendable, Equatable {
    public let providerReference: String
    public let number: String
    public let serviceAddress: String
    public let meters: [Meter]
    public let bills: [CollectedBill]

    public init(
        providerReference: String, number: String, serviceAddress: String, meters: [Meter], bills: [CollectedBill]
    ) {
        self.providerReference = providerReference
        self.number = number
        self.serviceAddress = serviceAddress
        self.meters = meters
        self.bills = bills
    }
}

public struct CollectedBill: Sendable, Equatable {
    public let providerReference: String
    /// `YYYY-MM-DD`.
    public let periodStart: String
    public let periodEnd: String
    public let issuedOn: String
    public let amount: Money
    /// The PDF's bytes, at most 20 MiB.
    public let pdf: [UInt8]?

    public init(
        providerReference: String, periodStart: String, periodEnd: String, issuedOn: String, amount: Money,
        pdf: [UInt8]?
    ) {
        self.providerReference = providerReference
        self.periodStart = periodStart
        self.periodEnd = periodEnd
        self.issuedOn = issuedOn
        self.amount = amount
        self.pdf = pdf
    }
}

/// The flight recorder: which pages were met and why the outcome was given. Redacted: no typed value, no query string.
public struct RunEvidence: Sendable, Equatable {
    public let steps: [TraceStep]
    /// PNG of the last page with every input field painted over; only for outcomes other than `.signedIn`.
    public let screenshot: [UInt8]?

    public init(steps: [TraceStep], screenshot: [UInt8]? = nil) {
        self.steps = steps
        self.screenshot = screenshot
    }
}

public struct TraceStep: Sendable, Equatable, Codable {
    public let at: Date
    /// The recipe's name of the page, or `unknown`.
    public let page: String
    /// Scheme, host and path; no query, no fragment.
    public let address: String
    /// The recogniser that matched, e.g. `text "does not match our records"`.
    public let matched: String
    /// What was done, e.g. `typed password, clicked Sign in`.
    public let action: String

    public init(at: Date, page: String, address: String, matched: String, action: String) {
        self.at = at
        self.page = page
        self.address = address
        self.matched = matched
        self.action = action
    }
}
