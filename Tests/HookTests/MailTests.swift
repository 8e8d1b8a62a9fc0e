import Domain
import Foundation
import Hooks
import Support
import Testing
import Vault

@Suite("Mails by hooks") struct MailTests {
    private func mail(_ delivery: MailDelivery) throws -> PostedMail {
        guard case .mail(let mail) = delivery else { throw NoMail() }
        return mail
    }

    private func mime(_ mail: PostedMail) -> String { String(decoding: mail.mime, as: UTF8.self) }

    private struct NoMail: Error {}

    @Test("a door knows whether its senders are proven before their bodies come")
    func proof() {
        #expect(Sample.postmark.isProvenByHeaders && Sample.raw.isProvenByHeaders)
        #expect(!Sample.mailgun.isProvenByHeaders && !Sample.ses().isProvenByHeaders)
        #expect(Sample.sendGrid()?.isProvenByHeaders == false)
        #expect(Sample.sendGrid(login: true)?.isProvenByHeaders == true)
    }

    // MARK: Postmark

    @Test("Postmark's parts are put together with subject, text and files, and vouch for no domain")
    func postmarkParts() throws {
        let mail = try mail(Sample.postmark.read(Sample.postmarkPost()))
        #expect(mail.transport == .postmark && mail.recipients == ["c-k7@codes.example"])
        #expect(mail.dkimDomains.isEmpty)
        let mime = mime(mail)
        #expect(mime.hasPrefix("From: no-reply@springfield.example\r\nTo: c-k7@codes.example\r\n"))
        #expect(mime.contains("Subject: =?utf-8?B?SWhyIENvZGUgZsO8ciBoZXV0ZQ==?=\r\n"))
        #expect(mime.contains("Date: Mon, 2 Mar 2026 09:15:04 -0800\r\n"))
        #expect(mime.contains("Message-ID: <73e6d360-66eb-11e1-8e72-a8904824019b@inbound.postmarkapp.com>\r\n"))
        #expect(mime.contains("\r\n\r\nWW91ciBjb2RlIGlzIDQ4MTIwNy4=\r\n--=_tieline_mixed\r\n"))
        #expect(mime.contains("attachment; filename*=utf-8''M%C3%A4rzrechnung.pdf\r\n\r\nJVBERi0xLjQ=\r\n"))
        #expect(!mime.contains("X-Spam-Status"))
    }

    @Test("Postmark's raw mail is taken as it is")
    func postmarkRaw() throws {
        let body =
            #"{"OriginalRecipient":"c-k7@codes.example","RawEmail":"Subject: x\r\n\r\n481207\r\n","TextBody":"no"}"#
        #expect(try mime(mail(Sample.postmark.read(Sample.postmarkPost(body)))) == "Subject: x\r\n\r\n481207\r\n")
    }

    @Test("a line end in a part begins no header")
    func injection() throws {
        let body =
            #"{"OriginalRecipient":"c-k7@codes.example","From":"a@b.example\r\nDKIM-Signature: v=1","Subject":"x\nBcc: y","#
            + #""Attachments":[{"Name":"a\"\r\nX: y","ContentType":"text/html; charset=x\r\nX: y","Content":""}]}"#
        let mime = try mime(mail(Sample.postmark.read(Sample.postmarkPost(body))))
        #expect(mime.contains("From: a@b.example  DKIM-Signature: v=1\r\n"))
        #expect(mime.contains("Subject: x Bcc: y\r\n"))
        #expect(mime.contains("Content-Type: text/html\r\n"))
        #expect(mime.contains("filename*=utf-8''a%22%0D%0AX%3A%20y\r\n"))
    }

    @Test(
        "the login of a hook is asked for before its body is taken",
        arguments: [
            (nil, .unsigned), ("Basic aG9vazpzZXNhbWV4", .wrongLogin), ("Basic hook:sesame", .wrongLogin),
            ("Bearer aG9vazpzZXNhbWU=", .wrongLogin), ("", .wrongLogin),
        ] as [(String?, HookRefusal)])
    func postmarkLogin(authorization: String?, refusal: HookRefusal) {
        let post = Sample.postmarkPost(authorization: authorization)
        #expect(throws: refusal) { try Sample.postmark.admit(post.headers) }
        #expect(throws: refusal) { try Sample.postmark.read(post) }
    }

    @Test("a mail for nobody is refused", arguments: ["{}", #"{"OriginalRecipient":"nobody"}"#, #"{"ToFull":[{}]}"#])
    func nobody(body: String) {
        #expect(throws: HookRefusal.noRecipient) { try Sample.postmark.read(Sample.postmarkPost(body)) }
    }

    // MARK: SendGrid

    @Test("SendGrid's raw mail comes out byte by byte, with the domains whose signature passed")
    func sendGrid() throws {
        let reader = try #require(Sample.sendGrid())
        let mail = try mail(reader.read(Sample.sendGridPost()))
        #expect(mail.recipients == ["c-k7@codes.example"])
        #expect(mime(mail) == Sample.mail && Sample.mail.hasSuffix("Your code is 481207.\r\n"))
        #expect(mail.dkimDomains == ["springfield.example"])
    }

    @Test("a changed body, timestamp or key is refused, and so is a request without signature")
    func sendGridRefused() throws {
        let reader = try #require(Sample.sendGrid())
        let changed = Sample.sendGridPost(Sample.text("sendgrid.body").replacing("481207", with: "481208"))
        #expect(throws: HookRefusal.wrongSignature) { try reader.read(changed) }
        #expect(throws: HookRefusal.wrongSignature) { try reader.read(Sample.sendGridPost(timestamp: "1772471705")) }
        let other = try #require(Sample.sendGrid(key: Data(repeating: 1, count: 91).base64EncodedString()))
        #expect(throws: HookRefusal.wrongSignature) { try other.read(Sample.sendGridPost()) }
        #expect(throws: HookRefusal.unsigned) { try reader.admit(HookHeaders([])) }
        let both = try #require(Sample.sendGrid(login: true))
        #expect(throws: HookRefusal.unsigned) { try both.read(Sample.sendGridPost()) }
        #expect(Sample.sendGrid(key: "-") == nil)
    }

    @Test("SendGrid's attempts count for three days, and under one token")
    func sendGridAge() throws {
        let reader = try #require(Sample.sendGrid())
        let token = try mail(reader.read(Sample.sendGridPost())).token
        let late = Sample.sendGridPost(at: Sample.now.addingTimeInterval(3 * 86_400))
        #expect(try token != nil && mail(reader.read(late)).token == token)
        for seconds in [4 * 86_400.0, -301] {
            let post = Sample.sendGridPost(at: Sample.now.addingTimeInterval(seconds))
            #expect(throws: HookRefusal.stale) { try reader.read(post) }
        }
    }

    @Test("SendGrid's parts are put together, each in its own character set")
    func sendGridParts() throws {
        let reader = try #require(
            SendGridReader(
                signing: nil, login: BasicLogin(Secret("hook:sesame"), authenticating: Sample.verifier),
                authenticating: Sample.verifier, digesting: SHA256Digests()))
        func part(_ name: String, _ value: String, _ more: String = "") -> [UInt8] {
            Array("--b\r\nContent-Disposition: form-data; name=\"\(name)\"\(more)\r\n\r\n\(value)\r\n".utf8)
        }
        let latin = Array("--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nC".utf8) + [0xF3]
        let body =
            part("envelope", #"{"to":["c-k7@codes.example"]}"#)
            + part("charsets", #"{"text":"iso-8859-1","subject":"UTF-8"}"#)
            + part("subject", "Código") + part("from", "SE <no-reply@springfield.example>") + latin
            + Array("digo 481207\r\n".utf8)
            + part("headers", "Received: x\nMessage-ID: <1@springfield.example>\nDate: d")
            + part("attachment1", "%PDF", "; filename=\"b.pdf\"\r\nContent-Type: application/pdf") + Array("--b--".utf8)
        let request = HookRequest(
            target: "/in/mail/sendgrid",
            headers: HookHeaders([
                ("Content-Type", "multipart/form-data; boundary=\"b\""), ("Authorization", Sample.basic),
            ]), body: body, receivedAt: Sample.now)
        let mime = try mime(mail(reader.read(request)))
        #expect(mime.contains("Message-ID: <1@springfield.example>\r\n"))
        #expect(mime.contains(Data("Código 481207".utf8).base64EncodedString()))
        #expect(mime.contains("Content-Type: application/pdf\r\n"))
        #expect(mime.contains("filename*=utf-8''b.pdf\r\n\r\nJVBERg==\r\n"))
    }

    // MARK: Mailgun

    @Test("Mailgun's worked example is genuine; its token may be used once")
    func mailgun() throws {
        let mail = try mail(Sample.mailgun.read(Sample.mailgunPost()))
        #expect(mail.recipients == ["c-k7@codes.example"] && mail.token == Sample.mailgunToken)
        #expect(mime(mail).contains("From: SE <no-reply@springfield.example>\r\n"))
        #expect(mime(mail).contains(Data("Your code is 481207.".utf8).base64EncodedString()))
    }

    @Test("Mailgun's whole mail is taken as it is, also from a form with files")
    func mailgunMIME() throws {
        let body =
            [
                "recipient": "c-k7@codes.example", "body-mime": Sample.mail, "timestamp": "1772471704",
                "token": Sample.mailgunToken, "signature": Sample.mailgunSignature,
            ].map { "--b\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n" }.joined() + "--b--\r\n"
        let post = Sample.request(
            "/in/mail/mailgun/mime", ["Content-Type": "multipart/form-data; boundary=b"], body)
        #expect(try mime(mail(Sample.mailgun.read(post))) == Sample.mail)
    }

    @Test(
        "a changed token or time is refused, and so is an old one",
        arguments: [
            (Sample.mailgunPost(timestamp: "1772471705"), .wrongSignature),
            (Sample.mailgunPost(token: "x"), .wrongSignature), (Sample.mailgunPost(signature: "00"), .wrongSignature),
            (Sample.mailgunPost(at: Sample.now.addingTimeInterval(301)), .stale),
            (Sample.mailgunPost(at: Sample.now.addingTimeInterval(-301)), .stale),
        ] as [(HookRequest, HookRefusal)])
    func mailgunRefused(post: HookRequest, refusal: HookRefusal) {
        #expect(throws: refusal) { try Sample.mailgun.read(post) }
    }

    @Test("the beginning of a token is no end of the time", arguments: ["e0", ".0", "p0", "\u{0660}"])
    func mailgunExponent(beginning: String) throws {
        let signature = Signing.mailgun(timestamp: "1772471704", token: beginning + "t")
        let post = Sample.mailgunPost(token: beginning + "t", signature: signature)
        #expect(try mail(Sample.mailgun.read(post)).token == beginning + "t")
        let again = Sample.mailgunPost(timestamp: "1772471704" + beginning, token: "t", signature: signature)
        #expect(throws: HookRefusal.stale) { try Sample.mailgun.read(again) }
    }

    // MARK: Amazon SES

    @Test(
        "mail by Amazon is genuine under either version of the signature",
        arguments: ["mail", "mail-v1", "mail-base64"])
    func ses(name: String) async throws {
        let mail = try await mail(Sample.ses().read(Sample.sesPost(name)))
        #expect(mail.recipients == ["c-k7@codes.example"] && mail.transport == .ses)
        #expect(mime(mail) == Sample.mail)
    }

    @Test(
        "Amazon's word at the top of a mail counts when its notice says that a signature passed",
        arguments: [("mail", "amazonses.com"), ("unsigned", nil), ("misaligned", nil)] as [(String, String?)])
    func sesVerdicts(name: String, server: String?) async throws {
        #expect(try await mail(Sample.ses().read(Sample.sesPost(name))).authenticationServer == server)
    }

    @Test("Postmark, Mailgun and raw mail bring no word of a service")
    func noWord() throws {
        for delivery in try [
            Sample.postmark.read(Sample.postmarkPost()), Sample.mailgun.read(Sample.mailgunPost()),
            Sample.raw.read(Sample.rawPost()),
        ] {
            #expect(try mail(delivery).authenticationServer == nil && mail(delivery).dkimDomains.isEmpty)
        }
    }

    @Test("a subscription is confirmed for our topic at the topic's own host only")
    func sesConfirmation() async throws {
        let delivery = try await Sample.ses().read(Sample.sesPost("confirmation"))
        guard case .confirmation(let address) = delivery else {
            Issue.record("\(delivery)")
            return
        }
        #expect(address.host() == "sns.us-east-1.amazonaws.com")
        await #expect(throws: HookRefusal.foreignTopic) {
            try await Sample.ses().read(Sample.sesPost("foreign-confirmation"))
        }
        #expect(try await Sample.ses().read(Sample.sesPost("farewell")) == .ignored)
        #expect(try await Sample.ses().read(Sample.sesPost("virus")) == .ignored)
    }

    @Test("another topic and another host's certificate are refused before anything is fetched")
    func sesForeign() async throws {
        for name in ["other-topic", "other-host"] {
            let web = FakeWeb()
            await #expect(throws: HookRefusal.foreignTopic) { try await Sample.ses(web).read(Sample.sesPost(name)) }
            #expect(web.fetched.isEmpty)
        }
    }

    @Test(
        "a certificate that is over, another's or none proves nothing",
        arguments: ["sns-old.pem", "sns-other.pem", "sendgrid.key"])
    func sesCertificate(file: String) async {
        let web = FakeWeb([Sample.certificateAddress: Sample.bytes(file)])
        await #expect(throws: HookRefusal.wrongSignature) { try await Sample.ses(web).read(Sample.sesPost("mail")) }
    }

    @Test("a certificate is fetched once a day; when it cannot be, the notice shall come again")
    func sesFetching() async throws {
        let web = FakeWeb()
        let reader = Sample.ses(web)
        await #expect(throws: HookRefusal.certificateUnavailable) { try await reader.read(Sample.sesPost("mail")) }
        web.put(Sample.bytes("sns.pem"), at: Sample.certificateAddress)
        for hours in [0.0, 1, 6] {
            _ = try await reader.read(Sample.sesPost("mail", at: Sample.now.addingTimeInterval(hours * 3600)))
        }
        for hours in [23.9, 24.1] {
            let late = Sample.sesPost("mail", at: Sample.now.addingTimeInterval(hours * 3600))
            await #expect(throws: HookRefusal.stale) { try await reader.read(late) }
        }
        #expect(web.fetched.count == 3)
    }

    @Test(
        "a notice counts for six hours, whatever it is", arguments: ["mail", "confirmation", "farewell"], [6.1, -0.1])
    func sesAge(name: String, hours: Double) async throws {
        let post = Sample.sesPost(name, at: Sample.now.addingTimeInterval(hours * 3600))
        await #expect(throws: HookRefusal.stale) { try await Sample.ses().read(post) }
    }

    @Test(
        "every changed field of a notice breaks its signature",
        arguments: ["Message", "MessageId", "Subject", "Timestamp"])
    func sesChanged(field: String) async throws {
        let data = Data(Sample.text("ses-mail.json").utf8)
        var fields = try #require(try JSONSerialization.jsonObject(with: data) as? [String: String])
        fields[field, default: ""] += " "
        let body = String(decoding: try JSONSerialization.data(withJSONObject: fields), as: UTF8.self)
        await #expect(throws: HookRefusal.wrongSignature) {
            try await Sample.ses().read(Sample.request("/in/mail/ses", [:], body))
        }
    }

    @Test(
        "topics are full names in a public region",
        arguments: [
            "", "arn:aws:sns:us-east-1:123456789012:", "arn:aws:sqs:us-east-1:123456789012:x",
            "arn:aws:sns:evil.example/:123456789012:x", "arn:aws:sns:us-east-1:1:x",
        ])
    func topics(name: String) {
        #expect(SNSTopic(name) == nil)
    }

    // MARK: Raw mail

    @Test("raw mail goes to whom the header and the query name, each once")
    func raw() throws {
        let post = Sample.rawPost(
            "/in/mail/raw?to=c-k7%40codes.example&to=c-k8@codes.example", ["X-Envelope-To": "C-K8@codes.example"])
        let mail = try mail(Sample.raw.read(post))
        #expect(mail.recipients == ["c-k8@codes.example", "c-k7@codes.example"])
        #expect(mime(mail) == Sample.mail)
    }

    @Test("raw mail needs its token", arguments: ["", "Bearer", "Bearer t0", "Basic t0t0t0t0t0t0t0t0t0t0t0t0"])
    func rawToken(authorization: String) {
        let post = Sample.rawPost("/in/mail/raw?to=a@b.example", ["Authorization": authorization])
        #expect(throws: HookRefusal.wrongLogin) { try Sample.raw.read(post) }
    }
}
