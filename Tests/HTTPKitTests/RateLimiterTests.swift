import Foundation
import Ports
import Synchronization
import Testing

@testable import HTTPKit

@Suite("Rate limits") struct RateLimiterTests {
    private let size = TokenBucket.Size(burst: 3, secondsPerToken: 10)

    @Test("a burst passes, the next one waits, and tokens come back with time")
    func bucket() throws {
        let clock = HandClock()
        let limiter = RateLimiter(size, clock: clock)
        for _ in 0..<3 { try limiter.admit("a") }
        #expect(throws: Problem.tooManyRequests(retryAfter: 10)) { try limiter.admit("a") }
        clock.advance(by: 4)
        #expect(throws: Problem.tooManyRequests(retryAfter: 6)) { try limiter.admit("a") }
        clock.advance(by: 6)
        try limiter.admit("a")
        #expect(throws: Problem.tooManyRequests(retryAfter: 10)) { try limiter.admit("a") }
    }

    @Test("keys do not share, and a clock that steps back gives nothing away")
    func keys() throws {
        let clock = HandClock()
        let limiter = RateLimiter(size, clock: clock)
        for _ in 0..<3 { try limiter.admit("a") }
        try limiter.admit("b")
        clock.advance(by: -3600)
        #expect(throws: Problem.self) { try limiter.admit("a") }
    }

    @Test("memory is bounded, and a flood of keys does not free the one that is limited right now")
    func capacity() throws {
        let clock = HandClock()
        let limiter = RateLimiter(size, capacity: 100, clock: clock)
        for number in 0..<1000 {
            clock.advance(by: 0.001)
            // One token is taken within the span that brings 0.1 back, so this key stays at its limit.
            if number.isMultiple(of: 50) { try? limiter.admit("busy") }
            try limiter.admit("key \(number)")
            #expect(limiter.count <= 100)
        }
        #expect(throws: Problem.self) { try limiter.admit("busy") }
    }
}

/// A clock that is moved by hand.
final class HandClock: WallClock {
    private let time = Mutex(Date(timeIntervalSince1970: 1_795_000_000))

    func now() -> Date { time.withLock { $0 } }

    func advance(by seconds: TimeInterval) { time.withLock { $0 += seconds } }
}
