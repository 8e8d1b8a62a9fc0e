import Browser
import Connectors
import Domain
import Foundation
import Logging
import Providers
import Testing

@Suite("The catalogue")
struct CatalogueTests {
    private let sandbox = RecipeSettings(sandbox: "http://127.0.0.1:8090", allowsPrivateAddresses: true)

    private func catalogue(_ settings: RecipeSettings, own: String? = nil) -> ProviderCatalogue {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let pool = BrowserPool(options: BrowserOptions(), logger: logger)
        return ProviderCatalogue(ownFolder: own, settings: settings, pool: pool, clock: SystemClock(), logger: logger)
    }

    @Test("the sandbox's providers are there when the sandbox is, sorted by name")
    func providers() throws {
        let catalogue = catalogue(sandbox)
        #expect(
            catalogue.providers.map(\.name) == [
                "Harbor Light & Power", "Metro Gas & Electric", "Valley Water District",
            ])
        #expect(catalogue.absences.isEmpty)
        let key = try #require(ProviderKey("sandbox-metro"))
        #expect(catalogue.provider(key)?.address == "http://127.0.0.1:8090/metro/signin")
        #expect(catalogue.provider(key)?.lockoutLimit == 4)
        #expect(catalogue.connector(for: key) != nil)
        #expect(catalogue.connector(for: try #require(ProviderKey("nobody"))) == nil)
    }

    @Test("without a sandbox its providers are absent, for that reason")
    func withoutSandbox() {
        let catalogue = catalogue(RecipeSettings())
        #expect(catalogue.providers.isEmpty)
        #expect(catalogue.absences.map(\.cause) == Array(repeating: .settingMissing(name: "sandbox"), count: 3))
    }

    @Test("a portal inside the private network needs the installation's leave")
    func privateNetwork() throws {
        let folder = try ScratchProvider(spoiling: ["\"{sandbox}/harbor/login\"": "https://10.1.2.3/login"])
        defer { folder.remove() }
        // Naming the sandbox is leave for its own address, and for no other.
        let catalogue = catalogue(RecipeSettings(sandbox: "http://127.0.0.1:8090"), own: folder.root)
        #expect(catalogue.providers.map(\.key.text).sorted() == ["sandbox-harbor", "sandbox-metro", "sandbox-valley"])
        let absence = try #require(catalogue.absences.first)
        #expect(absence.cause.lines.contains { $0.contains("private network") })
    }

    @Test("a folder with a mistake is left out and named; the others serve")
    func oneMistake() throws {
        let folder = try ScratchProvider(spoiling: ["currency: USD": "currency: dollars"])
        defer { folder.remove() }
        let catalogue = catalogue(sandbox, own: folder.root)
        #expect(catalogue.providers.count == 3)
        let absence = try #require(catalogue.absences.first)
        #expect(absence.folder.hasSuffix("city-power"))
        #expect(
            absence.cause.lines == [
                "recipe.yaml:\(try folder.line(of: "currency")): currency \"dollars\" must be three capitals like USD"
            ])
    }

    @Test("an installation's own folder adds providers")
    func ownFolder() throws {
        let folder = try ScratchProvider(spoiling: ["name: Harbor Light & Power": "name: City Power"])
        defer { folder.remove() }
        #expect(catalogue(sandbox, own: folder.root).providers.map(\.name).first == "City Power")
    }

    @Test("checking says that all is well, or every mistake with its line")
    func check() throws {
        let good = try ScratchProvider()
        defer { good.remove() }
        try "About it.".write(toFile: good.path + "/README.md", atomically: true, encoding: .utf8)
        let report = ProviderCheck.report(folder: good.path, settings: RecipeSettings())
        #expect(report.isGood, "\(report.lines)")
        #expect(report.lines == ["city-power: Harbor Light & Power, 19 pages, 22 fixtures, no mistakes"])

        let bad = try ScratchProvider(spoiling: ["means: signed_in": "means: done", "USD": "usd"])
        defer { bad.remove() }
        let mistakes = ProviderCheck.report(folder: bad.path, settings: RecipeSettings())
        #expect(mistakes.exitStatus == 1)
        #expect(mistakes.lines.count == 4, "\(mistakes.lines)")
    }

    @Test("checking names saved pages and a README that are not there, a bad folder name and a missing recipe")
    func checkFolder() throws {
        let folder = try ScratchProvider(spoiling: ["pages/login.html": "pages/gone.html"])
        defer { folder.remove() }
        try FileManager.default.removeItem(atPath: folder.path + "/README.md")
        let lines = ProviderCheck.report(folder: folder.path, settings: RecipeSettings()).lines
        let line = try folder.line(of: "pages/gone.html")
        #expect(lines.contains { $0.hasPrefix("recipe.yaml:\(line): the file pages/gone.html does not exist") })
        #expect(lines.contains { $0.contains("README.md does not exist") })
        let named = ProviderCheck.report(folder: folder.root + "/City Power", settings: RecipeSettings())
        #expect(named.lines.first?.contains("no provider key") == true)
        let empty = ProviderCheck.report(folder: folder.root + "/no-such", settings: RecipeSettings())
        #expect(empty.lines.first?.contains("cannot be read") == true)
    }

    @Test("the catalogue that comes with the product has no mistakes")
    func bundled() {
        for folder in ProviderCatalogue.folders(in: ProviderCatalogue.bundled) {
            let report = ProviderCheck.report(folder: folder.path, settings: RecipeSettings())
            #expect(report.isGood, "\(report.lines)")
        }
    }
}
