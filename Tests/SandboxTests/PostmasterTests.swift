import Foundation
import HTTPTypes
import HummingbirdTesting
import MailWire
import NIOCore
import Testing

@testable import SandboxUtility

/// Who may write to whom, and what comes back.
@Suite("The mail host", .timeLimit(.minutes(5))) struct PostmasterTests {
    private static let letter = Array(
        "From: \"Acme Solar\" <requests@acme.example>\r\nSubject: One minute\r\nX-Dot: .\r\n\r\nHello\r\n".utf8)

    private func send(
        _ door: MailHost, to recipient: String, from sender: String = "r-1234@trap.example"
    ) async throws -> MailDelivery {
        let wire = SMTPClient(to: .tcp(host: door.host, port: door.port), hostName: "test.example")
        return try await wire.send(Self.letter, MailEnvelope(sender: sender, recipients: [recipient]))
    }

    @Test(
        "customers and the rest of the world have mailboxes",
        arguments: [
            "sunny-harbor@postbox.example", "MFA-email-Metro@postbox.example", "pat@example.com", "x@world.example",
        ])
    func known(_ address: String) async throws {
        try await withWires { server, _, _, door in
            _ = try await send(door, to: address)
            #expect(await server.mailroom.mailbox(address).mails.count == 1)
        }
    }

    @Test(
        "nobody else at the sandbox's own domains has one",
        arguments: [
            "nobody@postbox.example", "billing@harborlight.example", "x@Metroge.example", "sunny@POSTBOX.example",
        ])
    func unknown(_ address: String) async throws {
        try await withWires { server, _, _, door in
            await #expect(throws: MailWireError.refused(code: 550, status: "5.1.1")) {
                try await send(door, to: address)
            }
            #expect(await server.mailroom.all.isEmpty)
        }
    }

    @Test("a mailbox that was set up, and an address that codes go to, are known from then on")
    func opened() async throws {
        try await withWires { server, client, _, door in
            let visitor = Visitor(client)
            _ = try await visitor.post(
                MailboxDesk.path(of: "mia@postbox.example") + "/forwards", ["to": "a@trap.example"])
            _ = try await visitor.post("/control/logins/valley/sunny", ["email": "new@postbox.example"])
            for address in ["mia@postbox.example", "new@postbox.example"] {
                _ = try await send(door, to: address)
                #expect(await server.mailroom.mailbox(address).mails.count == 1)
            }
        }
    }

    @Test("addresses that are there for it are reported on", arguments: ReportedFate.allCases)
    func reports(_ fate: ReportedFate) async throws {
        try await withWires { server, _, trap, door in
            _ = try await send(door, to: "\(fate.rawValue)@Postbox.example")
            let report = await trap.next()
            #expect(report.envelope == MailEnvelope(sender: "", recipients: ["r-1234@trap.example"]))
            let head = "\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"=_"
            #expect(report.message.contains(head))
            let parts = MailPart(Array(report.message.utf8)[...]).leaves
            #expect(parts.map(\.type) == ["text/plain", "message/delivery-status", "text/rfc822-headers"])
            let fields = try #require(parts.dropFirst().first).text
            #expect(fields.contains("\r\n\r\nFinal-Recipient: rfc822; \(fate.rawValue)@Postbox.example\r\n"))
            #expect(fields.contains("\r\nAction: \(fate.action)\r\nStatus: \(fate.status)\r\n"))
            #expect(parts.last?.text.contains("Subject: One minute") == true)
            #expect(await server.mailroom.all.isEmpty)
        }
    }

    @Test("a report is never reported on, nor anything whose sender is none", arguments: ["", "postmaster"])
    func silence(_ sender: String) async throws {
        try await withWires { _, _, trap, door in
            _ = try await send(door, to: "gone@postbox.example", from: sender)
            _ = try await send(door, to: "gone@postbox.example", from: "second@trap.example")
            #expect(await trap.next().envelope.recipients == ["second@trap.example"])
        }
    }

    @Test("HTML stands in a frame in which nothing runs, and the text's addresses are links")
    func frames() async throws {
        try await withSandbox { server, client in
            let raw = """
                From: a@acme.example\r
                Content-Type: multipart/alternative; boundary=b\r
                \r
                --b\r
                \r
                Go to https://acme.example/r/1?a=1&b="x, or (http://b.example/).\r
                --b\r
                Content-Type: text/html\r
                \r
                <html><head><title>x</title></head><body><script>alert(1)</script><a href=https://acme.example/>Go</a>\r
                --b--\r

                """
            _ = await server.mailroom.keep(Array(raw.utf8), from: "x@y.example", for: "a@b.example")
            let path = MailboxDesk.path(of: "a@b.example")
            let page = try await Visitor(client).get(path)
            #expect(!page.text.contains("<script>"))
            let links = page.links(containing: ".example/").filter { $0.hasPrefix("http") }
            #expect(links == ["https://acme.example/r/1?a=1&amp;b=", "http://b.example/"])
            #expect(page.text.contains("<iframe src=\"\(path)/1/html\" sandbox=\"allow-popups "))
            try await client.execute(uri: path + "/1/html", method: .get) { response in
                let policy = response.headers[.contentSecurityPolicy] ?? ""
                #expect(policy.hasPrefix("sandbox ") && policy.contains("default-src 'none'"))
                #expect(!policy.contains("allow-scripts") && !policy.contains("allow-same-origin"))
                #expect(String(buffer: response.body).contains("<head><base target=\"_blank\">"))
            }
            let view = try await Visitor(client).get(path + ".json")
            let mail = try #require((view.json["mails"] as? [[String: Any]])?.first)
            #expect((mail["html"] as? String)?.contains("alert(1)") == true)
            #expect(try await Visitor(client).get(path + "/2/html").status == 404)
        }
    }
}
