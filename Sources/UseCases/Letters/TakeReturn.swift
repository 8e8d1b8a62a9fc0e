public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Takes a mail that came to the return address of a letter. A report that the letter failed or arrived settles it, once;
    /// anything else, such as the answer of somebody on holiday, changes nothing. More than that is beyond whoever got hold
    /// of the alias.
    ///
    /// - Parameters:
    ///   - report: nil for a mail that is no report.
    ///   - alias: `r-…`, without its domain.
    public func takeReturn(_ report: DeliveryReport?, at alias: String) async throws {
        guard let report, let state = report.action.settles else { return }
        try await deciding { tx in
            guard var letter = try tx.letters.byReturnAlias(alias), letter.state == .sent else { return }
            letter.state = state
            letter.words = report.words
            letter.settledAt = clock.now()
            guard try tx.letters.save(letter, from: .sent) else { return }
            try tell(letter, in: tx)
        }
    }

    /// Whether mail may come to a return address. A report may be faster than our own book, which says that the letter went
    /// out: then it is asked to come again.
    func verdict(onReturnAlias alias: String) async throws -> RecipientVerdict {
        guard let letter = try await storage.read({ tx in try tx.letters.byReturnAlias(alias) }) else {
            return .unknown
        }
        return letter.state == .waiting ? .unavailable : .accepted
    }

    /// Takes a mail that came to a return address, from any door.
    func take(_ message: InboundMessage, returnedTo alias: String) async throws -> ReceiptVerdict {
        guard !message.transport.isText else { return .unknownRecipient }
        switch try await verdict(onReturnAlias: alias) {
        case .unknown: return .unknownRecipient
        case .tooMany: return .tooMany
        case .unavailable: return .unavailable
        case .accepted:
            try await takeReturn(message.report, at: alias)
            return .taken
        }
    }

    /// The letter's request hears what became of it; nobody is reminded at an address that does not exist.
    private func tell(_ letter: CustomerLetter, in tx: Writing) throws {
        guard letter.kind.asks, var request = try letter.requestID.flatMap({ try tx.requests.system($0) }),
            // Handed over to somebody else since, it is no matter of his.
            request.state.isOpen, request.recipient.email == letter.to.email
        else { return }
        if letter.state == .bounced {
            request.bouncedAt = letter.settledAt
            request.nextReminderAt = nil
        } else {
            request.deliveredAt = letter.settledAt
        }
        try save(&request, in: tx)
        let kind: RequestEventKind = letter.state == .bounced ? .bounced : .delivered
        try note(kind, of: request, words: letter.words, by: .tieline, in: tx)
    }
}

extension DeliveryReport {
    /// For the book: the other system's words, or its status where it said nothing else.
    fileprivate var words: String? { diagnostic.isEmpty ? status?.description : diagnostic }
}

extension DeliveryReport.Action {
    /// Where it leaves a letter that was sent; nil where it leaves it as it is.
    fileprivate var settles: LetterState? {
        switch self {
        case .failed: .bounced
        case .delivered: .delivered
        case .delayed, .relayed, .expanded: nil
        }
    }
}
