import Domain
import Foundation
import Ports
import Store

/// A letter with everything that it says.
private struct ReadyLetter: Sendable {
    let letter: CustomerLetter
    let content: LetterContent
    let organization: String
    let replyTo: String?
    let token: Secret<String>
    let canBeSilenced: Bool
}

extension Workplace {
    /// In place of a link, wherever a letter is shown or kept.
    var hiddenLink: String { "\(post.origin)/r/…" }

    /// A control link works so long, in seconds: a year. A fresh one is a letter away.
    private static let controlLife: TimeInterval = 366 * 86_400

    /// How long the next try waits, in seconds; two days in all.
    private static let pauses: [TimeInterval] = [60, 300, 900, 3600] + Array(repeating: 4 * 3600, count: 12)

    /// Hands one letter to the mail server. Its link is made here and stored as a digest only. Killed between the server's
    /// word and ours, the letter goes out again, under the same message id.
    ///
    /// - Returns: when to try again; nil when it is done for good.
    func sendLetter(_ id: CustomerLetter.ID) async throws -> Duration? {
        let token = tokens.mint()
        let digest = tokens.digest(of: token)
        guard let ready = try await deciding({ tx in try ready(id, token: token, digest: digest, in: tx) }) else {
            return nil
        }
        let written = try post.writer.write(ready.content)
        let kept = try post.writer.write(ready.content.hiding(link: hiddenLink))
        guard let sender = post.sender else {
            try await settle(ready.letter, as: .unsent, words: nil, kept: kept)
            return nil
        }
        switch await sender.send(letter(ready, written)) {
        case .accepted:
            try await settle(ready.letter, as: .sent, words: nil, kept: kept)
            return nil
        case .refused(let code, let words):
            try await settle(ready.letter, as: .refused, words: "\(code) \(words)", kept: kept)
            return nil
        case .postponed(let words):
            let tries = ready.letter.tries
            guard Self.pauses.indices.contains(tries - 1) else {
                try await settle(ready.letter, as: .refused, words: words, kept: kept)
                return nil
            }
            try await storage.write { tx in
                var letter = ready.letter
                letter.words = words
                try tx.letters.save(letter, from: .waiting)
            }
            return .seconds(rhythm.seconds(.seconds(Self.pauses[tries - 1])))
        }
    }

    /// Counts the try and stores the link, or withdraws what is no longer wanted.
    private func ready(
        _ id: CustomerLetter.ID, token: Secret<String>, digest: String, in tx: Writing
    ) throws -> ReadyLetter? {
        guard var letter = try tx.letters.system(id), letter.state == .waiting,
            let organization = try tx.organizations.find(letter.organizationID)
        else { return nil }
        let request = try letter.requestID.flatMap { try tx.requests.system($0) }
        if letter.kind.asks, request?.state != .open {
            letter.state = .withdrawn
            try tx.letters.save(letter, from: .waiting)
            return nil
        }
        let now = clock.now()
        let settings = try tx.choices.requests(of: organization.id)
        let asks = letter.kind.asks
        let linkEnd = asks ? now.addingTimeInterval(Double(settings.linkDays) * 86_400) : nil
        let ends = [linkEnd, asks ? request?.expiresAt : nil].compactMap { $0 }.min()
        let controlEnd = now.addingTimeInterval(Self.controlLife)
        try tx.customerLinks.insert(
            CustomerLink(
                digest: digest, organizationID: organization.id, customerID: letter.customerID,
                requestID: asks ? letter.requestID : nil, createdAt: now, expiresAt: asks ? ends : controlEnd))
        letter.tries += 1
        try tx.letters.save(letter, from: .waiting)
        let link = "\(post.origin)/\(asks ? "r" : "c")/\(token.exposed)"
        let content = try self.content(
            letter.kind, to: letter, request: request, link: link, endsAt: ends, in: tx.reading)
        return ReadyLetter(
            letter: letter, content: content, organization: content.organization, replyTo: settings.brand.replyTo,
            token: token, canBeSilenced: asks)
    }

    private func letter(_ ready: ReadyLetter, _ written: WrittenLetter) -> Letter {
        let letter = ready.letter
        let domain = post.address.split(separator: "@").last.map(String.init) ?? "localhost"
        let back = letter.returnAlias.flatMap { mailDomain?.address(of: $0) } ?? post.address
        return Letter(
            from: Letter.Party(name: ready.organization, address: post.address),
            replyTo: ready.replyTo.map { Letter.Party(name: ready.organization, address: $0) },
            to: Letter.Party(name: letter.to.name, address: letter.to.email), returnAddress: back,
            messageID: "\(letter.id.prefixed)@\(domain)", date: clock.now(), subject: written.subject,
            language: letter.to.language.rawValue, text: written.text, html: written.html,
            unsubscribeAddress: ready.canBeSilenced
                ? "\(post.origin)/r/\(ready.token.exposed)/silence" : nil)
    }

    /// Writes down what became of a letter, and on its request how far that is.
    private func settle(
        _ letter: CustomerLetter, as state: LetterState, words: String?, kept: WrittenLetter
    ) async throws {
        try await deciding { tx in
            let now = clock.now()
            var letter = letter
            letter.state = state
            letter.words = words
            letter.subject = kept.subject
            letter.text = kept.text
            if state == .sent { letter.sentAt = now } else { letter.settledAt = now }
            guard try tx.letters.save(letter, from: .waiting), letter.kind.asks,
                var request = try letter.requestID.flatMap({ try tx.requests.system($0) })
            else { return }
            switch state {
            case .sent:
                let isFirst = request.sentAt == nil
                if isFirst { request.sentAt = now }
                try save(&request, in: tx)
                try note(
                    isFirst ? .sent : letter.kind == .reminder ? .reminded : .resent, of: request, by: .tieline, in: tx)
            case .unsent: try note(.unsent, of: request, by: .tieline, in: tx)
            case .refused:
                request.bouncedAt = now
                request.nextReminderAt = nil
                try save(&request, in: tx)
                try note(.refused, of: request, words: words, by: .tieline, in: tx)
            case .waiting, .delivered, .bounced, .withdrawn: break
            }
        }
    }

    /// What a letter of a request says.
    func content(
        _ kind: LetterKind, for request: CustomerRequest, link: String, in tx: Reading
    ) throws -> LetterContent {
        let settings = try tx.choices.requests(of: request.organizationID)
        let to = LetterAddressee(
            name: request.recipient.name, email: request.recipient.email ?? "",
            language: request.recipient.language ?? .english)
        let letter = CustomerLetter(
            id: newID(), organizationID: request.organizationID, customerID: request.customerID,
            requestID: request.id, kind: kind, to: to, createdAt: clock.now(), returnAlias: nil)
        let end = clock.now().addingTimeInterval(Double(settings.linkDays) * 86_400)
        return try content(kind, to: letter, request: request, link: link, endsAt: end, in: tx)
    }

    private func content(
        _ kind: LetterKind, to letter: CustomerLetter, request: CustomerRequest?, link: String, endsAt: Date?,
        in tx: Reading
    ) throws -> LetterContent {
        guard let organization = try tx.organizations.find(letter.organizationID) else {
            throw UseCaseError.notFound(.request)
        }
        let brand = try tx.choices.requests(of: organization.id).brand
        var matters: [LetterContent.Matter] = []
        for item in try request.map({ try tx.requests.items($0.id) }) ?? [] {
            guard kind.asks ? item.state == .open || item.state == .planned : item.state == .done,
                let connection = try tx.connections.system(item.targetID)
            else { continue }
            let authorization = try tx.authorizations.system(of: connection.id)
            matters.append(
                LetterContent.Matter(
                    utility: providerName(connection.providerKey), ask: item.ask,
                    endsAt: item.ask == .reauthorize || !kind.asks ? authorization?.expiresAt : nil))
        }
        return LetterContent(
            kind: kind, language: letter.to.language, organization: brand.name ?? organization.name, brand: brand,
            recipient: letter.to.name, matters: matters, note: kind.asks ? request?.note : nil, link: link,
            linkEndsAt: endsAt, zone: request?.recipient.zone.zone ?? organization.timeZone.zone)
    }
}

extension LetterContent {
    /// The same without its link.
    fileprivate func hiding(link: String) -> LetterContent {
        LetterContent(
            kind: kind, language: language, organization: organization, brand: brand, recipient: recipient,
            matters: matters, note: note, link: link, linkEndsAt: linkEndsAt, zone: zone)
    }
}
