import Browser
import Domain
import Foundation
import Logging
import Testing

/// The suites that run a real Chromium; one after the other, since each is heavy.
@Suite(.serialized, .timeLimit(.minutes(3))) struct Browsing {}

/// A pool for the time of one test.
@discardableResult
func withPool<Value>(
    _ change: (inout BrowserOptions) -> Void = { _ in }, _ body: (BrowserPool) async throws -> Value
) async throws -> Value {
    var options = BrowserOptions()
    change(&options)
    let pool = BrowserPool(options: options, logger: Logger(label: "test"))
    do {
        let value = try await body(pool)
        await pool.shutDown()
        return value
    } catch {
        await pool.shutDown()
        throw error
    }
}

/// An open page of a pool of its own, allowed to visit these sites on this machine.
@discardableResult
func withPage<Value>(
    on sites: TestSite..., change: (inout PageOptions) -> Void = { _ in },
    _ body: (BrowserPage) async throws -> Value
) async throws -> Value {
    try await withPool { pool in
        var options = PageOptions(origins: AllowedOrigins(sites.map(\.origin)), allowsPrivateAddresses: true)
        change(&options)
        let page = try await pool.openPage(options)
        let value = try await body(page)
        await page.close()
        return value
    }
}

extension BrowserPage {
    /// What an expression gives in the main frame, as JSON text.
    func value(of expression: String) async throws -> String {
        try #require(try await evaluateInFrames("() => (\(expression))", argument: "null").first).json
    }

    /// The main frame's id.
    func mainFrame() async throws -> FrameID {
        try #require(try await evaluateInFrames("() => 1", argument: "null").first).frameID
    }

    /// Waits until an expression is true in the main frame, looking again at each change.
    func wait(for expression: String) async throws {
        let deadline = ContinuousClock.now + .seconds(10)
        while true {
            let mark = changeMark()
            if try await value(of: expression) == "true" { return }
            try #require(ContinuousClock.now < deadline, "never came true: \(expression)")
            _ = try await waitForChange(since: mark, settle: .zero, limit: .seconds(1))
        }
    }
}
