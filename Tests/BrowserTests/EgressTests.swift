import Browser
import Testing

extension Browsing {
    @Suite struct EgressTests {
        @Test("nothing on a page reaches an origin that is not allowed")
        func everyWayOut() async throws {
            let other = try TestSite { _ in .page("<p>reached") }
            defer { other.stop() }
            let script = """
                fetch("\(other.origin)/from-NAME").catch(() => 0);
                try { new WebSocket("ws://127.0.0.1:\(other.port)/ws-NAME") } catch {}
                try { importScripts("\(other.origin)/import-NAME") } catch {}
                """
            let site = try TestSite { request in
                guard request.path == "/" else {
                    let name = String(request.path.dropFirst().dropLast(3))
                    return TestSite.Response(
                        headers: ["Content-Type": "text/javascript"],
                        body: Array(script.replacing("NAME", with: name).utf8))
                }
                return .page(
                    """
                    <link rel=preload as=image href="\(other.origin)/preload">
                    <link rel=prefetch href="\(other.origin)/prefetch"><link rel=stylesheet href="\(other.origin)/style">
                    <script type=speculationrules>{"prefetch":[{"source":"list","urls":["\(other.origin)/speculation"],
                    "eagerness":"immediate"}]}</script>
                    <img src="\(other.origin)/image"><iframe src="\(other.origin)/frame"></iframe>
                    <iframe srcdoc="<script>try { new WebSocket('ws://127.0.0.1:\(other.port)/ws-frame') } catch {}</script>">
                    </iframe><form id=f method=post target=hole action="\(other.origin)/form"></form><iframe name=hole></iframe>
                    <script>
                    \(script.replacing("NAME", with: "page"))
                    navigator.sendBeacon("\(other.origin)/beacon", "x");
                    new EventSource("\(other.origin)/events");
                    new Worker("/worker.js");
                    new SharedWorker("/shared.js");
                    navigator.serviceWorker?.register("/service.js");
                    document.getElementById("f").submit();
                    window.done = true;
                    </script>
                    """)
            }
            defer { site.stop() }
            try await withPage(on: site) { page in
                let mark = page.changeMark()
                try await page.navigate(to: site.origin + "/")
                _ = try await page.waitForChange(since: mark, settle: .milliseconds(700), limit: .seconds(8))
                #expect(site.paths.contains("/worker.js") && site.paths.contains("/shared.js"))
                #expect(other.seen.map(\.path) == [])
                #expect(try await page.condition().refusedOrigins == [other.origin])
            }
        }

        @Test("navigating out is refused by name, by redirect and by the page itself")
        func navigation() async throws {
            let other = try TestSite { _ in .page("<p>reached") }
            defer { other.stop() }
            let site = try TestSite { request in
                request.path == "/away"
                    ? .redirect(to: other.origin + "/redirected?secret=1") : .page("<title>Home</title>")
            }
            defer { site.stop() }
            try await withPage(on: site) { page in
                await #expect(throws: BrowserError.addressRefused(origin: other.origin)) {
                    try await page.navigate(to: other.origin + "/direct")
                }
                await #expect(throws: BrowserError.addressRefused(origin: other.origin)) {
                    try await page.navigate(to: site.origin + "/away")
                }
                await #expect(throws: BrowserError.addressRefused(origin: "file")) {
                    try await page.navigate(to: "file:///etc/passwd")
                }
                try await page.navigate(to: site.origin + "/")
                let mark = page.changeMark()
                _ = try await page.value(of: "void (location.href = '\(other.origin)/scripted')")
                _ = try await page.waitForChange(since: mark, settle: .milliseconds(100), limit: .seconds(5))
                #expect(try await page.condition().refusedOrigins == [other.origin])
            }
            #expect(other.seen.isEmpty)
        }

        @Test("an allowed name that leads into a private network is refused without the permission")
        func privateName() async throws {
            let site = try TestSite { _ in .page("<p>reached") }
            defer { site.stop() }
            for host in ["localhost", "127.0.0.1"] {
                let origin = "http://\(host):\(site.port)"
                try await withPage(change: {
                    $0.origins = AllowedOrigins([origin])
                    $0.allowsPrivateAddresses = false
                }) { page in
                    await #expect(throws: BrowserError.addressRefused(origin: origin)) {
                        try await page.navigate(to: origin + "/")
                    }
                }
            }
            #expect(site.seen.isEmpty)
        }

        @Test("a new window is not opened but named, and dialogs are answered")
        func windows() async throws {
            let site = try TestSite { request in
                request.path == "/"
                    ? .page(
                        """
                        <a id=link href=/bill.pdf target=_blank>Bill</a><button id=ask onclick="
                        document.title = String(confirm('Delete all?')) + prompt('Name?') + (alert('Hi') ?? '')">Ask</button>
                        """) : .page("<p>second")
            }
            defer { site.stop() }
            try await withPage(on: site) { page in
                try await page.navigate(to: site.origin + "/")
                let frame = try await page.mainFrame()
                let mark = page.changeMark()
                try await page.click("#link", in: frame)
                _ = try await page.waitForChange(since: mark, settle: .milliseconds(100), limit: .seconds(5))
                #expect(try await page.condition().popups == [site.origin + "/bill.pdf"])
                try await page.click("#ask", in: frame)
                try await page.wait(for: "document.title === 'falsenull'")
                #expect(try await page.condition().dialogs.map(\.kind) == ["confirm", "prompt", "alert"])
            }
            #expect(site.paths == ["/"])
        }
    }
}
