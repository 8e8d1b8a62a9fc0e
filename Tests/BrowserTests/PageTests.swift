import Browser
import Domain
import Testing

extension Browsing {
    @Suite struct PageTests {
        static func formSite() throws -> TestSite {
            try TestSite { request in
                switch (request.method, request.path) {
                case ("GET", "/"):
                    .page(
                        """
                        <title>Sign in</title><form method=post action=/in>
                        <label>User <input id=user name=user value=old></label>
                        <input id=password name=password type=password>
                        <select id=site name=site><option value=a>North</option><option value=b>South</option></select>
                        <div style="height:3000px"></div><button id=go>Go</button></form>
                        <script>
                        const events = [];
                        for (const type of ["input", "keyup", "click", "change"])
                            document.addEventListener(type, (e) => events.push(type + ":" + e.target.id + ":" + e.isTrusted));
                        document.querySelector("form").addEventListener("submit", (e) => {
                            const field = document.createElement("input");
                            field.type = "hidden"; field.name = "events"; field.value = events.join(" ");
                            e.target.append(field);
                        });
                        </script>
                        """)
                case ("POST", "/in"): .page("<title>Welcome</title><h1>Hello</h1>")
                case (_, "/missing"): .page("<title>Gone</title>", status: 404)
                default: .page("", status: 404)
                }
            }
        }

        @Test("a form is filled, chosen from and sent with trusted events, and the wait sees the next page")
        func form() async throws {
            let site = try Self.formSite()
            defer { site.stop() }
            try await withPage(on: site) { page in
                try await page.navigate(to: site.origin + "/")
                try await page.wait(for: "document.title === 'Sign in' && document.readyState === 'complete'")
                let first = try await page.condition()
                #expect(first.status == 200)
                let frame = try await page.mainFrame()
                try await page.fill("#user", in: frame, with: Secret("ännä@example.com"))
                try await page.fill("#password", in: frame, with: Secret("s3cret & more"))
                try await page.choose("South", of: "#site", in: frame)
                let mark = page.changeMark()
                try await page.click("#go", in: frame)
                #expect(try await page.waitForChange(since: mark, settle: .milliseconds(100), limit: .seconds(10)))
                try await page.wait(for: "document.title === 'Welcome'")
                let next = try await page.condition()
                #expect(next.documentID != first.documentID)
            }
            let body = try #require(site.seen.first { $0.method == "POST" }).body
            #expect(body.hasPrefix("user=%C3%A4nn%C3%A4%40example.com&password=s3cret+%26+more&site=b&events="))
            for event in ["input:user:true", "keyup:password:true", "click:go:true", "change:site:false"] {
                #expect(body.contains(event.replacing(":", with: "%3A")), "\(event)")
            }
        }

        @Test("an error status, a refused connection and an unknown name are told by the condition")
        func failures() async throws {
            let site = try Self.formSite()
            defer { site.stop() }
            let closed = try TestSite { _ in nil }
            closed.stop()
            let entries = [site.origin, closed.origin, "http://name.invalid"]
            try await withPage(on: site, change: { $0.origins = AllowedOrigins(entries) }) { page in
                try await page.navigate(to: site.origin + "/missing")
                #expect(try await page.condition().status == 404)
                #expect(try await page.condition().networkError == nil)
                try await page.navigate(to: closed.origin + "/")
                let refused = try await page.condition()
                #expect(refused.networkError == "net::ERR_CONNECTION_REFUSED")
                #expect(refused.status == nil)
                #expect(refused.url == closed.origin + "/")
                try await page.navigate(to: "http://name.invalid/")
                #expect(try await page.condition().networkError == "net::ERR_NAME_NOT_RESOLVED")
                try await page.navigate(to: site.origin + "/")
                #expect(try await page.condition().networkError == nil)
            }
        }
    }
}
