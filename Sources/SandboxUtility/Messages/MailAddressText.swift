/// An address of a mailbox that may stand in an envelope and in a header.
struct MailAddressText: Sendable, Equatable {
    let text: String

    /// Nil when it is none.
    init?(_ text: String) {
        guard text.count <= 254, text.wholeMatch(of: /[!-;=?A-~]+@[A-Za-z0-9.\-]+/) != nil,
            text.filter({ $0 == "@" }).count == 1
        else { return nil }
        self.text = text
    }
}
