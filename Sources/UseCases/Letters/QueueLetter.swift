import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// The lane of work that letters go out by.
    static let letterLane = "letters"

    /// Wants a letter of a request to go out. One that waits already says the same: no second one is made. Without an address
    /// there is none; without a mail server it is kept and marked.
    ///
    /// - Parameter isPrompt: a person asked for it, so that quiet hours do not hold it back.
    func queueLetter(
        _ kind: LetterKind, for request: CustomerRequest, isPrompt: Bool = true, in tx: Writing
    ) throws {
        guard let email = request.recipient.email else { return }
        let waiting = try tx.letters.ofRequest(request.id, in: request.organizationID)
        guard !waiting.contains(where: { $0.state == .waiting && $0.kind.asks == kind.asks }) else { return }
        let to = LetterAddressee(
            name: request.recipient.name, email: email, language: request.recipient.language ?? .english)
        let policy = try tx.choices.requests(of: request.organizationID).reminders
        let now = clock.now()
        let due = isPrompt ? now : policy.awake(at: now, in: request.recipient.zone.zone)
        try queue(kind, to: to, of: request.customerID, request: request, at: due, in: tx)
    }

    /// Wants a letter with the control link to go out: to whoever answered for the customer, never to somebody who was only
    /// asked.
    ///
    /// - Parameters:
    ///   - request: what it thanks for.
    ///   - address: the one of his addresses that it goes to; nil for the one that he answered from last.
    func queueLetter(
        _ kind: LetterKind, toCustomer id: Customer.ID, about request: CustomerRequest? = nil,
        at address: String? = nil,
        in tx: Writing
    ) throws {
        guard let customer = try tx.customers.system(id) else { return }
        let answered = try tx.requests.ofCustomer(id, in: customer.organizationID, limit: 20)
            .first {
                $0.state == .completed && !$0.isHandedOver && (address == nil || $0.recipient.email == address)
            }
        // Whoever was merely named by somebody with the link gets no way to all that the customer shares.
        let spoken = request.flatMap { $0.isHandedOver ? nil : $0 } ?? answered
        guard let email = spoken?.recipient.email ?? customer.email, address == nil || email == address else { return }
        let to = LetterAddressee(
            name: spoken?.recipient.name ?? customer.name, email: email,
            language: spoken?.consent?.language ?? spoken?.recipient.language ?? .english)
        try queue(kind, to: to, of: id, request: request, at: clock.now(), in: tx)
    }

    /// Tells whoever was asked until now that the request went to somebody else; nobody where it was passed on by hand.
    func queueHandOver(of request: CustomerRequest, from old: RequestRecipient, in tx: Writing) throws {
        guard let email = old.email, email != request.recipient.email else { return }
        let to = LetterAddressee(name: old.name, email: email, language: old.language ?? .english)
        try queue(.handedOver, to: to, of: request.customerID, request: request, at: clock.now(), in: tx)
    }

    private func queue(
        _ kind: LetterKind, to: LetterAddressee, of customer: Customer.ID, request: CustomerRequest?, at due: Date,
        in tx: Writing
    ) throws {
        guard let organization = try tx.customers.system(customer)?.organizationID else { return }
        let letter = CustomerLetter(
            id: newID(), organizationID: organization, customerID: customer, requestID: request?.id, kind: kind,
            to: to, createdAt: clock.now(), returnAlias: mailDomain == nil ? nil : newAlias(.returns))
        try tx.letters.insert(letter)
        try enqueue(.sendLetter(letter.id), lane: Self.letterLane, at: due, in: tx)
    }
}
