import Foundation
import Synchronization

/// The facts of one page as they come in, and the bell that wakes whoever waits for the next one.
final class PageWatch: Sendable {
    private struct State {
        var facts: PageFacts
        var lastChange: ContinuousClock.Instant
        var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var nextWaiter: UInt64 = 0
    }

    private let state: Mutex<State>
    private let timers = DispatchQueue(label: "browser.watch")

    init(mainFrameID: String) {
        state = Mutex(State(facts: PageFacts(mainFrameID: mainFrameID), lastChange: .now))
    }

    var facts: PageFacts { state.withLock { $0.facts } }

    /// Changes the facts and wakes the waiters; called on the reading thread.
    func update(_ change: (inout PageFacts) -> Void) {
        let awoken = state.withLock { state in
            let before = state.facts.changes
            change(&state.facts)
            if state.facts.changes != before { state.lastChange = .now }
            defer { state.waiters = [:] }
            return Array(state.waiters.values)
        }
        awoken.forEach { $0.resume() }
    }

    /// Waits until the facts satisfy the test; false when the limit passed first.
    func wait(
        until deadline: ContinuousClock.Instant, for test: @escaping @Sendable (PageFacts) -> Bool
    ) async throws(BrowserError) -> Bool {
        while true {
            let facts = facts
            if let end = facts.end { throw end }
            if test(facts) { return true }
            guard try await nextUpdate(before: deadline, unless: test) else { return false }
        }
    }

    /// Waits until something changed after the mark and nothing has since for `settle`; false when the limit passed first.
    func waitForStillness(
        since mark: ChangeMark, settle: Duration, until deadline: ContinuousClock.Instant
    ) async throws(BrowserError) -> Bool {
        while true {
            let (facts, lastChange) = state.withLock { ($0.facts, $0.lastChange) }
            if let end = facts.end { throw end }
            guard ContinuousClock.now < deadline else { return false }
            if facts.changes == mark.count || facts.isBusy(since: mark.requests) {
                let seen = facts.changes
                _ = try await nextUpdate(before: deadline) {
                    $0.changes != seen || (seen != mark.count && !$0.isBusy(since: mark.requests))
                }
                continue
            }
            let stillAt = lastChange + settle
            if ContinuousClock.now >= stillAt { return true }
            do {
                try await Task.sleep(until: min(stillAt, deadline), clock: .continuous)
            } catch {
                throw .cancelled
            }
        }
    }

    /// Sleeps until the next update. Returns at once when the test holds already; false when the deadline passed.
    private func nextUpdate(
        before deadline: ContinuousClock.Instant, unless test: @escaping @Sendable (PageFacts) -> Bool
    ) async throws(BrowserError) -> Bool {
        let remaining = ContinuousClock.now.duration(to: deadline)
        guard remaining > .zero else { return false }
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    guard !Task.isCancelled, state.facts.end == nil, !test(state.facts) else { return false }
                    state.waiters[number] = continuation
                    return true
                }
                guard mustWait else { return continuation.resume() }
                timers.asyncAfter(deadline: .now() + remaining.seconds) { [weak self] in self?.wake(number) }
            }
        } onCancel: {
            wake(number)
        }
        guard !Task.isCancelled else { throw .cancelled }
        return true
    }

    private func wake(_ number: UInt64) {
        state.withLock { $0.waiters.removeValue(forKey: number) }?.resume()
    }
}
