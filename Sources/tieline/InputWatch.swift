import Foundation
import ServiceLifecycle

/// Ends when standard input ends: a child whose parent was killed goes with it.
struct InputWatch: Service {
    func run() async throws {
        let (ended, end) = AsyncStream<Void>.makeStream()
        FileHandle.standardInput.readabilityHandler = { handle in
            if handle.availableData.isEmpty {
                handle.readabilityHandler = nil
                end.finish()
            }
        }
        await cancelWhenGracefulShutdown { for await _ in ended {} }
    }
}
