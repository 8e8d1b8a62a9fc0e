import Browser
import Domain
import Foundation
import Glibc
import Logging
import Ports
import Synchronization
import Testing

@testable import Connectors

/// A `CodePortal` on a free port, with a Chromium and its recipe, for the time of one test.
struct CodeStand {
    let portal: CodePortal
    let recipe: Recipe
    let pool: BrowserPool
    let clock = MovableClock()
    private let settings: RecipeSettings

    static func with<Value>(_ portal: CodePortal, _ body: (CodeStand) async throws -> Value) async throws -> Value {
        let (ports, announce) = AsyncStream.makeStream(of: Int.self)
        let serving = Task { try await portal.run { announce.yield($0) } }
        defer { serving.cancel() }
        let port = try #require(await ports.first { _ in true })
        let settings = RecipeSettings(sandbox: "http://127.0.0.1:\(port)", allowsPrivateAddresses: true)
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let pool = BrowserPool(options: BrowserOptions(isSandboxed: getuid() != 0), logger: logger)
        let recipe = try RecipeReader.read(text, key: #require(ProviderKey("tiny")), settings: settings)
        let stand = CodeStand(portal: portal, recipe: recipe, pool: pool, settings: settings)
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
        session: SavedSession? = nil, deviceTrust: DeviceTrust? = nil, seconds: TimeInterval = 60
    ) throws -> ConnectorRequest {
        ConnectorRequest(
            runID: try #require(Run.ID(UUID().uuidString)), provider: recipe.provider,
            credentials: SignInCredentials(username: Secret("pat"), password: Secret("word")), session: session,
            deviceTrust: deviceTrust, deadline: clock.now().addingTimeInterval(seconds))
    }

    var connector: RecipeConnector {
        RecipeConnector(
            recipe: recipe, pool: pool, clock: clock, settings: settings,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    func run(_ host: Notebook, _ request: ConnectorRequest? = nil) async throws -> ConnectorResult {
        await connector.run(try request ?? self.request(), reporting: host)
    }

    /// A host that gives out what the portal has sent.
    func honestHost(over channel: CodeChannel = .email) -> Notebook {
        Notebook(codes: Codes(channel: { _ in channel }, code: { [portal] _ in await portal.current ?? "" }))
    }

    /// The tiny portal's recipe with pages about codes.
    private static let text = TinyPortal.recipe.replacing(
        "pages:\n",
        with: """
            codes:
              channels: [email, sms, totp]
              shape: { length: 6, numeric: true }
              trust_cookies: [DEVICE]
            pages:
              choose_code:
                when: { selector: "#channels" }
                means: { asks_channel: { email: "#by-email", sms: "#by-sms" } }
                do: [{ click: "#send" }]
              code:
                when: { selector: "#code" }
                means: { asks_code: { destination_from: "#sent-to", resend: "#resend" } }
                do:
                  - { check: "#remember" }
                  - { fill: "#code", with: code }
                  - { click: "#verify" }
              wrong_code:
                when: { selector: "#code", text: "That code is not correct" }
                means: { code_refused: rejected }
              old_code:
                when: { selector: "#code", text: "That code has expired" }
                means: { code_refused: expired }

            """)
}

extension CodeStand: ConnectorDirectory {
    var providers: [Provider] { [recipe.provider] }
    func provider(_ key: ProviderKey) -> Provider? { key == recipe.provider.key ? recipe.provider : nil }
    func connector(for key: ProviderKey) -> (any Connector)? { key == recipe.provider.key ? connector : nil }
}

/// The present, moved on by whoever lets time pass.
final class MovableClock: WallClock {
    private let ahead = Mutex<TimeInterval>(0)

    func now() -> Date { SystemClock.present().addingTimeInterval(ahead.withLock { $0 }) }
    func advance(by seconds: TimeInterval) { ahead.withLock { $0 += seconds } }
}
