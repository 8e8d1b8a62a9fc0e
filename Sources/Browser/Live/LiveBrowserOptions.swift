/// How many embedded browsers run, and for how long.
public struct LiveBrowserOptions: Sendable {
    /// How Chromium is started; always as our own child, never by a keeper.
    public var browser: BrowserOptions
    /// How many are kept started and empty.
    public var prewarmed: Int
    /// How many run at most, empty ones included.
    public var maximum: Int
    /// How long a person may do nothing.
    public var idle: Duration
    /// How long one may last at all.
    public var hardLimit: Duration
    /// The memory in bytes that one with all of its processes may hold.
    public var memoryLimit: Int

    public init(
        browser: BrowserOptions = BrowserOptions(), prewarmed: Int = 2, maximum: Int = 8,
        idle: Duration = .seconds(180), hardLimit: Duration = .seconds(900), memoryLimit: Int = 1 << 30
    ) {
        self.browser = browser
        self.prewarmed = prewarmed
        self.maximum = maximum
        self.idle = idle
        self.hardLimit = hardLimit
        self.memoryLimit = memoryLimit
    }
}
