import Browser
import Connectors
import Domain
import Foundation
import Glibc
import Logging
import Ports
import Providers
import Synchronization
import Testing

@testable import SandboxUtility

/// The suites that run a real Chromium against the sandbox; one test after the other, since each is heavy.
@Suite(.serialized, .timeLimit(.minutes(5))) struct LiveTests {}

/// The sandbox on a free port, a Chromium, and the catalogue, for the time of one test.
struct LiveStand {
    let world: SandboxWorld
    let catalogue: ProviderCatalogue
    let pool: BrowserPool
    let settings: RecipeSettings

    static func with<Value>(
        logger: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        _ body: (LiveStand) async throws -> Value
    ) async throws -> Value {
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        let sandbox = try SandboxServer(
            SandboxOptions(
                now: SystemClock.present, pause: pause,
                logger: Logger(label: "sandbox", factory: { _ in SwiftLogNoOpLogHandler() }))
        ) { port in announce.yield(port) }
        let serving = Task { try await sandbox.run() }
        defer { serving.cancel() }
        let port = try #require(await ports.first { _ in true })
        let pool = BrowserPool(options: BrowserOptions(isSandboxed: getuid() != 0), logger: logger)
        let settings = RecipeSettings(sandbox: "http://127.0.0.1:\(port)", allowsPrivateAddresses: true)
        let catalogue = ProviderCatalogue(
            ownFolder: nil, settings: settings, pool: pool, clock: SystemClock(), logger: logger)
        let stand = LiveStand(world: sandbox.world, catalogue: catalogue, pool: pool, settings: settings)
        do {
            let value = try await body(stand)
            await pool.shutDown()
            return value
        } catch {
            await pool.shutDown()
            throw error
        }
    }

    func request(
        _ portal: Portal, _ username: String, password: String = "sunny-day-42",
        answers: [String: Secret<String>] = [:], session: SavedSession? = nil, reference: String? = nil,
        billsSince: String? = nil, seconds: TimeInterval = 120
    ) throws -> ConnectorRequest {
        ConnectorRequest(
            runID: try #require(Run.ID(UUID().uuidString)), provider: try provider(portal),
            credentials: SignInCredentials(
                username: Secret(username), password: Secret(password), answers: answers), session: session,
            browserReference: reference, billsSince: billsSince,
            deadline: SystemClock().now().addingTimeInterval(seconds))
    }

    func provider(_ portal: Portal) throws -> Provider { try #require(catalogue.provider(key(portal))) }

    func connector(_ portal: Portal) throws -> any Connector { try #require(catalogue.connector(for: key(portal))) }

    func run(
        _ portal: Portal, _ request: ConnectorRequest, reporting: any RunReporting = Notebook()
    ) async throws -> ConnectorResult {
        try await connector(portal).run(request, reporting: reporting)
    }

    /// Passwords that the portal itself counted.
    func attempts(_ username: String, _ portal: Portal) async -> Int {
        await world.ledger(of: username, at: portal)?.attempts ?? -1
    }

    private func key(_ portal: Portal) throws -> ProviderKey {
        try #require(ProviderKey("sandbox-\(portal.rawValue)"))
    }
}

/// The present; tests against a live portal need no other.
struct SystemClock: WallClock {
    func now() -> Date { Self.present() }
    static func present() -> Date { Date() }  // allowed: the clock of live tests
}

/// A host that writes down what it hears and lets every secret go, or none.
final class Notebook: RunReporting {
    private struct Notes {
        var stages: [RunStage] = []
        var asked: [Submission.Kind] = []
        var verdicts: [Submission.Verdict] = []
        var withdrawals = 0
        var references: [String] = []
        var offers: [CodeOffer] = []
        var questions: [CodeQuestion] = []
        var codeVerdicts: [CodeVerdict] = []
    }

    private let notes = Mutex(Notes())
    private let refusal: SubmissionRefusal?
    private let codes: Codes
    /// Rung when it was asked for a secret.
    private let whenAsked: @Sendable () -> Void

    init(
        refusing refusal: SubmissionRefusal? = nil, codes: Codes = .none,
        whenAsked: @escaping @Sendable () -> Void = {}
    ) {
        self.refusal = refusal
        self.codes = codes
        self.whenAsked = whenAsked
    }

    var stages: [RunStage] { notes.withLock { $0.stages } }
    var asked: [Submission.Kind] { notes.withLock { $0.asked } }
    var verdicts: [Submission.Verdict] { notes.withLock { $0.verdicts } }
    var withdrawals: Int { notes.withLock { $0.withdrawals } }
    var references: [String] { notes.withLock { $0.references } }
    var offers: [CodeOffer] { notes.withLock { $0.offers } }
    var questions: [CodeQuestion] { notes.withLock { $0.questions } }
    var codeVerdicts: [CodeVerdict] { notes.withLock { $0.codeVerdicts } }

    func entered(_ stage: RunStage) async { notes.withLock { $0.stages.append(stage) } }

    func willSubmit(_ kind: Submission.Kind) async throws(SubmissionRefusal) {
        notes.withLock { $0.asked.append(kind) }
        whenAsked()
        if let refusal, notes.withLock({ $0.withdrawals }) == 0 { throw refusal }
    }

    func submissionWithdrawn() async { notes.withLock { $0.withdrawals += 1 } }
    func submissionSettled(_ verdict: Submission.Verdict) async { notes.withLock { $0.verdicts.append(verdict) } }
    func holdsBrowser(_ reference: String) async { notes.withLock { $0.references.append(reference) } }
    func codeSettled(_ verdict: CodeVerdict) async { notes.withLock { $0.codeVerdicts.append(verdict) } }

    func willRequestCode(_ offer: CodeOffer) async throws(CodeRefusal) -> CodeChannel {
        notes.withLock { $0.offers.append(offer) }
        return try await codes.channel(offer)
    }

    func code(for question: CodeQuestion) async throws(CodeRefusal) -> Secret<String> {
        notes.withLock { $0.questions.append(question) }
        return Secret(try await codes.code(question))
    }
}

/// How a notebook comes by codes.
struct Codes: Sendable {
    let channel: @Sendable (CodeOffer) async throws(CodeRefusal) -> CodeChannel
    let code: @Sendable (CodeQuestion) async throws(CodeRefusal) -> String

    init(
        channel: @escaping @Sendable (CodeOffer) async throws(CodeRefusal) -> CodeChannel,
        code: @escaping @Sendable (CodeQuestion) async throws(CodeRefusal) -> String
    ) {
        self.channel = channel
        self.code = code
    }

    /// Nobody is there, and no route is proven.
    static let none = Codes(
        channel: { _ throws(CodeRefusal) in throw .noRoute }, code: { _ throws(CodeRefusal) in throw .noRoute })
}
