import Domain
import Foundation

/// How much mail one peer, and all peers together, may bring in a minute. An unknown recipient counts like a message, so
/// that addresses cannot be guessed either.
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
    /// - Parameter neighbourhood: nil for a trusted peer, which has no limit of its own.
    mutating func admits(_ neighbourhood: String?, at now: Date) -> Bool {
        turn(now)
        guard all < inAll else { return false }
        return neighbourhood.map { ofPeers[$0, default: 0] < perPeer } ?? true
    }

    /// Counts a message, or a guess.
    mutating func count(_ neighbourhood: String?, at now: Date) {
        turn(now)
        all += 1
        if let neighbourhood { ofPeers[neighbourhood, default: 0] += 1 }
    }

    /// Every minute begins anew, so that memory is bounded by what is admitted in one.
    private mutating func turn(_ now: Date) {
        let present = Int((now.timeIntervalSince1970 / 60).rounded(.down))
        guard present != minute else { return }
        minute = present
        all = 0
        ofPeers = [:]
    }
}
