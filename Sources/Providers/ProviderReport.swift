public import Browser
public import Connectors
import Domain

/// Lines to print for a person who works on a provider, and whether all is well.
public struct ProviderReport: Sendable, Equatable {
    public let lines: [String]
    public let isGood: Bool

    /// The exit status of the command that prints it.
    public var exitStatus: Int32 { isGood ? 0 : 1 }
}

/// `tieline provider check DIR`: every mistake of a recipe with its line. Needs no browser and no network.
public enum ProviderCheck {
    public static func report(folder path: String, settings: RecipeSettings) -> ProviderReport {
        guard let folder = ProviderFolder(path: path) else { return .badName(path) }
        do throws(RecipeError) {
            let recipe = try folder.recipe(settings.filledForChecking)
            let problems = folder.missingParts(recipe)
            guard problems.isEmpty else { return ProviderReport(lines: problems.map(\.description), isGood: false) }
            let counts = "\(recipe.pages.count) pages, \(recipe.fixtures.count) fixtures"
            return ProviderReport(
                lines: ["\(folder.key): \(recipe.provider.name), \(counts), no mistakes"], isGood: true)
        } catch {
            return ProviderReport(lines: error.lines, isGood: false)
        }
    }
}

/// `tieline provider test DIR`: the saved pages against the recognisers, in a real Chromium without network.
public enum ProviderTest {
    public static func report(folder path: String, settings: RecipeSettings, pool: BrowserPool) async -> ProviderReport
    {
        guard let folder = ProviderFolder(path: path) else { return .badName(path) }
        do {
            let recipe = try folder.recipe(settings.filledForChecking)
            let replay = FixtureReplay(folder: folder, recipe: recipe, pool: pool)
            let broken = try await replay.brokenSelectors().map { "recipe.yaml: selector \($0) is not valid CSS" }
            let findings = try await replay.findings()
            let lines = findings.map { finding in
                finding.isExpected
                    ? "ok    \(finding.fixture.file) is \(finding.found), by \(finding.matched)"
                    : "WRONG \(finding.fixture.file) is \(finding.found), by \(finding.matched); "
                        + "recipe.yaml:\(finding.fixture.line) expects \(finding.fixture.page)"
            }
            let none = findings.isEmpty ? ["recipe.yaml: no fixtures; save the portal's pages and list them"] : []
            return ProviderReport(
                lines: broken + lines + none,
                isGood: broken.isEmpty && none.isEmpty && findings.allSatisfy(\.isExpected))
        } catch let error as RecipeError {
            return ProviderReport(lines: error.lines, isGood: false)
        } catch {
            let advice = (error as? BrowserError)?.advice ?? "Chromium failed."
            return ProviderReport(lines: [advice], isGood: false)
        }
    }
}

extension ProviderReport {
    static func badName(_ path: String) -> ProviderReport {
        let rule = "name the folder with lower-case letters, digits and hyphens, like city-water"
        return ProviderReport(lines: ["\(path): its name is no provider key; \(rule)"], isGood: false)
    }
}

extension RecipeSettings {
    /// Recipes for the sandbox can be checked without a running sandbox.
    fileprivate var filledForChecking: RecipeSettings {
        RecipeSettings(sandbox: sandbox ?? "http://127.0.0.1:1", allowsPrivateAddresses: allowsPrivateAddresses)
    }
}

extension RecipeError {
    /// One line per mistake.
    public var lines: [String] {
        switch self {
        case .problems(let problems): problems.map(\.description)
        case .settingMissing(let name): ["the recipe needs the setting \(name)"]
        case .unreadable(let file): ["\(file) cannot be read, is not UTF-8 or is too large"]
        }
    }
}
