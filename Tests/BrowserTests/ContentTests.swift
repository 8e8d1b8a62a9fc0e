import Browser
import Domain
import Foundation
import Testing

extension Browsing {
    @Suite struct ContentTests {
        @Test("every frame answers in a world the page cannot see or disturb, and takes input")
        func frames() async throws {
            let site = try TestSite { request in
                request.path == "/"
                    ? .page(
                        """
                        <h1>Outer</h1><script>JSON.stringify = () => "forged"; window.mine = 1</script>
                        <div style="height:400px"></div><iframe src="/inner" style="margin-left:120px"></iframe>
                        """)
                    : .page(
                        """
                        <input id=field oninput="window.typed = (window.typed || 0) + 1">
                        <button onclick="this.textContent = 'clicked ' + window.typed">Press</button>
                        """)
            }
            defer { site.stop() }
            try await withPage(on: site) { page in
                let mark = page.changeMark()
                try await page.navigate(to: site.origin + "/")
                #expect(try await page.waitForChange(since: mark, settle: .milliseconds(100), limit: .seconds(5)))
                let answers = try await page.evaluateInFrames(
                    "(wanted) => ({ path: location.pathname, mine: typeof mine, wanted })", argument: #"{"a":[1]}"#)
                #expect(
                    answers.map(\.json) == [
                        #"{"path":"/","mine":"undefined","wanted":{"a":[1]}}"#,
                        #"{"path":"/inner","mine":"undefined","wanted":{"a":[1]}}"#,
                    ])
                #expect(answers.map(\.url) == [site.origin + "/", site.origin + "/inner"])
                let inner = answers[1].frameID
                try await page.fill("#field", in: inner, with: Secret("abc"))
                try await page.click("button", in: inner)
                let label = "() => document.querySelector('button')?.textContent"
                #expect(try await page.evaluateInFrames(label, argument: "null")[1].json == #""clicked 1""#)
                await #expect(throws: BrowserError.functionFailed) {
                    try await page.evaluateInFrames("() => { throw 1 }", argument: "null")
                }
            }
        }

        @Test("what cannot be clicked or filled is an error with the selector and never the text")
        func inputErrors() async throws {
            let site = try TestSite { _ in
                .page(
                    """
                    <input id=short maxlength=3><input id=locked readonly value=x><button id=under>Under</button>
                    <div id=hidden style="display:none">x</div><select id=list><option>One</option></select>
                    <div style="position:fixed;inset:0;background:#0008"></div>
                    """)
            }
            defer { site.stop() }
            try await withPage(on: site) { page in
                try await page.navigate(to: site.origin + "/")
                let frame = try await page.mainFrame()
                await #expect(throws: BrowserError.elementNotFound(selector: "#none")) {
                    try await page.click("#none", in: frame)
                }
                await #expect(throws: BrowserError.elementNotFound(selector: "][")) {
                    try await page.click("][", in: frame)
                }
                for covered in ["#under", "#hidden"] {
                    await #expect(throws: BrowserError.elementCovered(selector: covered)) {
                        try await page.click(covered, in: frame)
                    }
                }
                await #expect(throws: BrowserError.valueNotTaken(selector: "#short")) {
                    try await page.fill("#short", in: frame, with: Secret("canary-text"))
                }
                await #expect(throws: BrowserError.elementNotFound(selector: "#locked")) {
                    try await page.fill("#locked", in: frame, with: Secret("canary-text"))
                }
                await #expect(throws: BrowserError.optionNotFound(selector: "#list")) {
                    try await page.choose("Two", of: "#list", in: frame)
                }
                await #expect(throws: BrowserError.unknownKey(name: "Hyper")) { try await page.press("Hyper") }
            }
        }

        @Test("the wait ends after the last change and the last request, and reports when nothing happens")
        func settling() async throws {
            let release = DispatchSemaphore(value: 0)
            let site = try TestSite { request in
                if request.path == "/slow" { _ = release.wait(timeout: .now() + 5) }
                return .page(
                    """
                    <button onclick="document.title = 'busy'; fetch('/slow').then(() => {
                        document.title = 'done'; document.body.append('late') })">Go</button>
                    """)
            }
            defer { site.stop() }
            try await withPage(on: site) { page in
                try await page.navigate(to: site.origin + "/")
                var loads = 0
                while try await page.waitForChange(since: page.changeMark(), settle: .zero, limit: .milliseconds(500)) {
                    loads += 1
                    try #require(loads < 20, "a page at rest reports changes")
                }
                let mark = page.changeMark()
                try await page.click("button", in: try await page.mainFrame())
                // Busy: the request is open, so no stillness is reported.
                #expect(
                    try await page.waitForChange(since: mark, settle: .milliseconds(100), limit: .milliseconds(600))
                        == false)
                release.signal()
                #expect(try await page.waitForChange(since: mark, settle: .milliseconds(50), limit: .seconds(5)))
                #expect(try await page.value(of: "document.title") == "\"done\"")
            }
        }

        @Test("a page that never answers is given up when its task is cancelled")
        func cancelling() async throws {
            let site = try TestSite { _ in nil }
            defer { site.stop() }
            try await withPage(on: site) { page in
                let waiting = Task { try await page.navigate(to: site.origin + "/") }
                while site.seen.isEmpty { await Task.yield() }
                waiting.cancel()
                await #expect(throws: BrowserError.cancelled) { try await waiting.value }
            }
        }

        @Test("a file comes with the page's cookies, from any allowed origin, within the limit")
        func downloads() async throws {
            let pdf = Array("%PDF-1.7\n".utf8) + (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let archive = try TestSite { _ in
                TestSite.Response(headers: ["Content-Type": "application/pdf"], body: pdf)
            }
            defer { archive.stop() }
            let site = try TestSite { request in
                switch request.path {
                case "/": TestSite.Response(headers: ["Content-Type": "text/html", "Set-Cookie": "id=7; HttpOnly"])
                case "/bill":
                    request.headers["cookie"] == "id=7"
                        ? TestSite.Response(
                            headers: [
                                "Content-Type": "application/pdf; x=y",
                                "Content-Disposition": #"attachment; filename="bill.pdf""#,
                            ], body: pdf) : .page("no cookie", status: 403)
                case "/moved": .redirect(to: archive.origin + "/file")
                case "/out": .redirect(to: "http://127.0.0.1:9/file")
                default: .page("gone", status: 404)
                }
            }
            defer { site.stop() }
            try await withPage(on: site, archive, change: { $0.downloadLimit = pdf.count }) { page in
                try await page.navigate(to: site.origin + "/")
                for _ in 0..<2 {
                    let bill = try await page.download(site.origin + "/bill")
                    #expect(bill.bytes == pdf)
                    #expect(bill.mediaType == "application/pdf")
                    #expect(bill.fileName == "bill.pdf")
                    #expect(bill.status == 200)
                }
                #expect(try await page.download(site.origin + "/moved").bytes == pdf)
                #expect(try await page.download(site.origin + "/nothing").status == 404)
                await #expect(throws: BrowserError.addressRefused(origin: "http://127.0.0.1:9")) {
                    try await page.download(site.origin + "/out")
                }
                #expect(try await page.condition().url == site.origin + "/")
            }
            try await withPage(on: site, archive, change: { $0.downloadLimit = pdf.count - 1 }) { page in
                await #expect(throws: BrowserError.downloadTooLarge(limit: pdf.count - 1)) {
                    try await page.download(archive.origin + "/file")
                }
                try await page.navigate(to: site.origin + "/")
                await #expect(throws: BrowserError.downloadTooLarge(limit: pdf.count - 1)) {
                    try await page.download(site.origin + "/bill")
                }
            }
        }

        @Test("a file of the page's own origin comes without a tab, also where the page forbids itself to fetch")
        func downloadsInside() async throws {
            let site = try TestSite { request in
                switch request.path {
                case "/file": TestSite.Response(headers: ["Content-Type": "application/pdf"], body: Array("%PDF-".utf8))
                case "/strict":
                    TestSite.Response(
                        headers: ["Content-Type": "text/html", "Content-Security-Policy": "connect-src 'none'"])
                default:
                    .page("<script>globalThis.fetch = () => { throw 1 }; Promise.prototype.then = null</script>")
                }
            }
            defer { site.stop() }
            try await withPage(on: site) { page in
                for path in ["/", "/strict"] {
                    try await page.navigate(to: site.origin + path)
                    #expect(try await page.download(site.origin + "/file").bytes == Array("%PDF-".utf8))
                }
            }
            let modes = site.seen.filter { $0.path == "/file" }.map { $0.headers["sec-fetch-mode"] }
            // Where the page's policy stands in the way, the tab gets it.
            #expect(modes.first == "cors" && modes.last == "navigate", "\(modes)")
        }

        @Test("a session is carried to another page: cookies, and storage of origins shown and left")
        func session() async throws {
            let login = try TestSite { _ in
                TestSite.Response(
                    headers: ["Content-Type": "text/html", "Set-Cookie": "device=9; Max-Age=999"],
                    body: Array("<script>localStorage.known = 'yes'</script>".utf8))
            }
            defer { login.stop() }
            let site = try TestSite { request in
                TestSite.Response(
                    headers: [
                        "Content-Type": "text/html",
                        "Set-Cookie": "user=\(request.headers["cookie"] ?? "none"); Path=/",
                    ],
                    body: Array(
                        "<script>localStorage.a ??= '<\\/script>\"\\u2028'; sessionStorage.b ??= 'two'</script>".utf8))
            }
            defer { site.stop() }
            let saved = try await withPage(on: site, login) { page in
                try await page.navigate(to: login.origin + "/")
                try await page.navigate(to: site.origin + "/first")
                return try await page.captureSession()
            }
            #expect("\(saved)" == "‹secret›")
            try await withPage(on: site, login, change: { $0.session = saved }) { page in
                try await page.navigate(to: site.origin + "/second")
                #expect(try await page.value(of: "[localStorage.a, sessionStorage.b]").contains("two"))
                try await page.navigate(to: login.origin + "/again")
                #expect(try await page.value(of: "localStorage.known") == #""yes""#)
            }
            #expect(site.seen.first { $0.path == "/second" }?.headers["cookie"]?.contains("device=9") == true)
            await #expect(throws: BrowserError.unusableSession) {
                try await withPage(on: site, change: { $0.session = Secret("{}") }) { _ in }
            }
        }

        @Test("cookies are kept by name, with the end of the first, and put back without a session")
        func cookies() async throws {
            let site = try TestSite { request in
                TestSite.Response(
                    headers: [
                        "Content-Type": "text/html",
                        "Set-Cookie": request.path == "/one" ? "device=9; Max-Age=999; HttpOnly" : "user=me",
                    ], body: Array("hello".utf8))
            }
            defer { site.stop() }
            let kept = try await withPage(on: site) { page in
                try await page.navigate(to: site.origin + "/one")
                try await page.navigate(to: site.origin + "/two")
                #expect(try await page.captureCookies(named: ["nobody"]) == nil)
                #expect(try await page.captureCookies(named: ["user"])?.expiresAt == nil)
                return try #require(try await page.captureCookies(named: ["device", "user"]))
            }
            #expect("\(kept.json)" == "‹secret›")
            #expect(kept.expiresAt != nil)
            try await withPage(on: site, change: { $0.cookies = kept.json }) { page in
                try await page.navigate(to: site.origin + "/three")
            }
            let seen = try #require(site.seen.first { $0.path == "/three" }?.headers["cookie"])
            #expect(seen.contains("device=9"))
            #expect(seen.contains("user=me"))
        }

        @Test("a box is ticked once, by its label too; what is no box, or cannot be ticked, is told")
        func boxes() async throws {
            let site = try TestSite { _ in
                .page(
                    """
                    <input type=checkbox id=plain><input type=checkbox id=ticked checked>
                    <input type=checkbox id=drawn style="display:none"><label for=drawn id=label>Drawn</label>
                    <input type=checkbox id=under style="position:absolute;top:90px;left:9px">
                    <div style="position:absolute;top:80px;left:0;width:60px;height:60px;background:#eee"></div>
                    <div id=role role=switch aria-checked=false onclick="this.setAttribute('aria-checked', 'true')">S</div>
                    <input type=checkbox id=locked disabled><input id=text>
                    <input type=checkbox id=stubborn onclick="return false">
                    """)
            }
            defer { site.stop() }
            try await withPage(on: site) { page in
                try await page.navigate(to: site.origin + "/")
                let frame = try await page.mainFrame()
                for _ in 1...2 {
                    for box in ["#plain", "#ticked", "#label", "#under", "#role"] {
                        try await page.check(box, in: frame)
                    }
                }
                let ticked = "['plain', 'ticked', 'drawn', 'under'].every((id) => document.getElementById(id).checked)"
                #expect(try await page.value(of: ticked) == "true")
                for none in ["#locked", "#text", "#none"] {
                    await #expect(throws: BrowserError.elementNotFound(selector: none)) {
                        try await page.check(none, in: frame)
                    }
                }
                await #expect(throws: BrowserError.valueNotTaken(selector: "#stubborn")) {
                    try await page.check("#stubborn", in: frame)
                }
            }
        }

        @Test("a picture looks the same whatever stands in its fields, and the page is left as it was")
        func maskedPicture() async throws {
            let site = try TestSite { request in
                let text = request.path == "/one" ? "canary-1" : "another text"
                return .page(
                    """
                    <h1>Sign in</h1><input value="\(text)"><input type=password value="\(text)"><textarea>\(text)</textarea>
                    <p contenteditable>\(text)</p><select><option>\(text)</select><div id=host></div><iframe src="/in\(request.path)"
                    srcdoc="<input value='\(text)'>"></iframe>
                    <style>select, p { width: 200px; height: 30px }</style>
                    <script>document.getElementById("host").attachShadow({mode: "open"}).innerHTML = "<input value='\(text)'>"</script>
                    """)
            }
            defer { site.stop() }
            var pictures: [[UInt8]] = []
            for path in ["/one", "/two"] {
                try await withPage(on: site) { page in
                    let mark = page.changeMark()
                    try await page.navigate(to: site.origin + path)
                    _ = try await page.waitForChange(since: mark, settle: .milliseconds(200), limit: .seconds(5))
                    pictures.append(try await page.maskedScreenshot())
                    #expect(try await page.value(of: "document.adoptedStyleSheets.length") == "0")
                }
            }
            #expect(pictures[0].starts(with: [0x89, 0x50, 0x4E, 0x47]))
            #expect(pictures[0].count > 5_000)
            #expect(pictures[0] == pictures[1])
        }

        @Test("a picture is taken of the third page with a frame as of the first")
        func maskedPictureLater() async throws {
            let site = try TestSite { request in
                request.path.hasPrefix("/in")
                    ? .page("<input value=canary>")
                    : .page("<h1>\(request.path)</h1><iframe src='/in\(request.path)'></iframe>")
            }
            defer { site.stop() }
            try await withPage(on: site) { page in
                for path in ["/one", "/two", "/three"] {
                    let mark = page.changeMark()
                    try await page.navigate(to: site.origin + path)
                    _ = try await page.waitForChange(since: mark, settle: .milliseconds(200), limit: .seconds(5))
                    #expect(try await page.maskedScreenshot().starts(with: [0x89, 0x50, 0x4E, 0x47]), "\(path)")
                    let frames = try await page.evaluateInFrames("() => location.pathname", argument: "null")
                    #expect(frames.map(\.json) == ["\"\(path)\"", "\"/in\(path)\""])
                }
            }
        }
    }
}
