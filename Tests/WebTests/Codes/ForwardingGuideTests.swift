import Domain
import Foundation
import Testing
@testable import UseCases

@testable import Web

@Suite("Steps for passing mail and messages on")
struct ForwardingGuideTests {
    private let forwarding = MailForwarding(.codes, of: Sample.asking, to: Sample.alias, for: Sample.organization)

    private func texts(_ guide: Guide) -> String { guide.steps.map(\.text).joined(separator: " ") }
    private func copies(_ guide: Guide) -> [String] { guide.steps.flatMap(\.copies).map(\.value) }

    @Test(
        "every mailbox that can pass mail on is told the address and each sender, to be copied",
        arguments: [
            Mailbox.outlook, .microsoft365, .icloud, .other,
        ])
    func values(_ mailbox: Mailbox) {
        let copies = copies(forwarding.guide(for: mailbox))
        #expect(copies.contains(Sample.alias))
        #expect(copies.contains("codes.valleygas.example") && copies.contains("notify.valleygas.example"))
    }

    @Test("Gmail gets one search for all senders, and is told to leave general forwarding off")
    func gmail() {
        let guide = forwarding.guide(for: .gmail)
        #expect(copies(guide).contains("codes.valleygas.example OR notify.valleygas.example"))
        #expect(texts(guide).contains("Leave “Disable forwarding” switched on"))
        #expect(texts(guide).contains("The phone app cannot do this"))
    }

    @Test("Outlook is told to redirect, which leaves the mail as it was")
    func outlook() {
        #expect(texts(forwarding.guide(for: .outlook)).contains("“Redirect to”, not “Forward to”"))
    }

    @Test("a work mailbox comes with the warning and a note that an administrator can act on")
    func administrator() throws {
        let guide = forwarding.guide(for: .microsoft365)
        #expect(guide.warning?.contains("Many companies do not allow automatic forwarding") == true)
        let note = try #require(guide.letter?.value)
        #expect(note.contains(Sample.alias) && note.contains("550 5.7.520"))
        #expect(note.contains("Acme Solar") && note.contains("codes.valleygas.example"))
        #expect(note.contains("Outbound"))
    }

    @Test("Yahoo is not made to look as if it could do it")
    func yahoo() {
        let guide = forwarding.guide(for: .yahoo)
        #expect(guide.steps.isEmpty)
        #expect(guide.warning?.contains("directly") == true)
    }

    @Test("where nobody knows the senders, the person is told where to look for them", arguments: Mailbox.allCases)
    func unknownSenders(_ mailbox: Mailbox) {
        let guide = MailForwarding(.codes, of: Sample.longAsking, to: Sample.alias, for: Sample.organization)
            .guide(for: mailbox)
        #expect(guide.steps.isEmpty || texts(guide).contains("look at the last one you got"))
        #expect(!copies(guide).contains(""))
    }

    @Test("no id of something to copy stands twice in one guide", arguments: Mailbox.allCases)
    func identifiers(_ mailbox: Mailbox) {
        let ids = forwarding.guide(for: mailbox).steps.flatMap(\.copies).map(\.id)
        #expect(Set(ids).count == ids.count)
    }

    @Test("a phone posts to the door of its app, with the route's key", arguments: Phone.allCases)
    func phones(_ phone: Phone) {
        let texts = TextForwarding(of: Sample.asking, origin: "https://tieline.example", key: Sample.phoneKey)
        let address = "https://tieline.example/in/sms/\(phone.transport.door)/\(Sample.phoneKey)"
        #expect(copies(texts.guide(for: phone)).contains { $0.contains(address) })
    }

    @Test("the forwarder's template is JSON with the fields that are read")
    func template() throws {
        let texts = TextForwarding(of: Sample.asking, origin: "https://tieline.example", key: Sample.phoneKey)
        let json = try #require(copies(texts.guide(for: .smsForwarder)).first { $0.hasPrefix("{") })
        let fields = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
        #expect(Set(fields.keys) == ["from", "text", "sentStamp", "receivedStamp", "sim"])
    }
}
