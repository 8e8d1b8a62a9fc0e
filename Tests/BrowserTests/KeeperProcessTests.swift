import Domain
import Foundation
import Glibc
import Logging
import Synchronization
import Testing

@testable import Browser

/// What the processes that a test starts have to do: this test program is started again with these words.
private enum Role {
    /// Among a keeper's own arguments.
    static let keeper = "--grace"
    static let client = "--client-of"

    static let testWords = ["--testing-library", "swift-testing", "--filter"]
    static var program: String { (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "" }

    static func keeperOptions(in folder: String) -> KeeperOptions {
        KeeperOptions(
            folder: folder, executable: program, arguments: testWords + ["thisProcessIsAKeeper"], grace: .seconds(20))
    }

    static func options(in folder: String) -> BrowserOptions {
        BrowserOptions(keeper: keeperOptions(in: folder))
    }

    static func words(after word: String) -> [String] {
        CommandLine.arguments.firstIndex(of: word).map { Array(CommandLine.arguments[($0 + 1)...]) } ?? []
    }
}

@Test(.enabled(if: CommandLine.arguments.contains(Role.keeper)))
func thisProcessIsAKeeper() throws {
    let first = try #require(CommandLine.arguments.firstIndex(of: "--id"))
    #expect(BrowserKeeper.main(arguments: Array(CommandLine.arguments[first...])) == 0)
}

/// Opens a page, tells its reference to the site, submits the form, and waits to be killed.
@Test(.enabled(if: CommandLine.arguments.contains(Role.client)), .timeLimit(.minutes(5)))
func thisProcessIsAClient() async throws {
    let words = Role.words(after: Role.client)
    let pool = BrowserPool(options: Role.options(in: words[0]), logger: Logger(label: "client"))
    let page = try await pool.openPage(
        PageOptions(origins: AllowedOrigins([words[1]]), allowsPrivateAddresses: true))
    try await page.navigate(to: words[1] + "/?reference=" + page.reference)
    let mark = page.changeMark()
    try await page.click("button", in: try await page.mainFrame())
    _ = try await page.waitForChange(since: mark, settle: .seconds(60), limit: .seconds(60))
}

extension Browsing {
    @Suite struct KeeperProcessTests {
        /// Where the site is in the story, told by its threads.
        private final class Story: Sendable {
            let submitted = AsyncStream<Void>.makeStream()
            let release = DispatchSemaphore(value: 0)
        }

        @Test(
            "a process killed between submitting and reading leaves a page that its successor reads, submitting nothing"
        )
        func survivesKill() async throws {
            let story = Story()
            let site = try TestSite { request in
                guard request.method == "POST" else {
                    return .page("<form method=post action=/in><button>Go</button></form>")
                }
                story.submitted.continuation.yield()
                _ = story.release.wait(timeout: .now() + 20)
                return .page("<title>Wrong password</title>", status: 403)
            }
            defer { site.stop() }
            let folder = "/tmp/tieline-test-\(UInt32.random(in: 0 ... .max))"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let client = try startClient(of: folder, site: site)
            for await _ in story.submitted.stream { break }
            client.endGroup()
            story.release.signal()
            let reference = try #require(
                site.paths.first { $0.hasPrefix("/?reference=") }?.dropFirst("/?reference=".count))

            let pool = BrowserPool(options: Role.options(in: folder), logger: Logger(label: "test"))
            let options = PageOptions(origins: AllowedOrigins([site.origin]), allowsPrivateAddresses: true)
            await pool.disposeOrphans(keeping: [String(reference)])
            let page = try #require(try await pool.reopenPage(String(reference), options))
            try await page.wait(for: "document.title === 'Wrong password' && document.readyState === 'complete'")
            #expect(try await page.condition().url == site.origin + "/in")
            #expect(page.reference == reference)
            #expect(site.seen.filter { $0.method == "POST" }.count == 1)
            // It is a page like any other, behind the same gate.
            try await page.navigate(to: site.origin + "/?again")
            #expect(try await page.condition().status == 200)
            await #expect(throws: BrowserError.addressRefused(origin: "http://127.0.0.1:9")) {
                try await page.navigate(to: "http://127.0.0.1:9/")
            }
            let processes = try await page.processIDs()
            let profile = try await page.profileFolder()
            await page.close()
            #expect(try await pool.reopenPage(String(reference), options) == nil)
            await pool.shutDown()
            #expect(processes.filter(isRunning) == [])
            #expect(!FileManager.default.fileExists(atPath: profile))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        }

        @Test("a process told to stop while it takes a page over leaves it to the next", arguments: [true, false])
        func stoppedWhileTakingOver(hasFoundIt: Bool) async throws {
            let story = Story()
            let site = try TestSite { request in
                if request.method == "POST" { story.submitted.continuation.yield() }
                return .page("<form method=post action=/in><button>Go</button></form>")
            }
            defer { site.stop() }
            let folder = "/tmp/tieline-test-\(UInt32.random(in: 0 ... .max))"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let client = try startClient(of: folder, site: site)
            for await _ in story.submitted.stream { break }
            client.endGroup()
            let reference = String(try #require(site.paths.first).dropFirst("/?reference=".count))
            let options = PageOptions(origins: AllowedOrigins([site.origin]), allowsPrivateAddresses: true)

            let stopped = BrowserPool(options: Role.options(in: folder), logger: Logger(label: "test"))
            if hasFoundIt { await stopped.disposeOrphans(keeping: [reference]) }
            let taking = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await stopped.reopenPage(reference, options)?.reference
            }
            // Whether it is told so or finds nothing, it has not got the page.
            let taken: String? = (try? await taking.value) ?? nil
            #expect(taken == nil)
            await stopped.shutDown(leavingPages: true)

            let next = BrowserPool(options: Role.options(in: folder), logger: Logger(label: "test"))
            let page = try #require(try await next.reopenPage(reference, options))
            #expect(page.reference == reference)
            await page.close()
            await next.shutDown()
        }

        @Test(
            "a greeting that is broken off ends a Chromium that we started, and none that we found",
            arguments: [true, false])
        func brokenGreeting(isOurs: Bool) async throws {
            let pair = try SocketPair()
            defer { _ = close(pair.theirs) }
            let client = DevToolsClient(
                transport: DevToolsTransport(socket: pair.ours), commandLimit: .seconds(5))
            let browser = RunningBrowser(keeperID: "found", client: client) {}
            let greeting = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                if isOurs { try await browser.greetOrEnd() } else { try await browser.greet() }
            }
            await #expect(throws: BrowserError.cancelled) { try await greeting.value }
            #expect((client.end != nil) == isOurs)
            await browser.end()
        }

        @Test("pages whose run does not come back are ended")
        func orphans() async throws {
            let story = Story()
            let site = try TestSite { request in
                if request.method == "POST" { story.submitted.continuation.yield() }
                return .page("<form method=post action=/in><button>Go</button></form>")
            }
            defer { site.stop() }
            let folder = "/tmp/tieline-test-\(UInt32.random(in: 0 ... .max))"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let client = try startClient(of: folder, site: site)
            for await _ in story.submitted.stream { break }
            client.endGroup()
            let pool = BrowserPool(options: Role.options(in: folder), logger: Logger(label: "test"))
            await pool.disposeOrphans(keeping: [])
            let reference = try #require(site.paths.first).dropFirst("/?reference=".count)
            let options = PageOptions(origins: AllowedOrigins([site.origin]), allowsPrivateAddresses: true)
            #expect(try await pool.reopenPage(String(reference), options) == nil)
            // Its Chromium goes on to serve.
            let page = try await pool.openPage(options)
            #expect(PageReference(page.reference)?.keeperID == PageReference(String(reference))?.keeperID)
            await page.close()
            await pool.shutDown()
        }

        @Test("Chromium ends when its keeper is killed, and the page says so")
        func keeperKilled() async throws {
            let folder = "/tmp/tieline-test-\(UInt32.random(in: 0 ... .max))"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let pool = BrowserPool(options: Role.options(in: folder), logger: Logger(label: "test"))
            let page = try await pool.openPage(PageOptions(origins: AllowedOrigins([])))
            let chromium = try await page.chromiumPID()
            let status = try String(contentsOfFile: "/proc/\(chromium)/stat", encoding: .utf8)
            let keeper = try #require(pid_t(String(status.split(separator: " ")[3])))
            kill(keeper, SIGKILL)
            await #expect(throws: BrowserError.crashed) {
                _ = try await page.waitForChange(since: page.changeMark(), settle: .seconds(9), limit: .seconds(9))
            }
            await page.close()
            for _ in 0..<500 where isRunning(chromium) { usleep(10_000) }
            #expect(!isRunning(chromium))
            let next = try await pool.openPage(PageOptions(origins: AllowedOrigins([])))
            await next.close()
            await pool.shutDown()
        }

        private func startClient(of folder: String, site: TestSite) throws -> ChildProcess {
            let pair = try SocketPair()
            defer { [pair.ours, pair.theirs].forEach { _ = close($0) } }
            return try ChildProcess(
                path: Role.program,
                arguments: Role.testWords + ["thisProcessIsAClient", Role.client, folder, site.origin],
                environment: ["PATH": "/usr/bin:/bin", "HOME": "/tmp"], socket: pair.theirs)
        }
    }
}
