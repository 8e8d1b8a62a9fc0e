import Store

/// Says when something is worth looking at again: once at the start, then after each change of its topic, and now and then
/// in case another process changed it without anybody being told.
actor ChangeTicks {
    private let topic: Change.Topic
    private let subscribe: @Sendable () -> AsyncStream<Change>
    private let pause: Duration?
    private var changes: AsyncStream<Change>
    private var isFirst = true

    /// - Parameter pause: After so long without a change it is worth a look all the same; nil for never.
    init(
        of topic: Change.Topic, every pause: Duration? = nil,
        among subscribe: @escaping @Sendable () -> AsyncStream<Change>
    ) {
        self.topic = topic
        self.subscribe = subscribe
        self.pause = pause
        changes = subscribe()
    }

    /// Nil when the reader or the store has ended.
    func next() async -> Void? {
        guard !isFirst else {
            isFirst = false
            return ()
        }
        let event = await changes.first(of: topic, within: pause)
        guard event != .over, !Task.isCancelled else { return nil }
        // A stream whose reader stopped waiting ends. The look comes after this, so nothing falls between the two.
        if event == .timeUp { changes = subscribe() }
        return ()
    }
}

private enum ChangeEvent: Sendable { case changed, timeUp, over }

extension AsyncStream<Change> {
    fileprivate func first(of topic: Change.Topic, within pause: Duration?) async -> ChangeEvent {
        guard let pause else { return await first(of: topic) }
        return await withTaskGroup(of: ChangeEvent.self) { group in
            group.addTask { await first(of: topic) }
            group.addTask {
                // Cancelled: the change was faster.
                try? await Task.sleep(for: pause)
                return .timeUp
            }
            let event = await group.next() ?? .over
            group.cancelAll()
            return event
        }
    }

    private func first(of topic: Change.Topic) async -> ChangeEvent {
        for await change in self where change.topic == topic || change.topic == .anything { return .changed }
        return .over
    }
}
