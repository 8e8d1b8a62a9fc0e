import Domain
import Foundation

/// How much mail one peer, and all strangers together, may bring in a minute. An unknown recipient counts against its peer
/// like a message, so that addresses cannot be guessed; it takes nothing from the others. Trusted peers, which bring
/// everybody's mail, have no limit.
struct MailPace: Sendable {
    private let perPeer: Int
    private let inAll: Int
    private var minute = 0
    private var all = 0
    private var ofPeers: [String: Int] = [:]

    init(perPeer: Int = 60, inAll: Int = 1_200) {
        self.perPeer = perPeer
        self.inAll = inAll
    }

    /// Whether one more may come.
    /// - Parameter neighbourhood: nil for a trusted peer. So it is for `countMessage` and `countGuess`.
    mutating func admits(_ neighbourhood: String?, at now: Date) -> Bool {
        guard let neighbourhood else { return true }
        turn(now)
        return all < inAll && ofPeers[neighbourhood, default: 0] < perPeer
    }

    mutating func countMessage(_ neighbourhood: String?, at now: Date) {
        guard let neighbourhood else { return }
        turn(now)
        all += 1
        ofPeers[neighbourhood, default: 0] += 1
    }

    /// Counts an unknown recipient.
    mutating func countGuess(_ neighbourhood: String?, at now: Date) {
        guard let neighbourhood else { return }
        turn(now)
        ofPeers[neighbourhood, default: 0] += 1
    }

    /// Every minute begins anew, so that memory is bounded by the networks that connect in one.
    private mutating func turn(_ now: Date) {
        let present = Int((now.timeIntervalSince1970 / 60).rounded(.down))
        guard present != minute else { return }
        minute = present
        all = 0
        ofPeers = [:]
    }
}
