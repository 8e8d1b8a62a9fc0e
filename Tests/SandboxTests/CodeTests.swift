import Foundation
import Testing

@testable import SandboxUtility

/// The way past a one-time code, at each portal.
@Suite("One-time codes", .timeLimit(.minutes(5))) struct CodeTests {
    @Test("the mailed code opens the account, and nothing does before it", arguments: Portal.allCases)
    func byMail(_ portal: Portal) async throws {
        let postbox = Postbox()
        try await withSandbox(postbox: postbox) { server, client in
            let visitor = Visitor(client)
            _ = try await visitor.signIn(at: portal, "mfa-email")
            #expect(try await visitor.isHome(at: portal) == false)
            let page = try await visitor.codePage(at: portal)
            #expect(page.text.contains("m…\(portal.rawValue.suffix(1))@postbox.example"))
            let mail = await postbox.next()
            #expect(mail.recipient == "mfa-email-\(portal.rawValue)@postbox.example")
            let code = try #require(mail.code)
            _ = try await visitor.enter(" \(code.prefix(3))-\(code.suffix(3)) ", at: portal)
            #expect(try await visitor.isHome(at: portal))
            let ledger = try #require(await server.world.codeLedger(of: "mfa-email", at: portal))
            #expect(ledger.count(of: .requested) == 1 && ledger.count(of: .sent) == 1)
            #expect(ledger.count(of: .accepted) == 1 && ledger.submitted == 1)
            #expect(ledger.entries.map(\.event) == [.requested, .sent, .accepted])
            #expect(ledger.entries.allSatisfy { $0.channel == .email })
        }
    }

    @Test("the texted code goes to the telephone", arguments: Portal.allCases)
    func byText(_ portal: Portal) async throws {
        let postbox = Postbox()
        try await withSandbox(postbox: postbox) { server, client in
            let visitor = Visitor(client)
            _ = try await visitor.signIn(at: portal, "mfa-sms")
            let phone = try #require(await server.world.login("mfa-sms", at: portal)?.setup.phone)
            #expect(phone.wholeMatch(of: /\+1[0-9]{3}55501[0-9]{2}/) != nil)
            #expect(try await visitor.codePage(at: portal).text.contains("(***) ***-\(phone.suffix(4))"))
            let text = await postbox.next()
            #expect(text.recipient == phone)
            _ = try await visitor.enter(try #require(text.code), at: portal)
            #expect(try await visitor.isHome(at: portal))
        }
    }

    @Test("an app's code is accepted once, and nothing is sent", arguments: Portal.allCases)
    func byApp(_ portal: Portal) async throws {
        let postbox = Postbox()
        let clock = HandClock()
        try await withSandbox(postbox: postbox, now: { clock.now }) { server, client in
            let code = try #require(await server.world.authenticatorCode(of: "mfa-totp", at: portal))
            let visitor = Visitor(client)
            _ = try await visitor.signIn(at: portal, "mfa-totp")
            #expect(try await visitor.codePage(at: portal).text.contains("code-destination") == false)
            _ = try await visitor.enter(code, at: portal)
            #expect(try await visitor.isHome(at: portal))
            let again = Visitor(client)
            _ = try await again.signIn(at: portal, "mfa-totp")
            #expect(try await again.enter(code, at: portal).text.contains("That code is not correct"))
            clock.advance(30)
            let next = try #require(await server.world.authenticatorCode(of: "mfa-totp", at: portal))
            _ = try await again.enter(next, at: portal)
            #expect(try await again.isHome(at: portal))
            #expect(await postbox.isEmpty)
        }
    }

    @Test("a customer chooses how the code comes", arguments: Portal.allCases, CodeMedium.allCases)
    func byChoice(_ portal: Portal, _ medium: CodeMedium) async throws {
        let postbox = Postbox()
        try await withSandbox(postbox: postbox) { server, client in
            let visitor = Visitor(client)
            _ = try await visitor.signIn(at: portal, "mfa-choice")
            #expect(await server.world.codeLedger(of: "mfa-choice", at: portal)?.count(of: .requested) == 0)
            _ = try await visitor.choose(medium, at: portal)
            let code =
                medium == .totp
                ? await server.world.authenticatorCode(of: "mfa-choice", at: portal)
                : await postbox.next().code
            _ = try await visitor.enter(try #require(code), at: portal)
            #expect(try await visitor.isHome(at: portal))
            let ledger = try #require(await server.world.codeLedger(of: "mfa-choice", at: portal))
            #expect(ledger.entries.first?.channel == medium)
        }
    }

    @Test("a channel that is not offered sends nothing", arguments: Portal.allCases)
    func noChannel(_ portal: Portal) async throws {
        try await withSandbox { server, client in
            let visitor = Visitor(client)
            _ = try await visitor.signIn(at: portal, "mfa-choice")
            switch portal {
            case .harbor:
                let token = try #require(try await visitor.get("/harbor/verify/method").field("__token"))
                _ = try await visitor.post("/harbor/verify/method", ["__token": token, "method": "pigeon"])
            case .metro:
                let answer = try await visitor.post("/metro/api/session/code-channels", json: ["channel": "pigeon"])
                #expect(answer.json["code"] as? String == "NO_CHANNEL")
            case .valley:
                let state = try #require(try await visitor.get("/valley/CodeDelivery.aspx").field("__VIEWSTATE"))
                _ = try await visitor.post("/valley/CodeDelivery.aspx", ["__VIEWSTATE": state])
            }
            #expect(await server.world.codeLedger(of: "mfa-choice", at: portal)?.entries.isEmpty == true)
        }
    }

    @Test("wrong and old codes are told apart, and the third wrong one locks", arguments: Portal.allCases)
    func wrong(_ portal: Portal) async throws {
        let postbox = Postbox()
        let clock = HandClock()
        try await withSandbox(postbox: postbox, now: { clock.now }) { server, client in
            let visitor = Visitor(client)
            _ = try await visitor.signIn(at: portal, "mfa-email")
            let code = try await postbox.nextCode()
            let wrong = code == "000000" ? "000001" : "000000"
            #expect(try await visitor.enter(wrong, at: portal).text.contains("That code is not correct"))
            clock.advance(CodeBook.lifetime)
            for _ in 1...4 {
                #expect(try await visitor.enter(code, at: portal).text.contains("That code has expired"))
            }
            #expect(try await visitor.enter(wrong, at: portal).text.contains("That code is not correct"))
            let last = try await visitor.enter(wrong, at: portal)
            #expect(last.text.lowercased().contains("locked"))
            #expect(try await visitor.isHome(at: portal) == false)
            let right = try await Visitor(client).signIn(at: portal, "mfa-email")
            #expect(right.text.lowercased().contains("locked"))
            let ledger = try #require(await server.world.codeLedger(of: "mfa-email", at: portal))
            #expect(ledger.count(of: .rejected) == 3 && ledger.count(of: .expired) == 4)
            #expect(ledger.submitted == 7)
            _ = try await Visitor(client).post("/control/logins/\(portal.rawValue)/mfa-email", ["unlock": "1"])
            try await Visitor(client).signInWithCode(at: portal, "mfa-email", from: postbox)
        }
    }

    @Test("a new code kills the old, and after three there is no other for an hour", arguments: Portal.allCases)
    func another(_ portal: Portal) async throws {
        let postbox = Postbox()
        let clock = HandClock()
        try await withSandbox(postbox: postbox, now: { clock.now }) { server, client in
            let visitor = Visitor(client)
            _ = try await visitor.signIn(at: portal, "mfa-email")
            let first = try await postbox.nextCode()
            var latest = first
            for _ in 1...CodeBook.renewalsAllowed {
                _ = try await visitor.askForAnotherCode(at: portal)
                latest = try await postbox.nextCode()
            }
            let limit = try await visitor.askForAnotherCode(at: portal)
            #expect(limit.text.contains("too many codes") || limit.text.contains("maximum number"))
            #expect(await postbox.isEmpty)
            #expect(try await visitor.enter(first, at: portal).text.contains("That code has expired"))
            _ = try await visitor.enter(latest, at: portal)
            #expect(try await visitor.isHome(at: portal))
            let ledger = try #require(await server.world.codeLedger(of: "mfa-email", at: portal))
            #expect(ledger.count(of: .limited) == 1 && ledger.count(of: .sent) == 4)
            clock.advance(CodeBook.renewalSpan)
            let later = Visitor(client)
            _ = try await later.signIn(at: portal, "mfa-email")
            _ = try await postbox.nextCode()
            _ = try await later.askForAnotherCode(at: portal)
            _ = try await later.enter(try await postbox.nextCode(), at: portal)
            #expect(try await later.isHome(at: portal))
        }
    }

    @Test("a late mail leaves after the delay that was set", arguments: Portal.allCases)
    func late(_ portal: Portal) async throws {
        let postbox = Postbox()
        let pauses = PauseLog()
        try await withSandbox(pauses: pauses, postbox: postbox) { _, client in
            try await Visitor(client).signInWithCode(at: portal, "mfa-late", from: postbox)
            _ = try await Visitor(client).post("/control/logins/\(portal.rawValue)/mfa-late", ["code_delay_s": "400"])
            try await Visitor(client).signInWithCode(at: portal, "mfa-late", from: postbox)
        }
        #expect(await pauses.pauses == [CodeSetup.usualDelay, .seconds(400)])
    }

    @Test("of two mails the one that comes first holds the living code", arguments: Portal.allCases)
    func twice(_ portal: Portal) async throws {
        let postbox = Postbox()
        try await withSandbox(postbox: postbox) { _, client in
            let visitor = Visitor(client)
            _ = try await visitor.signIn(at: portal, "mfa-twice")
            let newer = await postbox.next()
            let older = await postbox.next()
            let seconds = [newer, older].compactMap {
                $0.raw.firstMatch(of: /Date: .*:([0-9]{2}:[0-9]{2}) [-+]/)?.output.1
            }
            #expect(seconds == ["00:00", "59:40"])
            #expect(try await visitor.enter(try #require(older.code), at: portal).text.contains("has expired"))
            _ = try await visitor.enter(try #require(newer.code), at: portal)
            #expect(try await visitor.isHome(at: portal))
        }
    }

    @Test("cancelling ends the visit", arguments: Portal.allCases) func cancels(_ portal: Portal) async throws {
        let postbox = Postbox()
        try await withSandbox(postbox: postbox) { _, client in
            let visitor = Visitor(client)
            _ = try await visitor.signIn(at: portal, "mfa-email")
            let code = try await postbox.nextCode()
            switch portal {
            case .harbor:
                let token = try #require(try await visitor.codePage(at: portal).field("__token"))
                #expect(try await visitor.post("/harbor/verify/cancel", ["__token": token]).location == "/harbor/login")
            case .metro: _ = try await visitor.post("/metro/api/session/end", json: [:])
            case .valley:
                let state = try #require(try await visitor.codePage(at: portal).field("__VIEWSTATE"))
                _ = try await visitor.post(
                    "/valley/SecurityCode.aspx",
                    ["__VIEWSTATE": state, "__EVENTTARGET": ValleyPages.field("lnkCancel")])
            }
            let late = try await visitor.enter(code, at: portal)
            #expect(late.status == (portal == .metro ? 401 : 403))
            #expect(try await visitor.isHome(at: portal) == false)
        }
    }

    @Test("forms of a code need the anti-forgery value", arguments: [Portal.harbor, .valley])
    func forgery(_ portal: Portal) async throws {
        let postbox = Postbox()
        try await withSandbox(postbox: postbox) { server, client in
            let visitor = Visitor(client)
            _ = try await visitor.signIn(at: portal, "mfa-email")
            let code = try await postbox.nextCode()
            let forged =
                portal == .harbor
                ? try await visitor.post("/harbor/verify", ["__token": "x", "code": code])
                : try await visitor.post(
                    "/valley/SecurityCode.aspx", ["__VIEWSTATE": "x", ValleyPages.field("txtCode"): code])
            #expect(forged.status == 403)
            #expect(await server.world.codeLedger(of: "mfa-email", at: portal)?.submitted == 0)
        }
    }
}
