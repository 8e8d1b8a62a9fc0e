/// A folder on an IMAP server, over one connection that is opened when it is needed and closed when it fails.
actor IMAPMailbox: Mailbox {
    nonisolated private let executor = QueueExecutor(label: "mail.imap")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    private let address: MailboxAddress
    private let messageLimit: Int
    private var link: CurlLink?

    init(_ address: MailboxAddress, messageLimit: Int = MIMELimits().messageBytes) {
        self.address = address
        self.messageLimit = messageLimit
    }

    func fresh(limit: Int) throws(MailError) -> [UInt32] {
        // Servers tell of new mail when a command ends: without this one, the search would find it a look later.
        _ = try command("NOOP")
        // What is larger would come in vain, and on some servers again and again.
        let answer = try command("UID SEARCH UNSEEN UNDELETED SMALLER \(messageLimit + 1)")
        return Self.numbers(answer, limit: limit)
    }

    func message(_ number: UInt32) throws(MailError) -> [UInt8] {
        try linked { link throws(MailError) in
            try link.transfer("\(address.url);UID=\(number)", limit: messageLimit)
        }
    }

    func delete(_ number: UInt32) throws(MailError) {
        _ = try command("UID STORE \(number) +FLAGS.SILENT (\\Deleted)")
        do throws(MailError) {
            // This one alone (RFC 4315): what others marked is theirs.
            _ = try command("UID EXPUNGE \(number)")
        } catch .mailboxNotUnderstood {
            // A server that cannot keeps it, marked, and it does not come up again.
        }
    }

    func setAside(_ number: UInt32) throws(MailError) { _ = try command("UID STORE \(number) +FLAGS.SILENT (\\Seen)") }

    func putBack(_ number: UInt32) throws(MailError) { _ = try command("UID STORE \(number) -FLAGS.SILENT (\\Seen)") }

    /// `* SEARCH 4 7 9`
    static func numbers(_ answer: [UInt8], limit: Int) -> [UInt32] {
        let lines = String(decoding: answer, as: UTF8.self).split(whereSeparator: \.isNewline)
        let numbers = lines.filter { $0.uppercased().hasPrefix("* SEARCH") }
            .flatMap { $0.split(separator: " ").dropFirst(2) }.compactMap { UInt32($0) }
        return Array(numbers.sorted().prefix(limit))
    }

    private func command(_ text: String) throws(MailError) -> [UInt8] {
        try linked { link throws(MailError) in
            try link.transfer(address.url, command: text, limit: 1_048_576)
        }
    }

    private func linked(_ body: (CurlLink) throws(MailError) -> [UInt8]) throws(MailError) -> [UInt8] {
        do throws(MailError) {
            return try body(try opened())
        } catch {
            // Nobody knows what a connection is good for after an error.
            link = nil
            throw error
        }
    }

    private func opened() throws(MailError) -> CurlLink {
        if let link { return link }
        let fresh = try CurlLink(user: address.user, password: address.password, allowsClear: address.allowsClear)
        link = fresh
        return fresh
    }
}
