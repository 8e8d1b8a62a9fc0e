import Testing

@testable import SandboxUtility

@Suite("Control") struct ControlTests {
    @Test("the page says what it is and that no portal has it") func page() async throws {
        try await withSandbox { _, client in
            let page = try await Visitor(client).get("/control")
            #expect(page.text.contains("Sandbox control, not part of any portal"))
            for behaviour in Behaviour.allCases {
                #expect(page.text.contains("<option>\(behaviour.rawValue)</option>"))
            }
            #expect(!page.text.contains("user001"))
        }
    }

    @Test("counts are told exactly, and passwords never") func counts() async throws {
        try await withSandbox { _, client in
            _ = try await Visitor(client).signIn(at: .metro, "pat@example.com", password: "hunter2-secret")
            _ = try await Visitor(client).signIn(at: .metro, "pat@example.com")
            let login = try await Visitor(client).get("/control/logins/metro/pat%40example.com.json")
            #expect(login.json["attempts"] as? Int == 2)
            #expect(login.json["rejected"] as? Int == 1)
            #expect(login.json["accepted"] as? Int == 1)
            #expect(login.json["sessions"] as? Int == 1)
            let entries = try #require(login.json["entries"] as? [[String: String]])
            #expect(entries.map { $0["verdict"] } == ["rejected", "accepted"])
            #expect(entries.first?["at"] == "2026-03-18T15:00:00Z")
            let all = try await Visitor(client).get("/control/logins.json")
            let portals = try #require(all.json["portals"] as? [String: [String: Any]])
            #expect(portals["harbor"]?["lockout_limit"] as? Int == 5)
            #expect((portals["metro"]?["logins"] as? [[String: Any]])?.count == 23 + Cast.crowdSize)
            for page in [login, all] {
                #expect(!page.text.contains("hunter2-secret"))
                #expect(!page.text.contains(Login.usualPassword))
            }
        }
    }

    @Test("a flipped behaviour acts at once and ends the sessions", arguments: Portal.allCases)
    func flips(_ portal: Portal) async throws {
        try await withSandbox { server, client in
            let visitor = Visitor(client)
            _ = try await visitor.openAccounts(at: portal, as: "sunny")
            #expect(await server.world.sessionCount(of: "sunny", at: portal) == 1)
            let control = Visitor(client)
            let answer = try await control.post(
                "/control/logins/\(portal.rawValue)/sunny", ["behaviour": "wrong-password"])
            #expect(answer.json["behaviour"] as? String == "wrong-password")
            #expect(await server.world.sessionCount(of: "sunny", at: portal) == 0)
            let rejected = try await Visitor(client).signIn(at: portal, "sunny")
            #expect(rejected.status == (portal == .metro ? 401 : 200))
            _ = try await control.post("/control/logins/\(portal.rawValue)/sunny", ["behaviour": "works"])
            #expect(try await Visitor(client).signIn(at: portal, "sunny").status != rejected.status)
        }
    }

    @Test("a password set for a login that had none works, the usual one does not") func setsPassword() async throws {
        try await withSandbox { _, client in
            _ = try await Visitor(client).post("/control/logins/harbor/wrong-password", ["password": "cloudy & 44+1%"])
            let right = try await Visitor(client).signIn(at: .harbor, "wrong-password", password: "cloudy & 44+1%")
            #expect(right.location == "/harbor/account")
            #expect(try await Visitor(client).signIn(at: .harbor, "wrong-password").status == 200)
        }
    }

    @Test("unlock and reset undo what attempts did") func unlocks() async throws {
        try await withSandbox { server, client in
            for _ in 1...3 { _ = try await Visitor(client).signIn(at: .valley, "sunny", password: "x") }
            let path = "/control/logins/valley/sunny"
            #expect(try await Visitor(client).get(path + ".json").json["is_locked"] as? Bool == true)
            let unlocked = try await Visitor(client).post(path, ["unlock": "1"])
            #expect(unlocked.json["is_locked"] as? Bool == false)
            #expect(unlocked.json["attempts"] as? Int == 3)
            #expect(try await Visitor(client).signIn(at: .valley, "sunny").status == 303)
            let reset = try await Visitor(client).post(path, ["reset": "1"])
            #expect(reset.json["attempts"] as? Int == 0)
            #expect(await server.world.sessionCount(of: "sunny", at: .valley) == 1)
            _ = try await Visitor(client).post("/control/logins/valley/locked", ["unlock": "1"])
            #expect(try await Visitor(client).signIn(at: .valley, "locked").status == 303)
        }
    }

    @Test("nonsense changes nothing and is explained") func refusesNonsense() async throws {
        try await withSandbox { _, client in
            let visitor = Visitor(client)
            let path = "/control/logins/harbor/sunny"
            let answers = [
                try await visitor.post(path, ["behaviour": "sulks", "password": "p"]),
                try await visitor.post(path, ["delay_ms": "-1", "password": "p"]),
                try await visitor.post("/control/portals/harbor", ["mode": "sideways"]),
                try await visitor.post("/control/logins/harbor/nobody", ["unlock": "1"]),
                try await visitor.post("/control/logins/nowhere/sunny", ["unlock": "1"]),
                try await visitor.get("/control/logins/harbor/nobody.json"),
            ]
            #expect(answers.map(\.status) == [422, 422, 422, 404, 404, 404])
            let unchanged = try await Visitor(client).signIn(at: .harbor, "sunny")
            #expect(unchanged.status == 303)
        }
    }

    @Test("a browser goes back to the page") func redirects() async throws {
        try await withSandbox { _, client in
            let visitor = Visitor(client)
            visitor.acceptsPages = true
            let answer = try await visitor.post("/control/logins/harbor/sunny", ["unlock": "1"])
            #expect(answer.location == "/control")
        }
    }

    @Test(
        "a whole portal switches, and a password sent meanwhile is still counted",
        arguments: [("503", 503), ("blocked", 403), ("retired", 200)])
    func modes(mode: String, status: Int) async throws {
        try await withSandbox { server, client in
            let form = Visitor(client)
            let token = try #require(try await form.get("/harbor/login").field("__token"))
            _ = try await Visitor(client).post("/control/portals/harbor", ["mode": mode])
            let front = try await Visitor(client).get("/harbor/login")
            #expect(front.status == status)
            #expect(!front.text.contains("<form"))
            let sent = try await form.post(
                "/harbor/login", ["__token": token, "user_id": "sunny", "password": Login.usualPassword])
            #expect(sent.status == status)
            #expect(await server.world.ledger(of: "sunny", at: .harbor)?.unanswered == 1)
            #expect(try await Visitor(client).get("/metro/signin").status == 200)
            _ = try await Visitor(client).post("/control/portals/harbor", ["mode": "up"])
            #expect(try await Visitor(client).signIn(at: .harbor, "sunny").status == 303)
        }
    }

    @Test("a redesigned portal has no form that anybody knows", arguments: Portal.allCases)
    func redesign(_ portal: Portal) async throws {
        try await withSandbox { _, client in
            _ = try await Visitor(client).post("/control/portals/\(portal.rawValue)", ["mode": "changed"])
            let page = try await Visitor(client).get("/\(portal.rawValue)")
            #expect(page.status == 200)
            #expect(!page.text.contains("<form") && !page.text.contains("metro.js"))
        }
    }

    @Test("a slow portal waits once for each page") func slow() async throws {
        let pauses = PauseLog()
        try await withSandbox(pauses: pauses) { _, client in
            _ = try await Visitor(client).post("/control/portals/valley", ["mode": "slow"])
            _ = try await Visitor(client).signIn(at: .valley, "sunny")
        }
        #expect(await pauses.pauses.count == 2)
    }
}
