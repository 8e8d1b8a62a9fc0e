import Foundation
import Server
import Testing

@Suite("Settings")
struct SettingsTests {
    @Test("every problem is reported at once, and no value is shown")
    func problems() throws {
        let error = try #require(throws: SettingsError.self) {
            try Settings(environment: ["TIELINE_PORT": "eighty", "TIELINE_ROLES": "web,chef"])
        }
        #expect(error.problems.count == 2)
        #expect(!error.description.contains("eighty") && !error.description.contains("chef"))
    }

    @Test("an option stands before the environment variable of the same meaning")
    func options() throws {
        let settings = try Settings(options: [.port: "9001"], environment: ["TIELINE_PORT": "9002"])
        #expect(settings.port == 9001)
    }

    @Test("docs/operations.md says what each setting is for", arguments: Setting.allCases)
    func documented(_ setting: Setting) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/operations.md"), encoding: .utf8)
        #expect(text.contains("| `\(setting.variable)` | \(setting.standard) | \(setting.meaning) |"))
    }
}
