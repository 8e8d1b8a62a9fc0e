public import Domain
import Foundation
public import Ports
import Store

extension Workplace: MessageReceiving {
    public func verdict(onRecipient address: String) async -> RecipientVerdict {
        do { return try await judge(recipient: address) } catch { return .unavailable }
    }

    public func receive(_ message: InboundMessage) async -> ReceiptVerdict {
        do { return try await take(message) } catch { return .unavailable }
    }
}

extension Workplace {
    /// Whether an alias leads to anybody, and whether more may come to it. A phone's key takes no mail.
    ///
    /// - Throws: what a door answers as `.unavailable`.
    public func judge(recipient address: String) async throws -> RecipientVerdict {
        if let alias = MessageAlias.returnAlias(in: address) {
            return try await verdict(onReturnAlias: alias)
        }
        let since = clock.now().addingTimeInterval(-3600)
        return try await storage.read { tx in
            guard let found = try recipient(address, ofText: false, in: tx) else { return .unknown }
            return try tx.receivedMessages.count(to: found.address, since: since) < MessageLimit.perHour
                ? .accepted : .tooMany
        }
    }

    /// Takes a message: its code goes to the run that waits for it, its bill to its connection, everything else into the
    /// ledger alone (mfa-code relay, section 6).
    ///
    /// - Throws: what a door answers as `.unavailable`.
    public func take(_ message: InboundMessage) async throws -> ReceiptVerdict {
        if let alias = MessageAlias.returnAlias(in: message.recipient) {
            return try await take(message, returnedTo: alias)
        }
        do {
            return try await takeNew(message)
        } catch StoreError.notUnique(table: "received_message") {
            return .taken  // The same message came twice at once; the other one counted.
        }
    }

    private func takeNew(_ message: InboundMessage) async throws -> ReceiptVerdict {
        let since = message.receivedAt.addingTimeInterval(-3600)
        let reference = message.reference.map { digests.digest(of: Array($0.utf8)) }
        let seen = try await storage.read { tx -> Seen in
            let isText = message.transport.isText
            guard let found = try recipient(message.recipient, ofText: isText, in: tx) else { return .nobody }
            if let reference, try tx.receivedMessages.isKnown(reference, to: found.address, over: message.transport) {
                return .before
            }
            let listeners = try found.routes.map { try listener($0, in: tx) }
            let all = try tx.receivedMessages.count(to: found.address, since: since)
            guard all < MessageLimit.perHour else {
                return all == MessageLimit.perHour ? .firstTooMany(found, listeners) : .tooMany
            }
            // Junk is bounded by itself, so that it does not shut the utility out.
            let unproven = try tx.receivedMessages.unproven(to: found.address, since: since)
            if try unproven < MessageLimit.unprovenPerHour || isProven(message, for: listeners, in: tx) {
                return .fresh(found, listeners)
            }
            return unproven == MessageLimit.unprovenPerHour ? .firstTooMany(found, listeners) : .tooMany
        }
        switch seen {
        case .nobody: return .unknownRecipient
        case .before: return .taken
        case .tooMany: return .tooMany
        case .firstTooMany(let found, let listeners):
            // The ledger says once that the limit was reached.
            let delivery = Delivery(message: message, address: found.address, reference: reference)
            try await note(delivery, .overLimit, for: listeners.count == 1 ? listeners[0] : nil, in: listeners)
            return .tooMany
        case .fresh(let found, let listeners):
            let delivery = Delivery(message: message, address: found.address, reference: reference)
            return try await deliver(delivery, to: found.routes, listeners)
        }
    }

    private enum Seen: Sendable {
        case nobody, before, tooMany
        case fresh(Recipient, [CodeListener])
        case firstTooMany(Recipient, [CodeListener])
    }

    /// The live routes that an address leads to, and the name it is stored under.
    private struct Recipient: Sendable {
        let address: String
        let routes: [CodeRoute]
    }

    /// Texts reach phones, and mails reach aliases: the door of texts asks for no signature, so that it must not lead to
    /// what only a signed mail may reach.
    private func recipient<Access>(
        _ address: String, ofText isText: Bool, in tx: Transaction<Access>
    ) throws -> Recipient? {
        for name in MessageAlias.candidates(in: address) {
            let routes = try tx.codeRoutes.system(address: name).filter { ($0.kind == .sms) == isText }
            if !routes.isEmpty { return Recipient(address: name, routes: routes) }
        }
        return nil
    }

    /// Whether a message is surely from somebody whom one of these expects: the utility, a mailbox's host that asks, or
    /// whoever may forward bills.
    private func isProven(_ message: InboundMessage, for listeners: [CodeListener], in tx: Reading) throws -> Bool {
        guard !message.transport.isText else {
            return listeners.contains { habits(of: $0).areKnown(toComeFrom: message) }
        }
        if let question = ForwardingConfirmation(message) {
            return question.isSigned || message.authenticity.isVouchedFor
        }
        return try listeners.contains { listener in
            if SenderCheck.passes(message, senders: habits(of: listener).mailSenders) { return true }
            guard let connection = listener.connection, connection.kind == .email else { return false }
            return SenderCheck.passes(message, senders: try forwarders(of: connection, in: tx))
        }
    }

    private func listener(_ route: CodeRoute, in tx: Reading) throws -> CodeListener {
        let open = try tx.codeWaits.open(of: route.connectionID)
        // A code over another way than the one that was asked is somebody else's.
        let wait = open?.routeID == route.id ? open : nil
        return CodeListener(
            route: route, connection: try tx.connections.system(route.connectionID), wait: wait,
            host: try wait.flatMap { try tx.codeWaits.host(of: $0) },
            key: try tx.dataKeys.find(owner: route.connectionID.uuid))
    }

    /// A run may begin to wait while its message is looked at. Then the message is looked at again, a few times at most.
    private func deliver(_ delivery: Delivery, to routes: [CodeRoute], _ listeners: [CodeListener]) async throws
        -> ReceiptVerdict
    {
        var listeners = listeners
        for _ in 1...3 {
            do {
                return try await deliver(delivery, to: listeners)
            } catch is WaitMoved {
                listeners = try await storage.read { tx in try routes.map { try listener($0, in: tx) } }
            }
        }
        throw WaitMoved()
    }

    private func deliver(_ delivery: Delivery, to listeners: [CodeListener]) async throws -> ReceiptVerdict {
        if delivery.message.transport.isText {
            try await relay(text: delivery, to: listeners)
        } else if let mailbox = listeners.first, mailbox.connection?.kind == .email {
            return try await keepMail(delivery, for: mailbox)
        } else if let listener = listeners.first {
            try await relay(mail: delivery, to: listener)
        }
        return .taken
    }
}

/// A message on its way to whom it is for.
struct Delivery: Sendable {
    let message: InboundMessage
    /// The alias or the phone's key.
    let address: String
    /// The digest of the transport's own name for it.
    let reference: String?
}

/// A run began to wait after its listener was read: what was decided without it does not count.
struct WaitMoved: Error {}

/// A live route with what its connection waits for.
struct CodeListener: Sendable {
    let route: CodeRoute
    let connection: Connection?
    let wait: CodeWait?
    /// Of the page that asks.
    let host: String?
    let key: WrappedKey?
}
