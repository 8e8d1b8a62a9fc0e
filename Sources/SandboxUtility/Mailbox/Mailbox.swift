/// What came for one address, mails or, for a telephone's number, texts.
struct Mailbox: Sendable {
    static let mailsKept = 200
    static let rulesAllowed = 10

    let address: String
    /// Oldest first.
    private(set) var mails: [ReceivedMail] = []
    private(set) var rules: [ForwardRule] = []

    init(address: String) { self.address = address }

    var bytes: Int { mails.reduce(0) { $0 + $1.raw.count } }

    mutating func keep(_ mail: ReceivedMail) {
        mails.append(mail)
        if mails.count > Self.mailsKept { mails.removeFirst() }
    }

    mutating func dropOldest() {
        if !mails.isEmpty { mails.removeFirst() }
    }

    mutating func empty() { mails = [] }

    /// False when there are too many.
    mutating func add(_ rule: ForwardRule) -> Bool {
        guard !rules.contains(rule) else { return true }
        guard rules.count < Self.rulesAllowed else { return false }
        rules.append(rule)
        return true
    }

    mutating func removeRule(_ place: Int) {
        if rules.indices.contains(place) { rules.remove(at: place) }
    }

    mutating func note(_ forwarding: ReceivedMail.Forwarding, of mail: Int, to target: String) {
        guard let place = mails.firstIndex(where: { $0.id == mail }) else { return }
        mails[place].forwardings[target] = forwarding
    }
}
