/// Messages that wait for the courier.
struct Outbox: Sendable {
    /// Messages that may wait at once; further ones are dropped.
    private static let capacity = 1_000

    /// For the one courier.
    let dispatches: AsyncStream<Dispatch>
    private let inlet: AsyncStream<Dispatch>.Continuation

    init() { (dispatches, inlet) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.capacity)) }

    /// Returns at once.
    func post(_ dispatch: Dispatch?) {
        if let dispatch { inlet.yield(dispatch) }
    }
}
