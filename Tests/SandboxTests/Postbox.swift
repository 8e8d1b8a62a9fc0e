import Foundation
import Synchronization
import Testing

@testable import SandboxUtility

/// Takes every message that the portals send, and hands them out one after the other.
actor Postbox: MessageCarrying {
    private var unread: [OutgoingMessage] = []
    private var waiting: [CheckedContinuation<OutgoingMessage, Never>] = []
    private var refusals: Int
    private var witnesses: [CheckedContinuation<Void, Never>] = []
    private(set) var tries = 0

    /// Refuses so many times first.
    init(refusing refusals: Int = 0) { self.refusals = refusals }

    var isEmpty: Bool { unread.isEmpty }

    func carry(_ message: OutgoingMessage) throws {
        tries += 1
        guard refusals == 0 else {
            refusals -= 1
            for witness in witnesses { witness.resume() }
            witnesses = []
            throw SandboxError.notTaken(status: 451)
        }
        if waiting.isEmpty { unread.append(message) } else { waiting.removeFirst().resume(returning: message) }
    }

    /// Waits until a message was refused.
    func refused() async {
        guard tries == 0 else { return }
        await withCheckedContinuation { witnesses.append($0) }
    }

    /// The next message, as soon as it is there.
    func next() async -> OutgoingMessage {
        guard unread.isEmpty else { return unread.removeFirst() }
        return await withCheckedContinuation { waiting.append($0) }
    }

    /// The code in the next message.
    func nextCode() async throws -> String { try #require(await next().code) }
}

extension OutgoingMessage {
    /// The whole text, undecoded.
    var raw: String {
        switch self {
        case .mail(let mail): String(decoding: mail.message, as: UTF8.self)
        case .text(let text): text.body
        }
    }

    var recipient: String {
        switch self {
        case .mail(let mail): mail.recipient
        case .text(let text): text.to
        }
    }

    /// The one-time code, found by the words that only the test knows to be around it.
    var code: String? {
        let words =
            /(?:Subject: |^|Security code: |Use code |verification code is |\r\n)([0-9]{6})(?: is your|[ .]|\r\n)/
        return raw.firstMatch(of: words.matchingSemantics(.unicodeScalar)).map { String($0.output.1) }
    }
}

/// A clock that a test moves.
final class HandClock: Sendable {
    private let instant = Mutex(openingDay)

    var now: Date { instant.withLock { $0 } }

    func advance(_ seconds: TimeInterval) { instant.withLock { $0 += seconds } }
}
