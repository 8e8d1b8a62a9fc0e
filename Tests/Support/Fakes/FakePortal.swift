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

        public init(
            password: String, outcome: Outcome = .signedIn(sessionExpiresAt: nil, deviceTrustExpiresAt: nil),
            accounts: [CollectedAccount] = [.sample()]
        ) {
            self.password = password
            self.outcome = outcome
            self.accounts = accounts
        }
    }

    /// What was sent: user name and password, in order.
    public private(set) var submissions: [(username: String, password: String)] = []
    /// How often somebody came, whether or not a secret was sent.
    public private(set) var visits = 0
    /// From which day on bills were wanted, visit by visit.
    public private(set) var billsSince: [String?] = []
    private var logins: [String: Login] = [:]
    private var trouble: Outcome?
    private var answers: [String: Outcome] = [:]
    private var door: AsyncStream<Void>?
    private var opener: AsyncStream<Void>.Continuation?
    private let arrival = AsyncStream.makeStream(of: Void.self)

    public init() {}

    public func add(_ username: String, _ login: Login) { logins[username] = login }

    /// Every visit meets this before anything is asked; nil ends it.
    public func meet(_ outcome: Outcome?) { trouble = outcome }

    /// Closes every page, as a browser that dies does.
    public func losePages() { answers = [:] }

    /// Visits wait from now on, until `openDoor`.
    public func closeDoor() {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        (door, opener) = (stream, continuation)
    }

    public func openDoor() {
        opener?.finish()
        (door, opener) = (nil, nil)
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
        if let door {
            for await _ in door {}
        }
        return trouble
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
