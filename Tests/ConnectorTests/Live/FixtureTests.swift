import Connectors
import Domain
import Foundation
import Ports
import Providers
import Testing

@testable import SandboxUtility

extension LiveTests {
    @Suite("Checking, testing and trying providers") struct FixtureTests {
        @Test("every saved page of the catalogue is recognised as its recipe says")
        func catalogue() async throws {
            try await LiveStand.with { stand in
                let folders = ProviderCatalogue.folders(in: ProviderCatalogue.bundled)
                #expect(folders.count >= 3)
                for folder in folders {
                    let report = await ProviderTest.report(
                        folder: folder.path, settings: stand.settings, pool: stand.pool)
                    #expect(report.isGood, "\(report.lines)")
                    #expect(report.lines.count >= 14)
                }
            }
        }

        @Test("a page that became another one, and a selector that is none, are told with the line")
        func wrong() async throws {
            let folder = try ScratchProvider(spoiling: [
                "{ file: pages/login.html, page: login }": "{ file: pages/login.html, page: locked }",
                "#portal-none": "#portal-none", "\"#new-password-form\", text": "\"##new\", text",
            ])
            defer { folder.remove() }
            try await LiveStand.with { stand in
                let report = await ProviderTest.report(
                    folder: folder.path, settings: stand.settings, pool: stand.pool)
                #expect(!report.isGood)
                #expect(report.exitStatus == 1)
                let line = try folder.line(of: "pages/login.html, page: locked")
                #expect(
                    report.lines.contains {
                        $0.hasPrefix("WRONG pages/login.html is login")
                            && $0.contains("recipe.yaml:\(line) expects locked")
                    }, "\(report.lines)")
                #expect(report.lines.contains("recipe.yaml: selector ##new is not valid CSS"), "\(report.lines)")
            }
        }

        @Test("a try prints what was met and what came home, and no secret")
        func tries() async throws {
            try await LiveStand.with { stand in
                let key = try #require(ProviderKey("sandbox-valley"))
                let attempt = try #require(
                    ProviderTry(key, in: stand.catalogue, clock: SystemClock(), identifiers: RandomIdentifiers()))
                let credentials = SignInCredentials(username: Secret("family"), password: Secret("sunny-day-42"))
                let report = await attempt.report(credentials)
                let text = report.lines.joined(separator: "\n")
                #expect(report.isGood, "\(text)")
                #expect(text.contains("paperless"))
                #expect(text.contains("outcome signed_in"))
                #expect(text.contains("24 bills, 24 documents"))
                #expect(!text.contains("sunny-day-42"))
                let unknown = try #require(ProviderKey("no-such-provider"))
                #expect(
                    ProviderTry(unknown, in: stand.catalogue, clock: SystemClock(), identifiers: RandomIdentifiers())
                        == nil)
            }
        }
    }
}

/// Identifiers by chance.
struct RandomIdentifiers: IdentifierSource {
    func next() -> String { UUID().uuidString.lowercased() }
    func fraction() -> Double { 0 }
}
