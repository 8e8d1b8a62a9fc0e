import Synchronization

/// Counts connections and the memory that their messages take.
final class ConnectionGate: Sendable {
    private struct Count {
        var all = 0
        var ofPeers: [String: Int] = [:]
        var memory = 0
    }

    private let limits: MailLimits
    private let count = Mutex(Count())

    init(_ limits: MailLimits) { self.limits = limits }

    /// Lets a client in; whoever is let in must `leave`.
    func enter(_ peer: MailPeer) -> Bool {
        count.withLock { count in
            let ofPeer = count.ofPeers[peer.neighbourhood, default: 0]
            // Programs of this machine share one name; they are bounded by the whole.
            guard count.all < limits.connections, peer == .local || ofPeer < limits.connectionsPerPeer else {
                return false
            }
            count.all += 1
            count.ofPeers[peer.neighbourhood] = ofPeer + 1
            return true
        }
    }

    func leave(_ peer: MailPeer) {
        count.withLock { count in
            count.all -= 1
            let rest = count.ofPeers[peer.neighbourhood, default: 1] - 1
            count.ofPeers[peer.neighbourhood] = rest > 0 ? rest : nil
        }
    }

    /// Changes what one connection holds.
    /// - Returns: Whether all of them together stay within the limit.
    func hold(_ bytes: Int, insteadOf before: Int) -> Bool {
        count.withLock { count in
            count.memory += bytes - before
            return count.memory <= limits.memoryBytes || bytes <= before
        }
    }
}
