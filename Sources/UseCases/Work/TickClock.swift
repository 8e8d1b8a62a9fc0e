import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Applies the rules that need no attempt: 48 hours pending, 7 days without an answer.
    ///
    /// - Returns: how many connections were looked at; fewer than `limit` means that all were.
    @discardableResult
    public func tickClock(limit: Int) async throws -> Int {
        let now = clock.now()
        let old = try await storage.read { tx in
            try tx.connections.since(
                [
                    (.pending, now.addingTimeInterval(-rhythm.seconds(LawSpan.pendingLimit))),
                    (.websiteDown, now.addingTimeInterval(-rhythm.seconds(LawSpan.downLimit))),
                ], limit: limit)
        }
        for id in old {
            try await deciding { tx in
                guard let connection = try tx.connections.system(id) else { return }
                try apply(.clockTicked, to: connection, by: .tieline, in: tx)
            }
        }
        return old.count
    }
}
