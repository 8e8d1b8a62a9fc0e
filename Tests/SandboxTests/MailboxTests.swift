import Foundation
import Testing

@testable import SandboxUtility

/// What a mailbox makes of a mail, and where it ends.
@Suite("Mailboxes") struct MailboxTests {
    private static func mail(_ text: String) -> ReceivedMail {
        ReceivedMail(
            id: 1, receivedAt: openingDay, sender: "s@x.example", raw: Array(text.replacing("\n", with: "\r\n").utf8))
    }

    @Test("its own letters are read back", arguments: Portal.allCases) func letters(_ portal: Portal) {
        let letter = CodeLetter(
            portal: portal, customerName: "Zoë & Søn", accountNumber: nil, code: "048213", writtenAt: openingDay,
            token: String(repeating: "0123456789abcdef", count: 4))
        let mail = ReceivedMail(
            id: 1, receivedAt: openingDay, sender: "", raw: letter.mail(to: "a@b.example").message)
        #expect(mail.text.contains("048213"))
        #expect(mail.fromDomain == portal.mailDomain)
        #expect(portal == .valley || mail.text.contains("Zoë & Søn"))
        #expect(mail.files.isEmpty)
    }

    @Test("encoded words, soft line breaks and other character sets are read") func encodings() {
        let mail = Self.mail(
            """
            From: =?UTF-8?Q?Zo=C3=AB_S?= <zoe@x.example>
            Subject: =?utf-8?B?w4TDtg==?=
             =?iso-8859-1?Q?=FC!?=
            Content-Type: text/plain; charset="ISO-8859-1"
            Content-Transfer-Encoding: quoted-printable

            caf=E9 =3D o=
            ne=ZZ
            """)
        #expect(mail.from == "Zoë S <zoe@x.example>")
        #expect(mail.subject == "Äöü!")
        #expect(mail.text == "café = one=ZZ")
    }

    @Test("HTML alone is shown without its tags, and scripts not at all") func html() {
        let mail = Self.mail(
            """
            Content-Type: text/html

            <style>p{}</style><p>Code <b>48</b></p><script>alert(1)</script>
            """)
        #expect(mail.text.contains("Code") && !mail.text.contains("<") && !mail.text.contains("alert"))
    }

    @Test(
        "malformed mails are taken as they are",
        arguments: [
            "", "no header", "\n\n", "Content-Type: multipart/mixed; boundary=x\n\n--x\n",
            "Content-Type: multipart/mixed\n\nx",
            "Content-Type: multipart/mixed; boundary=\"\"\n\n----\n--", "Content-Transfer-Encoding: base64\n\n%%%",
            "Subject: =?utf-8?Q?=?=\n\n=",
            "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n=C",
        ])
    func malformed(_ text: String) {
        let mail = Self.mail(text)
        #expect(mail.text.count <= text.count + 8)
    }

    @Test("what a stranger wrote is text on the page, and his files are only saved") func hostile() async throws {
        try await withSandbox { server, client in
            let raw = """
                From: <script>alert(1)</script>\r
                Subject: "><img src=x onerror=alert(1)>\r
                Content-Type: multipart/mixed; boundary=b\r
                \r
                --b\r
                \r
                <b>hi</b>\r
                --b\r
                Content-Type: text/html; name="a\\"b<i>.html"\r
                \r
                <script>alert(2)</script>\r
                --b--\r

                """
            _ = await server.mailroom.keep(Array(raw.utf8), from: "x@y.example", for: "a@b.example")
            let page = try await Visitor(client).get(MailboxDesk.path(of: "a@b.example"))
            #expect(!page.text.contains("<script>") && !page.text.contains("<img") && !page.text.contains("<b>hi"))
            let file = try await Visitor(client).get(try #require(page.links(containing: "/files/0").first))
            #expect(file.type == "application/octet-stream")
            let list = try await Visitor(client).get("/mailbox")
            #expect(list.text.contains("a@b.example") && !list.text.contains("<img"))
        }
    }

    @Test("a mailbox keeps its latest mails, and there is room for so many addresses") func bounds() async {
        let room = Mailroom(outbox: Outbox(), now: { openingDay })
        for number in 1...Mailbox.mailsKept + 5 {
            _ = await room.keep(Array("Subject: \(number)\r\n\r\n".utf8), from: "", for: "a@b.example")
        }
        let mails = await room.mailbox("A@B.example").mails
        #expect(mails.count == Mailbox.mailsKept && mails.first?.subject == "6")
        for number in 1..<Mailroom.mailboxesKept {
            #expect(await room.keep([], from: "", for: "\(number)@b.example"))
        }
        #expect(await room.keep([], from: "", for: "late@b.example") == false)
        #expect(await room.hasRoom(for: "late@b.example") == false)
        #expect(await room.hasRoom(for: "a@b.example"))
    }

    @Test("large mails push out the oldest of all") func bytes() async {
        let room = Mailroom(outbox: Outbox(), now: { openingDay })
        let large = Array("\r\n\r\n".utf8) + [UInt8](repeating: 0x61, count: Mailroom.bytesKept / 4)
        for name in ["a", "b", "c", "d", "e"] { _ = await room.keep(large, from: "", for: "\(name)@b.example") }
        #expect(await room.mailbox("a@b.example").mails.isEmpty)
        #expect(await room.mailbox("e@b.example").mails.count == 1)
    }

    @Test("rules and wishes are checked, and rules limited") func rules() async throws {
        try await withSandbox { _, client in
            let visitor = Visitor(client)
            let path = MailboxDesk.path(of: "a@b.example")
            let refused = [
                try await visitor.post(path + "/forwards", ["to": "not an address"]),
                try await visitor.post(path + "/forwards", ["to": "a@b\r\nX: y@z.example"]),
                try await visitor.post(path + "/bills", ["portal": "nowhere"]),
                try await visitor.post(path + "/bills", ["user": "nobody"]),
                try await visitor.get(path + "/7/raw"),
            ]
            #expect(refused.map(\.status) == [422, 422, 422, 422, 404])
            for number in 1...Mailbox.rulesAllowed {
                let added = try await visitor.post(path + "/forwards", ["to": "\(number)@c.example"])
                #expect(added.status == 200)
            }
            let again = try await visitor.post(path + "/forwards", ["to": "1@c.example"])
            let more = try await visitor.post(path + "/forwards", ["to": "more@c.example"])
            #expect(again.status == 200 && more.status == 422)
            visitor.acceptsPages = true
            let emptied = try await visitor.post(path + "/emptying", ["empty": "1"])
            let opened = try await visitor.get("/mailbox?address=a%40b.example")
            #expect(emptied.location == path && opened.location == path)
        }
    }
}
