import Foundation
import Ports
import Synchronization
import Testing

@testable import Vault

@Suite("Identifiers") struct SystemIdentifierTests {
    @Test("ids are lower-case UUIDv7 that carry the time")
    func shape() {
        let ids = SystemIdentifiers(clock: SteppedClock([1_795_000_000]))
        let id = ids.next()
        #expect(id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        #expect(UInt64(id.replacing("-", with: "").prefix(12), radix: 16) == 1_795_000_000_000)
    }

    @Test("later ids sort after earlier ones, within one millisecond and when the clock steps back")
    func order() {
        let ids = SystemIdentifiers(clock: SteppedClock([1_795_000_000, 1_794_999_000]))
        let made = (0..<10_000).map { _ in ids.next() }
        #expect(made == made.sorted())
        #expect(Set(made).count == made.count)
    }

    @Test("chance stays within its bounds")
    func fraction() {
        let ids = SystemIdentifiers(clock: SystemClock())
        let drawn = (0..<1000).map { _ in ids.fraction() }
        #expect(drawn.allSatisfy { (0..<1).contains($0) })
        #expect(Set(drawn).count > 900)
    }
}

/// Gives the times of a list, then the last one for ever.
private final class SteppedClock: WallClock {
    private let times: Mutex<[TimeInterval]>

    init(_ times: [TimeInterval]) { self.times = Mutex(times) }

    func now() -> Date {
        times.withLock { times in
            Date(timeIntervalSince1970: times.count > 1 ? times.removeFirst() : times.first ?? 0)
        }
    }
}
