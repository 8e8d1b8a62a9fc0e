public import Domain
public import Ports

/// A utility's portal as the fake connector meets it. It counts what it is sent and outlives every connector, as the
/// browser pages it keeps do.
public actor FakePortal {
    /// One login of the portal.
    public struct Login: Sendable {
        public var password: String
        /// What the portal answers to the right password.
        public var outcome: Outcome
        public var accounts: [CollectedAccount]
        /// What it asks for after the right password, from browsers it does not know.
        public var demand: CodeDemand?

        public init(
            password: String, outcome: Outcome = .signedIn(sessionExpiresAt: nil, deviceTrustExpiresAt: nil),
            accounts: [CollectedAccount] = [.sample()], demand: CodeDemand? = nil
        ) {
            self.password = password
            self.outcome = outcome
            self.accounts = accounts
            self.demand = demand
        }
    }

    /// How a portal asks for a one-time code.
    public struct CodeDemand: Sendable {
        /// What it offers to send over.
        public var channels: [CodeChannel]
        /// The code that it accepts; nil for any, as an authenticator's.
        public var code: String?
        /// It sends a code as soon as the password is right, before anybody asks for one.
        public var isSent: Bool
        /// It knows the browser again after the right code.
        public var remembers: Bool

        public init(
            _ channels: [CodeChannel] = [.email], code: String? = "481207", isSent: Bool = false,
            remembers: Bool = false
        ) {
            self.channels = channels
            self.code = code
            self.isSent = isSent
            self.remembers = remembers
        }
    }

    /// What was sent: user name and password, in order.
    public private(set) var submissions: [(username: String, password: String)] = []
    /// How often somebody came, whether or not a secret was sent.
    public private(set) var visits = 0
    /// Codes that the portal sent, by user name, and over what.
    public private(set) var sentCodes: [(username: String, channel: CodeChannel)] = []
    /// Codes that came back, in order.
    public private(set) var codes: [(username: String, code: String)] = []
    private var codePages: [String: CodePage] = [:]
    /// Browsers that a login knows again.
    private var knownBrowsers: Set<String> = []
    /// From which day on bills were wanted, visit by visit.
    public private(set) var billsSince: [String?] = []
    private var logins: [String: Login] = [:]
    private var trouble: Outcome?
    private var answers: [String: Outcome] = [:]
    private var door: AsyncStream<Void>?
    private var opener: AsyncStream<Void>.Continuation?
    private var isClosedInside = false
    private let arrival = AsyncStream.makeStream(of: Void.self)
    private let passwords = AsyncStream.makeStream(of: Void.self)

    /// Who sits at the embedded browser when a run has one.
    public var person: FakePerson?

    public init() {}

    public func seat(_ person: FakePerson) { self.person = person }

    public func add(_ username: String, _ login: Login) { logins[username] = login }

    /// Every visit meets this before anything is asked; nil ends it.
    public func meet(_ outcome: Outcome?) { trouble = outcome }

    /// Closes every page, as a browser that dies does.
    public func losePages() { (answers, codePages) = ([:], [:]) }

    /// Forgets every browser it knew.
    public func forgetBrowsers() { knownBrowsers = [] }

    /// How often the portal sent a code to one login.
    public func sentCodes(to username: String) -> Int { sentCodes.count { $0.username == username } }

    /// Visits wait from now on, until `openDoor`: at the portal's door, or behind the password, before the next page is seen.
    public func closeDoor(afterPassword: Bool = false) {
        isClosedInside = afterPassword
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        (door, opener) = (stream, continuation)
    }

    public func openDoor() {
        opener?.finish()
        (door, opener) = (nil, nil)
    }

    /// Returns as soon as a password was sent, also when that was before.
    public func waitForPassword() async {
        var sent = passwords.stream.makeAsyncIterator()
        await sent.next()
    }

    /// Returns as soon as somebody has come, also when that was before.
    public func waitForVisit() async {
        var arrivals = arrival.stream.makeAsyncIterator()
        await arrivals.next()
    }

    /// How often a password was sent for one user name.
    public func submissions(of username: String) -> Int { submissions.count { $0.username == username } }

    func visit(wanting billsSince: String?) async -> Outcome? {
        visits += 1
        self.billsSince.append(billsSince)
        arrival.continuation.yield()
        if let door, !isClosedInside {
            for await _ in door {}
        }
        return trouble
    }

    /// The next page loads; it takes as long as the door inside is closed.
    func load() async {
        guard let door, isClosedInside else { return }
        passwords.continuation.yield()
        for await _ in door {}
    }

    func submit(_ username: String, _ password: String, on page: String) -> Outcome {
        submissions.append((username, password))
        let login = logins[username]
        let answer =
            login?.password == password
            ? login?.outcome : .passwordRejected(field: .unknown, portalText: "does not match our records")
        answers[page] = answer
        return answer ?? .crashed(cause: .connectorDied)
    }

    /// Where a page stands that asks for a code.
    struct CodePage {
        var isSent = false
        var isPassed = false
    }

    /// What a page wants after the right password; nil when it lets in at once.
    func demand(of username: String, from browser: String?, on page: String) -> CodeDemand? {
        guard let demand = logins[username]?.demand, codePages[page]?.isPassed != true else { return nil }
        if let browser, knownBrowsers.contains(browser) { return nil }
        if demand.isSent { sendCode(to: username, over: demand.channels[0], on: page) }
        return demand
    }

    /// The page's button: sends once per page, as honest portals do until one asks anew.
    func sendCode(to username: String, over channel: CodeChannel, on page: String) {
        guard codePages[page]?.isSent != true, channel != .totp else { return }
        codePages[page, default: CodePage()].isSent = true
        sentCodes.append((username, channel))
    }

    /// Whether the code is right; the page is passed then.
    func submit(code: String, of username: String, on page: String) -> Bool {
        codes.append((username, code))
        let wanted = logins[username]?.demand?.code
        let isRight = wanted == nil || wanted == code
        if isRight { codePages[page, default: CodePage()].isPassed = true }
        return isRight
    }

    /// What the portal remembers the browser of a page by; nil when it does not.
    func remember(_ username: String, on page: String) -> String? {
        guard logins[username]?.demand?.remembers == true, codePages[page]?.isPassed == true else { return nil }
        knownBrowsers.insert("browser of \(page)")
        return "browser of \(page)"
    }

    func answer(on page: String) -> Outcome? { answers[page] }

    func accounts(of username: String) -> [CollectedAccount] { logins[username]?.accounts ?? [] }
}

extension CollectedAccount {
    /// An account with one electricity meter and its October bill.
    public static func sample(_ number: String = "1002-4821", bills: [CollectedBill] = [.sample()]) -> Self {
        CollectedAccount(
            providerReference: "ref-\(number)", number: number, serviceAddress: "1 Pier Road",
            meters: [Meter(number: "M-1", commodity: .electricity)], bills: bills)
    }
}

extension CollectedBill {
    /// The October bill, with a PDF.
    public static func sample(_ reference: String = "2026-10") -> Self {
        CollectedBill(
            providerReference: reference, periodStart: "2026-10-01", periodEnd: "2026-10-31", issuedOn: "2026-11-03",
            amount: Money(minorUnits: 8_412, currency: "USD"), pdf: Array("%PDF-1.4 October".utf8))
    }
}
