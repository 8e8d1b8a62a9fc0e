import Domain
import Foundation
import Testing

@Suite("Forwarding confirmations and bounces")
struct ForwardingTests {
    private static let link = "https://mail-settings.google.com/mail/vf-%5BANGjdJ8x%5D-Ab_9"
    private static let alias = "c-abc@codes.example"
    private static let subject = "(#123456789) Gmail Forwarding Confirmation - Receive Mail from pat@gmail.com"

    private static let text = """
        pat@gmail.com has requested to automatically forward mail to your email
        address \(alias).
        Confirmation code: 123456789

        To allow pat@gmail.com to automatically forward mail to your address,
        please click the link below to confirm the request:

        \(link)

        If you click the link and it appears to be broken, please copy and paste it.
        To cancel: https://mail-settings.google.com/mail/uf-%5BANGjdJ8x%5D-No_1
        """

    private func asked(
        _ text: String = text, subject: String = subject, html: String? = nil,
        sender: String = "forwarding-noreply@google.com", signers: Set<String> = ["google.com"]
    ) -> ForwardingConfirmation? {
        ForwardingConfirmation(
            InboundMessage(
                transport: .smtp, receivedAt: CodeScene.askedAt, recipient: Self.alias, sender: sender,
                subject: subject,
                text: text, html: html, authenticity: Authenticity(dkimDomains: signers), rawSize: 1))
    }

    private func enrolment(alias: String = alias, mailbox: String = "pat@gmail.com") throws -> ForwardingEnrolment {
        ForwardingEnrolment(alias: alias, mailbox: try #require(EmailAddress(mailbox)))
    }

    /// The doubts of a step; nil when the link may be opened.
    private func doubts(_ step: ForwardingStep) -> [ForwardingDoubt]? {
        guard case .ask(let doubts) = step else { return nil }
        return doubts
    }

    @Test("code, link, mailbox and alias are read, and the link that cancels is not")
    func parts() throws {
        let html = "<a href=\"\(Self.link)\">yes</a> <a href='https://mail.google.com/mail/uf-x'>no</a>"
        let confirmation = try #require(asked(html: html))
        #expect(confirmation.code?.exposed == "123456789")
        #expect(confirmation.link?.exposed == Self.link)
        #expect(confirmation.mailbox?.text == "pat@gmail.com")
        #expect(confirmation.alias == Self.alias)
        #expect(!"\(confirmation)".contains("123456789") && !"\(confirmation)".contains("vf-"))
    }

    @Test("everything holds: the link may be opened")
    func opens() throws {
        guard case .open(let link) = try #require(asked()).step(for: enrolment()) else {
            Issue.record("not opened")
            return
        }
        #expect(link.exposed == Self.link)
    }

    @Test("each thing that stands against it leaves the decision to the customer")
    func doubts() throws {
        let usual = try #require(asked())
        #expect(doubts(usual.step(for: nil)) == [.notAwaited])
        #expect(doubts(usual.step(for: try enrolment(alias: "c-other@codes.example"))) == [.notAwaited])
        #expect(doubts(usual.step(for: try enrolment(mailbox: "sam@gmail.com"))) == [.otherMailbox])
        let unsigned = try #require(asked(signers: ["gmail.com", "notgoogle.com"]))
        #expect(doubts(unsigned.step(for: try enrolment())) == [.notSigned])
        let nameless = try #require(asked(subject: "(#123456789) Confirmation"))
        #expect(doubts(nameless.step(for: try enrolment())) == [.otherMailbox])
        let linkless = try #require(asked("Confirmation code: 123456789"))
        #expect(doubts(linkless.step(for: try enrolment())) == [.noLink])
    }

    @Test(
        "an address that is not exactly the confirm link is no link",
        arguments: [
            "https://mail-settings.google.com/mail/uf-x", "http://mail.google.com/mail/vf-x",
            "https://mail.google.com.evil.example/mail/vf-x", "https://evil.example/https://mail.google.com/mail/vf-",
            "https://mail.google.com@evil.example/mail/vf-x", "https://mail.google.com:444/mail/vf-x",
            "https://accounts.google.com/mail/vf-x", "https://mail.google.com/mail/vf-",
            "https://mail.google.com/x/mail/vf-x",
            "https://mail.google.com/mail/vf-x/../uf-x", "https://mail.google.com/mail/vf-x%2F..%2Fuf-x",
            "https://mail.google.com/mail/vf-x%252e", "https://mail.google.com/mail/vf-x#uf-", "javascript:https",
        ])
    func otherLinks(_ link: String) throws {
        #expect(try #require(asked("yes: \(link)")).link == nil)
    }

    @Test("two different links are none, one written twice is one")
    func severalLinks() throws {
        let second = "https://mail.google.com/mail/vf-other"
        #expect(try #require(asked(Self.text + "\n" + second)).link == nil)
        let again = "<a href='\(Self.link)'>\(Self.link)</a>"
        #expect(try #require(asked(html: again)).link?.exposed == Self.link)
        #expect(try #require(asked("Go to \(second).")).link?.exposed == second)
    }

    @Test("a localised subject gives the same")
    func localised() throws {
        let subject = "(#123456789) Gmail-Weiterleitungsbestätigung - E-Mail empfangen von pat@gmail.com"
        let confirmation = try #require(asked(subject: subject))
        #expect(confirmation.mailbox?.text == "pat@gmail.com")
        #expect(confirmation.code?.exposed == "123456789")
    }

    @Test("without a number in the subject the body's counts")
    func codeInBody() throws {
        #expect(try #require(asked(subject: "Receive Mail from pat@gmail.com")).code?.exposed == "123456789")
    }

    @Test("other mails are no confirmation")
    func others() {
        #expect(asked(sender: "forwarding-noreply@google.com.evil.example") == nil)
        #expect(asked("hello", subject: "hello") == nil)
    }

    @Test("a bounce says that the organisation does not allow forwarding")
    func bounce() {
        let text = """
            Remote server returned '550 5.7.520 Access denied, Your organization does not allow external forwarding. \
            Please contact your administrator for further assistance. AS(7555)'
            """
        #expect(ForwardingBounce(text: text) == .forwardingDenied)
        #expect(ForwardingBounce(text: "5.7.520") == .forwardingDenied)
        for other in ["550 5.7.5201 x", "15.7.520", "1.5.7.520", "550 5.7.1 Access denied", "5.7.52", ""] {
            #expect(ForwardingBounce(text: other) == nil, "\(other)")
        }
    }

    @Test(
        "a delivery report says outright whether a mail was refused, in any language",
        arguments: [(DeliveryReport.Action.failed, true), (.delayed, false), (.delivered, false)])
    func reports(action: DeliveryReport.Action, isRefusal: Bool) {
        let report = DeliveryReport(action: action, status: nil, diagnostic: "", recipient: nil)
        let notice = InboundMessage(
            transport: .smtp, receivedAt: CodeScene.askedAt, recipient: Self.alias, sender: "postmaster@mx.example",
            subject: "Unzustellbar: undeliverable", text: "nicht zugestellt", rawSize: 1, report: report)
        #expect(BounceNotice.isRefusal(notice) == isRefusal)
    }
}
