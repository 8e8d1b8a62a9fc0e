import Domain
import Ports

/// One look into a mailbox: what is for us is taken and deleted, what is not stays as somebody else's.
struct MailboxRound: Sendable {
    /// Messages that one look reads.
    static let limit = 20

    let mailbox: any Mailbox
    let reader: MIMEReader
    let receiver: any MessageReceiving
    let clock: any WallClock
    let trust: MailTrust
    let tally: MailTally
    let resting = RestingMessages()

    /// - Throws: `MailError` of the mailbox.
    func run() async throws(MailError) {
        let resting = self.resting.numbers(at: clock.now())
        let fresh = try await mailbox.fresh(limit: Self.limit + resting.count)
        for number in fresh.filter({ !resting.contains($0) }).prefix(Self.limit) {
            guard !Task.isCancelled else { return }
            try await take(number)
        }
    }

    private func take(_ number: UInt32) async throws(MailError) {
        let mail: OpenedMail
        do throws(MailError) {
            mail = try await reader.open(try await mailbox.message(number))
        } catch {
            switch error {
            case .tooComplex, .unreadable: return tally.count(.unreadable)
            case .tooLarge, .mailboxNotUnderstood:
                // Not all of it came, or the server does not give it out: the others must not wait for it.
                tally.count(.unreadable)
                return try await mailbox.setAside(number)
            default: throw error
            }
        }
        guard let recipient = await known(mail.statedRecipients) else { return tally.count(.unknown) }
        let origin = MailOrigin(transport: .imap, receivedAt: clock.now(), trust: trust)
        switch await receiver.receive(mail.message(to: recipient, from: origin)) {
        case .taken:
            tally.count(.taken)
            try await mailbox.delete(number)
        case .unknownRecipient: tally.count(.unknown)
        case .tooMany:
            tally.count(.overLimit)
            resting.rest(number, from: clock.now())
            try await mailbox.putBack(number)
        case .unavailable:
            tally.count(.unavailable)
            try await mailbox.putBack(number)
        }
    }

    /// The first of the stated recipients that is anybody. The envelope is gone; aliases cannot be guessed.
    private func known(_ recipients: [String]) async -> String? {
        for recipient in recipients where await receiver.verdict(onRecipient: recipient) != .unknown {
            return recipient
        }
        return nil
    }
}
