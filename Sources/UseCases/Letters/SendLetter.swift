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
    let picture: Letter.Picture?
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
        let hasLink = letter.kind.hasLink
        let linkEnd = asks ? now.addingTimeInterval(Double(settings.linkDays) * 86_400) : nil
        let ends = [linkEnd, asks ? request?.expiresAt : nil].compactMap { $0 }.min()
        let controlEnd = now.addingTimeInterval(Self.controlLife)
        if hasLink {
            try tx.customerLinks.insert(
                CustomerLink(
                    digest: digest, organizationID: organization.id, customerID: letter.customerID,
                    requestID: asks ? letter.requestID : nil, createdAt: now, expiresAt: asks ? ends : controlEnd))
        }
        letter.tries += 1
        try tx.letters.save(letter, from: .waiting)
        let link = hasLink ? "\(post.origin)/\(asks ? "r" : "c")/\(token.exposed)" : nil
        let picture = try tx.choices.logo(of: organization.id).map { self.picture(of: $0, in: letter) }
        let content = try self.content(
            letter.kind, to: letter, request: request, link: link, endsAt: ends, logo: picture.map { "cid:\($0.id)" },
            in: tx.reading)
        return ReadyLetter(
            letter: letter, content: content, organization: content.organization, replyTo: settings.brand.replyTo,
            picture: picture, token: token, canBeSilenced: asks)
    }

    private func letter(_ ready: ReadyLetter, _ written: WrittenLetter) -> Letter {
        let letter = ready.letter
        let back = letter.returnAlias.flatMap { mailDomain?.address(of: $0) } ?? post.address
        return Letter(
            from: Letter.Party(name: ready.organization, address: post.address),
            replyTo: ready.replyTo.map { Letter.Party(name: ready.organization, address: $0) },
            to: Letter.Party(name: letter.to.name, address: letter.to.email), returnAddress: back,
            messageID: "\(letter.id.prefixed)@\(letterDomain)", date: clock.now(), subject: written.subject,
            language: letter.to.language.rawValue, text: written.text, html: written.html,
            picture: ready.picture.flatMap { written.html.contains("cid:\($0.id)") ? $0 : nil },
            unsubscribeAddress: ready.canBeSilenced
                ? "\(post.origin)/r/\(ready.token.exposed)/silence" : nil)
    }

    private func picture(of logo: Logo, in letter: CustomerLetter) -> Letter.Picture {
        Letter.Picture(
            id: "logo.\(letter.id.prefixed)@\(letterDomain)", mediaType: logo.mediaType, bytes: logo.bytes)
    }

    /// The domain of what names a message or a part of it.
    private var letterDomain: String { post.address.split(separator: "@").last.map(String.init) ?? "localhost" }

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
}
