public import Logging

/// Chromium processes of which each serves one person. Some are kept started and empty; at most `maximum` run.
public actor LiveBrowsers {
    private let options: LiveBrowserOptions
    private let logger: Logger
    private let resolver = HostResolver()

    /// Starts nothing yet.
    public init(options: LiveBrowserOptions, logger: Logger) {
        self.options = options
        self.logger = logger
    }

    /// Keeps the prewarmed ones started until its task is cancelled or everything is shut down: a service's `run()`.
    public func warm() async {}

    /// Opens an empty page in a browser of its own; go on with `page.navigate`. It must be closed by the caller.
    ///
    /// Waits for a place when all are taken; `waiting` is told how many people come before this one (0: next) whenever
    /// that changes.
    /// - Throws: `.notInstalled`, `.launchFailed`, `.unusableSession`, `.cancelled`, `.closed` after `shutDown`.
    public func open(
        _ options: LivePageOptions, waiting: @escaping @Sendable (Int) async -> Void
    ) async throws(BrowserError) -> LiveBrowser {
        let browser = try await RunningBrowser.launch(
            executable: self.options.browser.executable, isSandboxed: self.options.browser.isSandboxed,
            commandLimit: self.options.browser.commandLimit)
        return LiveBrowser(page: try await browser.openPage(options.page, resolver: resolver) { await browser.end() })
    }

    /// Ends every browser, open ones with `.closed`, and waits until they are gone. Whoever waits for a place fails.
    public func shutDown() async {}
}
