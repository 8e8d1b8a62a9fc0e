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

extension LiveTests {
    /// What every connector of the catalogue owes its host, whatever the portal does.
    @Suite("Conformance of connectors") struct ConnectorConformanceTests {
        private static let username = "c4nary.user@example.com"
        private static let password = "cän&ry p4ss/w0rd?"
        private static let answer = "c4nary the budgie"

        @Test("no secret is in an outcome, a trace or a log", arguments: Portal.allCases)
        func secrets(_ portal: Portal) async throws {
            let diary = Diary()
            try await LiveStand.with(logger: Logger(label: "canary") { _ in DiaryHandler(diary: diary) }) { stand in
                _ = await stand.world.change("question", at: portal, endingSessions: true) { login in
                    login.set(password: Self.password, forgettingDevices: false)
                }
                let runs = [
                    // A stranger, a refused password, a refused answer.
                    (Self.username, Self.password), ("wrong-password", Self.password), ("question", Self.password),
                ]
                for (username, password) in runs {
                    let request = try stand.request(
                        portal, username, password: password, answers: ["security_answer": Secret(Self.answer)])
                    let result = try await stand.run(portal, request)
                    #expect(!result.evidence.steps.isEmpty)
                    try expectNothing(of: [username, password, Self.answer], in: result)
                }
            }
            #expect(diary.text.contains("run ended"), "the log was not kept")
            for secret in [Self.username, Self.password, Self.answer] {
                #expect(!Self.holds(diary.text, secret), "a log holds \(secret)")
            }
        }

        private func expectNothing(of secrets: [String], in result: ConnectorResult) throws {
            let steps = String(decoding: try JSONEncoder().encode(result.evidence.steps), as: UTF8.self)
            let texts = [steps, "\(result.outcome)", String(reflecting: result), "\(result.evidence.steps)"]
            // The sandbox's user names are words of its pages' names, too.
            for secret in secrets where secret.contains("c4nary") || secret == Self.password {
                for text in texts { #expect(!Self.holds(text, secret), "\(text.prefix(2_000)) holds \(secret)") }
            }
        }

        /// Plain, percent-encoded as in paths, queries and forms, or in base64.
        private static func holds(_ text: String, _ secret: String) -> Bool {
            let encoded = [CharacterSet.alphanumerics, .urlPathAllowed, .urlQueryAllowed].compactMap {
                secret.addingPercentEncoding(withAllowedCharacters: $0)
            }
            let base64 = String(Data(secret.utf8).base64EncodedString().prefix(while: { $0 != "=" }).dropLast())
            return ([secret, base64] + encoded).contains { text.contains($0) }
        }

        @Test(
            "every run asks before it sends, settles what it sent and names its page once", arguments: Portal.allCases)
        func reporting(_ portal: Portal) async throws {
            try await LiveStand.with { stand in
                for username in ["sunny", "wrong-password", "changed", "down"] {
                    let notebook = Notebook()
                    let result = try await stand.run(portal, stand.request(portal, username), reporting: notebook)
                    #expect(notebook.references.count == 1)
                    #expect(notebook.references.first?.isEmpty == false)
                    #expect(notebook.verdicts.count == notebook.asked.count, "\(username)")
                    #expect(notebook.stages.first == .openingPortal)
                    #expect(Set(notebook.stages).count == notebook.stages.count, "each stage is entered once")
                    let isIn = result.outcome.code == "signed_in"
                    #expect((result.session != nil) == isIn)
                    #expect(isIn || result.accounts.isEmpty)
                }
            }
        }

        @Test("a Chromium that dies costs the run, and says nothing about the portal", arguments: Portal.allCases)
        func crash(_ portal: Portal) async throws {
            try await LiveStand.with { stand in
                _ = await stand.world.change("sunny", at: portal, endingSessions: false) { $0.delay = .seconds(20) }
                let (permissions, ring) = AsyncStream.makeStream(of: Void.self)
                let notebook = Notebook { ring.yield() }
                let request = try stand.request(portal, "sunny")
                async let running = stand.run(portal, request, reporting: notebook)
                _ = await permissions.first { true }
                await stand.pool.shutDown()
                let result = try await running
                #expect(result.outcome == .crashed(cause: .connectorDied), "\(result.outcome)")
                #expect(notebook.verdicts == [.interrupted])
                #expect(result.session == nil)
            }
        }
    }
}

/// Everything that was logged, at every level.
final class Diary: Sendable {
    private let lines = Mutex<[String]>([])
    var text: String { lines.withLock { $0.joined(separator: "\n") } }
    func note(_ line: String) { lines.withLock { $0.append(line) } }
}

struct DiaryHandler: LogHandler {
    let diary: Diary
    var metadata = Logger.Metadata()
    var logLevel = Logger.Level.trace

    init(diary: Diary) { self.diary = diary }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { diary.note("\(event.message) \(event.metadata ?? [:]) \(metadata)") }
}
