/// The place that a job takes at its worker and in its lane while it is carried out.
public protocol WorkSlot: Sendable {
    /// The work waits for somebody outside: its place is free for others until it comes back.
    func leave() async
    /// The work goes on at once, whether or not there is room.
    func comeBack() async
}

/// The slot of work that nobody counts.
public struct Uncounted: WorkSlot {
    public init() {}
    public func leave() async {}
    public func comeBack() async {}
}
