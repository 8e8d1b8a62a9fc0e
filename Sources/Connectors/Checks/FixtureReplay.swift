public import Browser
import Foundation

/// Shows a provider's saved pages to the same recognisers that watch the live portal, in a Chromium without network.
public struct FixtureReplay: Sendable {
    /// What one saved page was recognised as.
    public struct Finding: Sendable, Equatable {
        public let fixture: RecipeFixture
        /// The page's name, or `unknown`.
        public let found: String
        public let matched: String

        public var isExpected: Bool { found == fixture.page }
    }

    private let folder: ProviderFolder
    private let recipe: Recipe
    private let pool: BrowserPool

    public init(folder: ProviderFolder, recipe: Recipe, pool: BrowserPool) {
        self.folder = folder
        self.recipe = recipe
        self.pool = pool
    }

    /// Every fixture in the order of the recipe.
    ///
    /// - Throws: `RecipeError` for an unreadable page, `BrowserError` when Chromium fails.
    public func findings() async throws -> [Finding] {
        var findings: [Finding] = []
        for fixture in recipe.fixtures {
            let html = try folder.page(fixture)
            findings.append(try await onEmptyPage { try await finding(fixture, html, $0) })
        }
        return findings
    }

    /// Selectors of the recipe that are not valid CSS.
    public func brokenSelectors() async throws -> [String] {
        try await onEmptyPage { portal in
            _ = try await portal.look(seconds: 0)
            return portal.brokenSelectors
        }
    }

    private func finding(_ fixture: RecipeFixture, _ html: String, _ portal: PortalPage) async throws -> Finding {
        try await portal.show(html)
        guard let seen = try await portal.look(seconds: 2)?.facts else { throw BrowserError.timedOut }
        let facts = PageFacts(
            address: fixture.address, status: fixture.status, title: seen.title, frames: seen.frames)
        let match = recipe.recognise(facts)
        return Finding(
            fixture: fixture, found: match?.page.name ?? RecipePage.unknownName,
            matched: match?.match.words ?? "nothing")
    }

    private func onEmptyPage<Value>(_ body: (PortalPage) async throws -> Value) async throws -> Value {
        let page = try await pool.openPage(PageOptions(origins: AllowedOrigins([])))
        do {
            let value = try await body(try PortalPage(page, recipe: recipe))
            await page.close()
            return value
        } catch {
            await page.close()
            throw error
        }
    }
}
