import Store

/// Says when something is worth looking at again: once at the start, then after each change of its topic.
actor ChangeTicks {
    private let topic: Change.Topic
    private let changes: AsyncStream<Change>
    private var isFirst = true

    init(of topic: Change.Topic, among changes: AsyncStream<Change>) {
        self.topic = topic
        self.changes = changes
    }

    /// Nil when the reader or the store has ended.
    func next() async -> Void? {
        guard !isFirst else {
            isFirst = false
            return ()
        }
        for await change in changes where change.topic == topic || change.topic == .anything { return () }
        return nil
    }
}
