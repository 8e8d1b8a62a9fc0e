public import Domain
public import Ports

/// One Chromium for one person, who sees and drives its page.
public final class LiveBrowser: Screen, Sendable {
    /// The page in front, as recipes look at it. Never to be closed by itself.
    public let page: BrowserPage

    init(page: BrowserPage) { self.page = page }

    public func watch() async -> AsyncStream<ScreenMessage> { AsyncStream { $0.finish() } }

    public func apply(_ batch: ScreenBatch) async -> UInt32 { batch.first }

    public func state() async -> ScreenState { ScreenState() }

    /// What the person typed, form by form. For one reader; forms wait for it.
    public func typedForms() -> AsyncStream<TypedForm> { AsyncStream { $0.finish() } }

    /// Redirects to an app's scheme, e.g. `myutility://callback?code=…`, with their query. For one reader.
    public func caughtRedirects() -> AsyncStream<Secret<String>> { AsyncStream { $0.finish() } }

    /// Ends the browser and waits until its processes and its profile are gone. The first end is the one that counts.
    public func close(_ end: ScreenState.End) async { await page.close() }
}
