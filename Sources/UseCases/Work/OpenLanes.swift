import Domain
import Ports
import Store

extension Workplace {
    /// The lane of work that belongs to no provider.
    public static let ownLane = "tieline"

    /// Tells the job table how hard each provider of the catalogue may be asked. Done at every start.
    public func openLanes() async throws {
        let providers = connectors.providers
        try await storage.write { tx in
            try tx.lanes.put(Self.ownLane, concurrency: 2, spacingMicroseconds: 0)
            try tx.lanes.put(Self.letterLane, concurrency: 4, spacingMicroseconds: 0)
            for provider in providers {
                try tx.lanes.put(
                    provider.key.lane, concurrency: provider.pace.concurrency,
                    spacingMicroseconds: Int64(provider.pace.spacingMilliseconds) * 1000)
            }
        }
    }
}
