import Foundation
import HTTPTypes
import Hummingbird
import MailWire
import Testing

@testable import SandboxUtility

/// Messages over real connections of this machine.
@Suite("Over the wire", .timeLimit(.minutes(5))) struct WireTests {
    @Test("a code reaches the mail host of the address", arguments: Portal.allCases)
    func mail(_ portal: Portal) async throws {
        try await withWires { server, client, trap, _ in
            let path = "/control/logins/\(portal.rawValue)/mfa-email"
            _ = try await Visitor(client).post(path, ["email": "pat@trap.example"])
            let visitor = Visitor(client)
            _ = try await visitor.signIn(at: portal, "mfa-email")
            let mail = await trap.next()
            #expect(
                mail.envelope == MailEnvelope(sender: "bounces@\(portal.mailDomain)", recipients: ["pat@trap.example"]))
            let verdict = "Authentication-Results: mail.postbox.example; dkim=pass header.d=\(portal.mailDomain)\r\n"
            #expect(mail.message.hasPrefix(verdict))
            let message = OutgoingMessage.mail(
                OutgoingMail(sender: "", recipient: "", message: Array(mail.message.utf8)))
            _ = try await visitor.enter(try #require(message.code), at: portal)
            #expect(try await visitor.isHome(at: portal))
        }
    }

    @Test("a code lands in the demo mailbox, which passes it on as it came") func forwards() async throws {
        try await withWires { server, client, trap, _ in
            let address = "mfa-email-metro@postbox.example"
            let path = MailboxDesk.path(of: address)
            let rule = try await Visitor(client).post(
                path + "/forwards", ["to": "c-1234@codes.example", "from_domain": "MetroGE.example"])
            #expect((rule.json["forwards"] as? [[String: String]])?.first?["from_domain"] == "metroge.example")
            _ = try await Visitor(client).signIn(at: .metro, "mfa-email")
            let mail = await trap.next()
            #expect(mail.envelope.recipients == ["c-1234@codes.example"])
            #expect(mail.envelope.sender == "bounces@metroge.example")
            #expect(mail.message.hasPrefix("Resent-From: \(address)\r\nResent-To: c-1234@codes.example\r\n"))
            #expect(
                mail.message.contains(
                    "Authentication-Results: mail.postbox.example; dkim=pass header.d=metroge.example"))
            let kept = try #require(await server.mailroom.mailbox(address).mails.first)
            #expect(mail.message.hasSuffix(String(decoding: kept.raw, as: UTF8.self)))
            let view = try await Visitor(client).get(path + ".json")
            let mails = try #require(view.json["mails"] as? [[String: Any]])
            #expect((mails.first?["text"] as? String)?.contains("Your security code is") == true)
        }
    }

    @Test("a mailbox passes its mails on in the order in which they came") func order() async throws {
        try await withWires { _, client, trap, door in
            let path = MailboxDesk.path(of: "pat@postbox.example")
            _ = try await Visitor(client).post(path + "/forwards", ["to": "a@trap.example"])
            let wire = SMTPClient(to: .tcp(host: door.host, port: door.port), hostName: "test.example")
            let senders = (1...20).map { "news\($0)@utility.example" }
            for sender in senders {
                _ = try await wire.send(
                    Array("From: X <\(sender)>\r\nSubject: Hello\r\n\r\nHello\r\n".utf8),
                    MailEnvelope(sender: sender, recipients: ["pat@postbox.example"]))
            }
            var arrived: [String] = []
            for _ in senders { arrived.append(await trap.next().envelope.sender) }
            #expect(arrived == senders)
        }
    }

    @Test("only what the rule names is passed on, and a removed rule passes nothing") func rules() async throws {
        try await withWires { server, client, trap, door in
            let address = "Pat@Example.com"
            let path = MailboxDesk.path(of: address)
            _ = try await Visitor(client).post(
                path + "/forwards", ["to": "a@trap.example", "from_domain": "harborlight.example"])
            let wire = SMTPClient(to: .tcp(host: door.host, port: door.port), hostName: "test.example")
            func send(_ from: String) async throws {
                _ = try await wire.send(
                    Array("From: X <\(from)>\r\nSubject: Hello\r\n\r\nHello\r\n".utf8),
                    MailEnvelope(sender: from, recipients: ["pat@example.com"]))
            }
            try await send("news@notharborlight.example")
            try await send("a@mail.harborlight.example")
            let forged = await trap.next()
            #expect(forged.envelope.sender == "a@mail.harborlight.example")
            #expect(forged.message.contains("\r\nAuthentication-Results: mail.postbox.example; dkim=none\r\n"))
            #expect(await server.mailroom.mailbox(address).mails.map(\.forwardings.count) == [0, 1])
            _ = try await Visitor(client).post(path + "/forwards", ["remove": "0"])
            try await send("b@harborlight.example")
            _ = try await Visitor(client).post(path + "/forwards", ["to": "b@trap.example"])
            try await send("c@elsewhere.example")
            #expect(
                await trap.next().envelope
                    == MailEnvelope(sender: "c@elsewhere.example", recipients: ["b@trap.example"]))
            let list = try await Visitor(client).get("/mailbox.json").json["mailboxes"] as? [[String: Any]]
            #expect(list?.first?["address"] as? String == "pat@example.com")
            #expect(list?.first?["mails"] as? Int == 4)
        }
    }

    @Test("mailboxes that pass on to each other come to an end") func loops() async throws {
        try await withWires(forwards: false) { server, client, trap, door in
            for (here, there) in [("a@x.example", "b@x.example"), ("b@x.example", "a@x.example")] {
                _ = try await Visitor(client).post(MailboxDesk.path(of: here) + "/forwards", ["to": there])
            }
            _ = try await Visitor(client).post(
                MailboxDesk.path(of: "b@x.example") + "/forwards", ["to": "end@trap.example"])
            let wire = SMTPClient(to: .tcp(host: door.host, port: door.port), hostName: "test.example")
            _ = try await wire.send(
                Array("Subject: Round\r\n\r\nand round\r\n".utf8),
                MailEnvelope(sender: "s@x.example", recipients: ["a@x.example"]))
            // The copies for outside tell how often it went round: at the second and at the fourth mailbox.
            _ = await trap.next()
            let second = await trap.next()
            #expect(second.message.matches(of: /Resent-To:/).count == 4)
            #expect(await server.mailroom.mailbox("b@x.example").mails.count <= 3)
        }
    }

    @Test("a bill comes as a file that can be opened", arguments: Portal.allCases)
    func bill(_ portal: Portal) async throws {
        try await withWires { server, client, trap, _ in
            let path = MailboxDesk.path(of: "bills@postbox.example")
            _ = try await Visitor(client).post(path + "/forwards", ["to": "e-77@trap.example"])
            _ = try await Visitor(client).post(path + "/bills", ["portal": portal.rawValue, "user": "family"])
            let mail = await trap.next()
            #expect(mail.message.contains("From: \"\(portal.name)\" <\(portal.billMailbox)>"))
            let view = try await Visitor(client).get(path + ".json")
            let kept = try #require((view.json["mails"] as? [[String: Any]])?.first)
            #expect((kept["text"] as? String)?.contains("Amount due: $") == true)
            let file = try #require((kept["files"] as? [[String: Any]])?.first)
            #expect(file["type"] as? String == "application/pdf")
            let document = try await Visitor(client).get(try #require(file["path"] as? String))
            #expect(document.status == 200 && document.type == "application/pdf")
            #expect(document.bytes.starts(with: Array("%PDF-".utf8)))
            let page = try await Visitor(client).get(path)
            #expect(page.text.contains("Priya &amp; Tom Raman") && page.text.contains(".pdf</a>"))
            let raw = try await Visitor(client).get(try #require(page.links(containing: "/raw").first))
            #expect(raw.text.contains("Content-Type: multipart/mixed"))
        }
    }

    @Test("a text is posted to the webhook, signed, and is on the telephone") func text() async throws {
        let hook = WebhookTrap()
        try await hook.run { address in
            let target = try #require(TextHook(url: address + "/in/sms?src=main", token: "shared-secret"))
            try await withWires(hook: target) { server, client, _, _ in
                let visitor = Visitor(client)
                _ = try await visitor.signIn(at: .valley, "mfa-sms")
                let post = await hook.next()
                let fields = post.fields
                #expect(post.path == "/in/sms?src=main")
                #expect(post.signature == target.signature(of: fields))
                #expect(fields["From"] == "+15550119000")
                let phone = try #require(await server.world.login("mfa-sms", at: .valley)?.setup.phone)
                #expect(fields["To"] == phone)
                #expect(fields["MessageSid"]?.wholeMatch(of: /SM[0-9a-f]{32}/) != nil)
                let code = OutgoingMessage.text(
                    OutgoingText(from: "", to: "", body: fields["Body"] ?? "", hook: nil)
                ).code
                _ = try await visitor.enter(try #require(code), at: .valley)
                #expect(try await visitor.isHome(at: .valley))
                let drawer = try await Visitor(client).get(MailboxDesk.path(of: phone) + ".json")
                #expect(drawer.text.contains(try #require(code)))
            }
        }
    }

    @Test("a login's own webhook comes before the sandbox's") func ownHook() async throws {
        let hook = WebhookTrap()
        try await hook.run { address in
            try await withWires(hook: TextHook(url: "http://127.0.0.1:9/", token: "x")) { server, client, _, _ in
                let path = "/control/logins/harbor/mfa-sms"
                let set = try await Visitor(client).post(
                    path, ["sms_url": address + "/own", "sms_token": "own-token", "phone": "+12075550142"])
                #expect(!set.text.contains("own-token"))
                let visitor = Visitor(client)
                _ = try await visitor.signIn(at: .harbor, "mfa-sms")
                #expect(try await visitor.codePage(at: .harbor).text.contains("(***) ***-0142"))
                let post = await hook.next()
                #expect(post.path == "/own" && post.fields["To"] == "+12075550142")
            }
        }
    }
}
