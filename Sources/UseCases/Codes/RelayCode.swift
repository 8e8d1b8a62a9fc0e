import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// A mail to a connection's alias: read only when it is from the utility.
    func relay(mail delivery: Delivery, to listener: CodeListener) async throws {
        let habits = habits(of: listener)
        if try await keepQuestion(delivery, for: listener) { return }
        guard SenderCheck.passes(delivery.message, senders: habits.mailSenders) else {
            return try await note(delivery, .foreignSender, for: listener)
        }
        try await relay(delivery, to: listener)
    }

    /// A text to a phone that serves many connections: for the one run that waits and may have caused it.
    func relay(text delivery: Delivery, to listeners: [CodeListener]) async throws {
        let known = listeners.filter { habits(of: $0).areKnown(toComeFrom: delivery.message) }
        let possible = known.isEmpty ? listeners.filter { habits(of: $0).textSenders.isEmpty } : known
        let waiting = possible.filter { $0.wait?.state == .waiting }
        switch waiting.count {
        case 1:
            // A portal may have sent it by itself to another that is just past its password.
            let others = try await signingIn(delivery, among: possible.filter { $0.route.id != waiting[0].route.id })
            guard others.isEmpty else { return try await note(delivery, .ambiguous, for: nil, in: possible) }
            try await relay(delivery, to: waiting[0])
        case 0:
            // One connection of this sender, or one that is signing in: the code, or the alarm, is its own. Else only
            // counted.
            let own = known.count == 1 ? known : try await signingIn(delivery, among: known)
            if own.count == 1 { return try await relay(delivery, to: own[0]) }
            guard known.isEmpty else { return try await note(delivery, .nobodyWaiting, for: nil, in: known) }
            try await note(delivery, .foreignSender, for: nil, in: listeners)
        default: try await note(delivery, .ambiguous, for: nil, in: listeners)
        }
    }

    /// Looks for the code, gives it to the run that waits, and writes down what came of it.
    private func relay(_ delivery: Delivery, to listener: CodeListener) async throws {
        guard let wait = listener.wait, let key = listener.key else {
            if try await keepEarly(delivery, for: listener) { return }
            return try await note(delivery, try await verdict(onUnwanted: delivery, for: listener), for: listener)
        }
        switch finding(in: delivery.message, for: wait, of: listener) {
        case .noCode: try await note(delivery, .noCode, for: listener)
        case .ambiguous: try await note(delivery, .ambiguous, for: listener)
        case .foreign: try await note(delivery, .foreignSender, for: listener)
        case .tooOld: try await note(delivery, .tooOld, for: listener)
        case .code(let code):
            let sealed = try seal(code, for: wait, under: key)
            let print = fingerprinting.fingerprint(
                of: [Secret(listener.route.organizationID.uuid), code], purpose: "code")
            try await storage.write { tx in
                let now = clock.now()
                let isFirst = try tx.codeWaits.arrive(wait, sealed: sealed, at: now)
                if !isFirst { try expectNoOtherWait(of: listener, in: tx) }
                let delay = max(0, delivery.message.receivedAt.timeIntervalSince(wait.askedAt))
                try tx.codeRoutes.arrived(listener.route.id, at: now, delay: delay)
                try tx.receivedMessages.insert(
                    entry(delivery, isFirst ? .used : .tooLate, for: listener, codePrint: isFirst ? print : nil))
                tx.announce(Change(topic: .run(wait.runID)))
            }
        }
    }

    /// What a message is that no run waits for: nothing, one more code of a request that is over, or an alarm.
    private func verdict(onUnwanted delivery: Delivery, for listener: CodeListener) async throws -> MessageVerdict {
        guard isCode(delivery.message) else { return .irrelevant }
        let route = listener.route
        let latest = try await storage.read { tx in
            try tx.codeWaits.ofConnection(route.connectionID, in: route.organizationID, limit: 1).first
        }
        guard let latest, latest.routeID == route.id else { return .nobodyWaiting }
        let since = delivery.message.receivedAt.timeIntervalSince(latest.askedAt)
        return (0...CodeGate.echo).contains(since) ? .tooLate : .nobodyWaiting
    }

    /// Writes a message that nothing was done with into the ledger; a code that nobody asked for is told on the timeline.
    ///
    /// - Parameter phone: all that share the address, when it is for none of them in particular.
    /// - Throws: `WaitMoved` when one of them has begun to wait, and may be whom a code is for.
    func note(
        _ delivery: Delivery, _ verdict: MessageVerdict, for listener: CodeListener?, in phone: [CodeListener] = []
    ) async throws {
        guard let owner = listener ?? phone.first else { return }
        try await storage.write { tx in
            if verdict.isUnwanted {
                for asked in listener.map({ [$0] }) ?? phone { try expectNoOtherWait(of: asked, in: tx) }
            }
            try tx.receivedMessages.insert(entry(delivery, verdict, for: owner, isShared: listener == nil))
            guard verdict == .nobodyWaiting, listener != nil, let connection = owner.connection else { return }
            try note(.codeUnexpected, of: connection, by: .tieline, in: tx)
            tx.announce(Change(topic: .connection(connection.id)))
        }
    }

    /// - Throws: `WaitMoved` when a run waits over the listener's route that did not when the listener was read.
    private func expectNoOtherWait(of listener: CodeListener, in tx: Writing) throws {
        guard let open = try tx.codeWaits.open(of: listener.route.connectionID), open.state == .waiting,
            open.routeID == listener.route.id
        else { return }
        guard open.runID == listener.wait?.runID, open.number == listener.wait?.number else { throw WaitMoved() }
    }

    /// A message's line of the ledger.
    func entry(
        _ delivery: Delivery, _ verdict: MessageVerdict, for listener: CodeListener, isShared: Bool = false,
        codePrint: Fingerprint? = nil
    ) -> ReceivedMessage {
        let message = delivery.message
        let isShown = message.transport.isText && !isShared && habits(of: listener).areKnown(toComeFrom: message)
        return ReceivedMessage(
            id: newID(), organizationID: listener.route.organizationID,
            connectionID: isShared ? nil : listener.route.connectionID, address: delivery.address,
            transport: message.transport, receivedAt: message.receivedAt,
            sender: (message.transport.isText ? (isShown ? message.sender : nil) : message.senderDomain)?.forLedger,
            verdict: verdict,
            delay: listener.wait.map { max(0, message.receivedAt.timeIntervalSince($0.askedAt)) },
            codePrint: codePrint, reference: delivery.reference)
    }

    func habits(of listener: CodeListener) -> CodeHabits {
        listener.connection.flatMap { connectors.provider($0.providerKey)?.codes } ?? CodeHabits(channels: [])
    }

    /// The code that a message has for a run.
    func finding(in message: InboundMessage, for wait: CodeWait, of listener: CodeListener) -> CodeFinding {
        CodeExtractor.finding(
            in: message,
            expecting: CodeExpectation(
                habits: habits(of: listener), host: listener.host ?? portalHost(of: listener), requestedAt: wait.askedAt
            ))
    }

    /// Whether a message carries a code at all; which one is nobody's business.
    private func isCode(_ message: InboundMessage) -> Bool {
        CodeExtractor.finding(inText: message.text, subject: message.subject).code != nil
    }

    private func portalHost(of listener: CodeListener) -> String {
        let address = listener.connection.flatMap { connectors.provider($0.providerKey)?.address } ?? ""
        return URL(string: address)?.host ?? ""
    }
}

extension MessageVerdict {
    /// It says that no run waits for the message, or none in particular.
    fileprivate var isUnwanted: Bool {
        switch self {
        case .nobodyWaiting, .tooLate, .irrelevant, .ambiguous: true
        default: false
        }
    }
}

extension String {
    /// As much of a sender's or a file's name as a host name may have, without anything invisible or anything that turns
    /// the direction of the text around it.
    var forLedger: String {
        String(String.UnicodeScalarView(unicodeScalars.lazy.filter(\.isVisible).prefix(253)))
    }
}

extension Unicode.Scalar {
    fileprivate var isVisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        default: true
        }
    }
}
