import Browser
import Connectors
import Domain
import Foundation
import Glibc
import Logging
import Ports
import Testing

extension LiveTests {
    @Suite("Collecting from portals of all shapes") struct CollectingTests {
        private static let pdf = "%PDF-1.4 tiny"

        /// Runs the tiny portal's recipe against these pages.
        private func collect(
            _ pages: [String: String], billsSince: String? = nil
        ) async throws -> ConnectorResult {
            let (ports, announce) = AsyncStream.makeStream(of: Int.self)
            let serving = Task { try await TinyPortal(pages: pages).run { announce.yield($0) } }
            defer { serving.cancel() }
            let port = try #require(await ports.first { _ in true })
            let settings = RecipeSettings(sandbox: "http://127.0.0.1:\(port)", allowsPrivateAddresses: true)
            let recipe = try RecipeReader.read(
                TinyPortal.recipe, key: #require(ProviderKey("tiny")), settings: settings)
            let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            let pool = BrowserPool(options: BrowserOptions(isSandboxed: getuid() != 0), logger: logger)
            let connector = RecipeConnector(
                recipe: recipe, pool: pool, clock: SystemClock(), settings: settings, logger: logger)
            let request = ConnectorRequest(
                runID: try #require(Run.ID(UUID().uuidString)), provider: recipe.provider,
                credentials: SignInCredentials(username: Secret("pat"), password: Secret("word")),
                billsSince: billsSince, deadline: SystemClock().now().addingTimeInterval(60))
            let result = await connector.run(request, reporting: Notebook())
            await pool.shutDown()
            return result
        }

        private func expectLost(_ result: ConnectorResult, expected: String, found: String) {
            guard case .pageChanged(let step, let wanted, let seen, let fingerprint) = result.outcome else {
                Issue.record("\(result.outcome)")
                return
            }
            #expect(step == "bills")
            #expect(wanted == expected)
            #expect(seen == found)
            #expect(fingerprint.count == 16)
            #expect(result.accounts.isEmpty)
        }

        @Test("a list in parts is followed to its end, past a survey in the way")
        func parts() async throws {
            let result = try await collect([
                "/": TinyPortal.home(["1"]),
                "/a1": "<p>Tell us what you think <a id=later href='/a1?1'>Later</a></p>",
                "/a1?1": TinyPortal.bills(of: "1", ["2026-03-01"], more: "<a id=older href='/a1?2'>Older</a>"),
                "/a1?2": TinyPortal.bills(of: "1", ["2026-02-01"], more: "<a id=older href='/a1?3'>Older</a>"),
                "/a1?3": TinyPortal.bills(of: "1", ["2026-01-01", "2025-12-01"]),
                "/b.pdf": Self.pdf,
            ])
            #expect(result.outcome.code == "signed_in", "\(result.outcome)")
            #expect(
                result.accounts.first?.bills.map(\.issuedOn) == [
                    "2026-03-01", "2026-02-01", "2026-01-01", "2025-12-01",
                ])
            #expect(result.accounts.first?.meters == [Meter(number: "M1", commodity: .water)])
        }

        @Test("a list in parts is left once its bills are older than wanted")
        func partsSince() async throws {
            let result = try await collect(
                [
                    "/": TinyPortal.home(["1"]),
                    "/a1": TinyPortal.bills(
                        of: "1", ["2026-03-01", "2026-01-01"], more: "<a id=older href='/x'>Older</a>"),
                    "/b.pdf": Self.pdf,
                ], billsSince: "2026-02-01")
            #expect(result.outcome.code == "signed_in", "\(result.outcome)")
            #expect(result.accounts.first?.bills.map(\.issuedOn) == ["2026-03-01"])
        }

        @Test("a portal that says that there are no bills yet is believed")
        func noBills() async throws {
            let none = "<p>There are no bills yet.</p>"
            let both = try await collect([
                "/": TinyPortal.home(["1", "2"]), "/a1": TinyPortal.bills(of: "1", [], more: none),
                "/a2": TinyPortal.bills(of: "2", [], more: none),
            ])
            #expect(both.outcome.code == "signed_in", "\(both.outcome)")
            #expect(both.accounts.map(\.number) == ["1", "2"])
            #expect(both.statesNoBills)
        }

        @Test("an empty list without a word about it is a changed page")
        func silentlyEmpty() async throws {
            let result = try await collect(["/": TinyPortal.home(["1"]), "/a1": TinyPortal.bills(of: "1", [])])
            expectLost(result, expected: "rows .bill of the account", found: "unknown")
        }

        @Test("bills on a page that shows another account are not taken")
        func otherAccount() async throws {
            let result = try await collect([
                "/": TinyPortal.home(["1"]), "/a1": TinyPortal.bills(of: "11", ["2026-03-01"]), "/b.pdf": Self.pdf,
            ])
            expectLost(result, expected: "rows .bill of the account", found: "unknown")
        }

        @Test("a document that is none ends the run rather than being filed")
        func noPDF() async throws {
            let result = try await collect([
                "/": TinyPortal.home(["1"]), "/a1": TinyPortal.bills(of: "1", ["2026-03-01"]), "/b.pdf": "<p>Sorry</p>",
            ])
            expectLost(result, expected: "a PDF", found: "another answer with status 200")
        }

        @Test("an amount that cannot be read ends the run rather than giving half a bill")
        func unreadable() async throws {
            let page = TinyPortal.bills(of: "1", ["2026-03-01"]).replacing("$1.00", with: "soon")
            let result = try await collect(["/": TinyPortal.home(["1"]), "/a1": page])
            expectLost(result, expected: "one amount in every bill", found: "none in row 1")
        }
    }
}
