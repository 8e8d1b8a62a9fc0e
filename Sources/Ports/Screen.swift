public import Domain

/// The picture of a living page and the hands on it: one embedded browser, which one person sees and drives.
///
/// Nothing else of the browser can be reached through it: no script, no DevTools call, no text of the page.
public protocol Screen: Sendable {
    /// The state first, then the newest picture, then both whenever they change. A viewer that falls behind gets only
    /// the newest. A second viewer ends the first one's stream. The stream ends after a state with an `end`.
    func watch() async -> AsyncStream<ScreenMessage>
    /// Applies what is new of the batch, in order. Input aimed at an earlier document is dropped.
    /// - Returns: the number of the next input that is expected.
    func apply(_ batch: ScreenBatch) async -> UInt32
    /// The state now.
    func state() async -> ScreenState
}
