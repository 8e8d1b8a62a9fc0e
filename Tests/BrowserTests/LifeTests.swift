import Foundation
import Glibc
import Logging
import Testing

@testable import Browser

extension Browsing {
    @Suite struct LifeTests {
        @Test("after Chromium was killed its pages say so, and the next page gets another one")
        func crash() async throws {
            let site = try TestSite { _ in .page("<p>alive") }
            defer { site.stop() }
            try await withPool { pool in
                let options = PageOptions(origins: AllowedOrigins([site.origin]), allowsPrivateAddresses: true)
                let page = try await pool.openPage(options)
                try await page.navigate(to: site.origin + "/")
                let mark = page.changeMark()
                let waiting = Task {
                    try await page.waitForChange(since: mark, settle: .seconds(1), limit: .seconds(20))
                }
                kill(try await page.chromiumPID(), SIGKILL)
                await #expect(throws: BrowserError.crashed) { _ = try await waiting.value }
                await #expect(throws: BrowserError.crashed) { try await page.navigate(to: site.origin + "/") }
                await page.close()
                let next = try await pool.openPage(options)
                try await next.navigate(to: site.origin + "/")
                #expect(try await next.condition().status == 200)
                await next.close()
            }
        }

        @Test("a page whose process dies says so and leaves the others alone")
        func pageCrash() async throws {
            let site = try TestSite { _ in .page("<p>alive") }
            defer { site.stop() }
            try await withPool { pool in
                let options = PageOptions(origins: AllowedOrigins([site.origin]), allowsPrivateAddresses: true)
                let dying = try await pool.openPage(options)
                let other = try await pool.openPage(options)
                try await dying.navigate(to: site.origin + "/")
                try await other.navigate(to: site.origin + "/")
                dying.browser.client.start("Page.crash", session: dying.session)
                await #expect(throws: BrowserError.crashed) {
                    _ = try await dying.waitForChange(
                        since: dying.changeMark(), settle: .seconds(9), limit: .seconds(9))
                }
                #expect(try await other.value(of: "document.body.textContent") == #""alive""#)
                await dying.close()
                await other.close()
            }
        }

        @Test("a Chromium that stopped answering is ended and replaced")
        func hang() async throws {
            let site = try TestSite { _ in .page("<p>alive") }
            defer { site.stop() }
            try await withPool {
                $0.commandLimit = .seconds(2)
            } _: { pool in
                let options = PageOptions(origins: AllowedOrigins([site.origin]), allowsPrivateAddresses: true)
                let page = try await pool.openPage(options)
                try await page.navigate(to: site.origin + "/")
                let pid = try await page.chromiumPID()
                kill(pid, SIGSTOP)
                await #expect(throws: BrowserError.hung) {
                    _ = try await page.evaluateInFrames("() => 1", argument: "1")
                }
                await page.close()
                let next = try await pool.openPage(options)
                #expect(try await next.chromiumPID() != pid)
                await next.close()
            }
        }

        @Test("a page that keeps its process busy is hung, and Chromium lives on for the others")
        func busyPage() async throws {
            let site = try TestSite { _ in .page("<p>alive") }
            defer { site.stop() }
            try await withPool {
                $0.commandLimit = .seconds(2)
            } _: { pool in
                let options = PageOptions(origins: AllowedOrigins([site.origin]), allowsPrivateAddresses: true)
                let page = try await pool.openPage(options)
                let other = try await pool.openPage(options)
                try await page.navigate(to: site.origin + "/")
                await #expect(throws: BrowserError.hung) {
                    _ = try await page.evaluateInFrames("() => { for (;;) {} }", argument: "null")
                }
                #expect(try await other.value(of: "1 + 1") == "2")
                await page.close()
                await other.close()
            }
        }

        @Test("Chromium is replaced after its share of pages, and the old one ends with its last page")
        func recycling() async throws {
            let options = PageOptions(origins: AllowedOrigins([]))
            try await withPool {
                $0.recycleAfterPages = 2
            } _: { pool in
                let first = try await pool.openPage(options)
                let second = try await pool.openPage(options)
                let third = try await pool.openPage(options)
                let old = try await first.chromiumPID()
                #expect(try await second.chromiumPID() == old)
                #expect(try await third.chromiumPID() != old)
                await first.close()
                #expect(try await second.value(of: "1") == "1")
                await second.close()
                #expect(!isRunning(old))
                await third.close()
            }
        }

        @Test("no more pages open than the limit allows, and a closed one makes room")
        func limit() async throws {
            let options = PageOptions(origins: AllowedOrigins([]))
            try await withPool {
                $0.maximumPages = 1
            } _: { pool in
                let page = try await pool.openPage(options)
                await #expect(throws: BrowserError.tooManyPages(limit: 1)) { _ = try await pool.openPage(options) }
                await page.close()
                await page.close()
                await (try await pool.openPage(options)).close()
            }
        }

        @Test("contexts know nothing of each other")
        func isolation() async throws {
            let site = try TestSite { _ in
                TestSite.Response(headers: ["Content-Type": "text/html", "Set-Cookie": "a=1"])
            }
            defer { site.stop() }
            try await withPool { pool in
                let options = PageOptions(origins: AllowedOrigins([site.origin]), allowsPrivateAddresses: true)
                for _ in 0..<2 {
                    let page = try await pool.openPage(options)
                    try await page.navigate(to: site.origin + "/")
                    await page.close()
                }
            }
            #expect(site.seen.filter { $0.path == "/" }.map { $0.headers["cookie"] } == [nil, nil])
        }

        @Test("nothing is left after the end: no process, no folder")
        func leavesNothing() async throws {
            let (pids, folder) = try await withPool { pool in
                let page = try await pool.openPage(PageOptions(origins: AllowedOrigins([])))
                let folder = try await page.profileFolder()
                #expect(FileManager.default.fileExists(atPath: folder))
                return (try await page.processIDs(), folder)
            }
            #expect(pids.count > 2)
            #expect(pids.filter(isRunning) == [])
            #expect(!FileManager.default.fileExists(atPath: folder))
        }

        @Test("a missing Chromium is named, and costs no page")
        func missing() async throws {
            try await withPool { options in
                options.executable = "/nonexistent/chromium"
                options.maximumPages = 1
            } _: { pool in
                for _ in 0..<2 {
                    await #expect(throws: BrowserError.notInstalled(path: "/nonexistent/chromium")) {
                        _ = try await pool.openPage(PageOptions(origins: AllowedOrigins([])))
                    }
                }
            }
        }

        @Test("a program that is no Chromium fails to launch")
        func wrongProgram() async throws {
            try await withPool {
                $0.executable = "/bin/true"
            } _: { pool in
                await #expect(throws: BrowserError.launchFailed(code: 0)) {
                    _ = try await pool.openPage(PageOptions(origins: AllowedOrigins([])))
                }
            }
        }
    }
}

/// Whether a process does anything still; one that is dead and waits to be reaped does not.
func isRunning(_ pid: pid_t) -> Bool {
    guard let line = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return false }
    return line.split(separator: ")").last?.hasPrefix(" Z") == false
}

extension BrowserPage {
    /// Every process of this page's Chromium.
    func processIDs() async throws -> [pid_t] {
        let info = try await browser.client.call("SystemInfo.getProcessInfo")["processInfo"].items
        return info.compactMap { $0["id"].int.map(pid_t.init) }
    }

    func chromiumPID() async throws -> pid_t {
        let info = try await browser.client.call("SystemInfo.getProcessInfo")["processInfo"].items
        let main = try #require(info.first { $0["type"].string == "browser" }?["id"].int)
        return pid_t(main)
    }

    func profileFolder() async throws -> String {
        let line = try String(contentsOfFile: "/proc/\(try await chromiumPID())/cmdline", encoding: .utf8)
        let word = try #require(line.split(separator: "\0").first { $0.hasPrefix("--user-data-dir=") })
        return String(word.dropFirst("--user-data-dir=".count))
    }
}
