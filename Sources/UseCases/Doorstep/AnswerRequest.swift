public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// The customer says no. What is in force, and what was collected, stays untouched; where nothing is in force nothing
    /// begins.
    ///
    /// - Parameter reason: in his words, may be blank; cut to 500 characters.
    /// - Throws: `DoorstepError`, above all `.requestOver` after an approval.
    public func declineRequest(_ token: Secret<String>, reason: String) async throws {
        let digest = tokens.digest(of: token)
        let words = String(reason.filter { !$0.isNewline || $0 == "\n" }.prefix(500))
            .trimmingCharacters(in: .whitespacesAndNewlines)
        try await deciding { tx in
            var guest = try admit(digest, in: tx.reading)
            let now = clock.now()
            guest.request.declineReason = words.isEmpty ? nil : words
            for item in guest.items where item.state == .open {
                guard let connection = try tx.connections.find(item.targetID, in: guest.request.organizationID),
                    var authorization = try tx.authorizations.of(connection.id, in: connection.organizationID)
                else { continue }
                let isOver = authorization.state == .active && !authorization.isLive(at: now)
                if authorization.state == .revoked || (authorization.state == .active && !isOver) {
                    try note(.renewalDeclined, of: connection, by: guest.author.auditAuthor, in: tx)
                    continue
                }
                authorization.end(as: .declined, at: now)
                try tx.authorizations.save(authorization)
                try record(.authorizationDeclined, of: authorization.id, by: guest.author, in: tx)
                // The end came before the clock looked: what ends with it ends first.
                let ended =
                    isOver
                    ? try apply(.authorizationExpired(.authorizationExpired), to: connection, by: .tieline, in: tx)
                    : connection
                try apply(.authorizationDeclined, to: ended, by: guest.author.auditAuthor, in: tx)
            }
            // What the declining changed about its items is read anew.
            guard var request = try tx.requests.system(guest.request.id), request.state.isOpen else { return }
            request.declineReason = guest.request.declineReason
            try end(&request, as: .declined, by: guest.author.auditAuthor, in: tx)
        }
    }

    /// A request goes from hand to hand so often at most: nobody is to be written to by a chain of strangers.
    private static let mostHandOvers = 3

    /// "Somebody else manages this account": the request goes to him, and the links of before stop working. Whoever was asked
    /// until now is told.
    ///
    /// - Throws: `DoorstepError`; `.invalid` naming `name` or `email`, the latter also when it went from hand to hand too often.
    public func handOverRequest(_ token: Secret<String>, toName name: String, email: String) async throws {
        let digest = tokens.digest(of: token)
        var check = FieldCheck()
        let newName = check.line("name", name)
        let address = check.email("email", email)
        try check.finish()
        try await deciding { tx in
            var guest = try admit(digest, in: tx.reading)
            let before = try tx.requests.events(guest.request.id, in: guest.request.organizationID)
            guard before.count(where: { $0.kind == .handedOver }) < Self.mostHandOvers else {
                throw UseCaseError.invalid([
                    FieldProblem(
                        field: "email", code: "handed_over_often",
                        message: "This request was handed over several times already. Decline it instead.")
                ])
            }
            let old = guest.request.recipient
            guest.request.recipient.name = newName
            guest.request.recipient.email = address
            guest.request.consent = nil
            (guest.request.openedAt, guest.request.startedAt) = (nil, nil)
            (guest.request.deliveredAt, guest.request.bouncedAt) = (nil, nil)
            guest.request.isSilenced = false
            guest.request.isHandedOver = true
            guest.request.sentAt = nil
            try tx.customerLinks.revoke(of: guest.request.id, at: clock.now())
            try tx.letters.withdraw(of: guest.request.id)
            try prolong(&guest.request, in: tx)
            try save(&guest.request, in: tx)
            try note(.handedOver, of: guest.request, words: address, by: guest.author.auditAuthor, in: tx)
            try record(.requestHandedOver, of: guest.request.id, by: guest.author, in: tx)
            try queueHandOver(of: guest.request, from: old, in: tx)
            try queueLetter(.request, for: guest.request, in: tx)
        }
    }

    /// No more reminders of this request.
    ///
    /// - Throws: `DoorstepError`.
    public func silenceRequest(_ token: Secret<String>) async throws {
        let digest = tokens.digest(of: token)
        try await deciding { tx in
            let (link, found) = try holder(of: digest, in: tx.reading)
            var request = found
            guard link.revokedAt == nil, request.state.isOpen, !request.isSilenced else { return }
            request.isSilenced = true
            request.nextReminderAt = nil
            try save(&request, in: tx)
            try note(.silenced, of: request, by: .customer(request.customerID), in: tx)
        }
    }

    /// A fresh link in place of one that expired, by letter to whom the request speaks. Tells nobody whether one goes out.
    public func renewLink(_ token: Secret<String>) async throws {
        let digest = tokens.digest(of: token)
        try await deciding { tx in
            guard let link = try tx.customerLinks.find(digest), link.revokedAt == nil,
                let request = try link.requestID.flatMap({ try tx.requests.system($0) }), request.state == .open
            else { return }
            try queueLetter(.request, for: request, in: tx)
        }
    }

    /// Where the customer's browser goes in the end, with the result and its signature: HMAC-SHA-256 in lower-case hex over
    /// `request.result.time`, time in seconds since 1970.
    ///
    /// - Returns: nil while the request is open, without an address, or when it is no longer on the list.
    public func returnAddress(of token: Secret<String>) async throws -> String? {
        let digest = tokens.digest(of: token)
        let found = try await storage.read { tx -> (CustomerRequest, [UInt8]?, WrappedKey?)? in
            let (link, request) = try holder(of: digest, in: tx)
            guard link.revokedAt == nil else { return nil }
            let allowed = try tx.choices.requests(of: request.organizationID).returnAddresses
            guard let address = request.returnAddress, ReturnAddress.isAllowed(address, by: allowed),
                !request.state.isOpen
            else { return nil }
            return (
                request, try tx.choices.returnKey(of: request.organizationID),
                try tx.dataKeys.find(owner: request.organizationID.uuid)
            )
        }
        guard let (request, sealed, key) = found, let address = request.returnAddress,
            var parts = URLComponents(string: address)
        else { return nil }
        guard let sealed, let key else { return address }
        let secret = try openReturnKey(sealed, of: request.organizationID, under: key)
        let time = String(Int(clock.now().timeIntervalSince1970))
        let message = [request.id.prefixed, request.state.rawValue, time].joined(separator: ".")
        let signature = post.signing.hmac(of: Array(message.utf8), under: secret)
            .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        parts.queryItems =
            (parts.queryItems ?? []) + [
                URLQueryItem(name: "request", value: request.id.prefixed),
                URLQueryItem(name: "result", value: request.state.rawValue), URLQueryItem(name: "time", value: time),
                URLQueryItem(name: "signature", value: signature),
            ]
        return parts.string
    }
}
