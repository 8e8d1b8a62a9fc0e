import Glibc

/// How the pool runs Chromium.
public struct BrowserOptions: Sendable {
    /// Nil looks in the usual places.
    public var executable: String?
    /// Off only for root, for whom Chromium's sandbox does not work.
    public var isSandboxed: Bool
    /// How many pages may be open at once.
    public var maximumPages: Int
    /// After so many pages a new Chromium is started; the old one ends with its last page.
    public var recycleAfterPages: Int
    /// How long one DevTools command may take before the page counts as hung.
    public var commandLimit: Duration
    /// Nil starts Chromium as our own child, which dies with us.
    public var keeper: KeeperOptions?

    /// Whether Chromium's sandbox works for this process.
    public static var canSandbox: Bool { geteuid() != 0 }

    /// The Chromium that would be started.
    /// - Throws: `.notInstalled`.
    public func locateExecutable() throws(BrowserError) -> String { try ChromiumCommand.find(executable) }

    public init(
        executable: String? = nil, isSandboxed: Bool = canSandbox, maximumPages: Int = 16, recycleAfterPages: Int = 200,
        commandLimit: Duration = .seconds(15), keeper: KeeperOptions? = nil
    ) {
        self.executable = executable
        self.isSandboxed = isSandboxed
        self.maximumPages = maximumPages
        self.recycleAfterPages = recycleAfterPages
        self.commandLimit = commandLimit
        self.keeper = keeper
    }
}

extension BrowserOptions {
    /// The Chromium that `executable` names, or the first of the usual places.
    ///
    /// - Throws: `BrowserError.notInstalled`.
    public static func findChromium(_ executable: String? = nil) throws(BrowserError) -> String {
        try ChromiumCommand.find(executable)
    }
}

/// How a keeper process is started: a supervisor that owns Chromium and outlives us for a while.
public struct KeeperOptions: Sendable {
    /// Where the keepers' sockets lie; made with mode 0700. At most 80 bytes.
    public var folder: String
    /// The program that calls `BrowserKeeper.main(arguments:)`, usually our own.
    public var executable: String
    /// What stands before the keeper's own arguments, e.g. `["browser-keeper"]`.
    public var arguments: [String]
    /// How long Chromium lives on without us.
    public var grace: Duration

    public init(folder: String, executable: String, arguments: [String], grace: Duration = .seconds(60)) {
        self.folder = folder
        self.executable = executable
        self.arguments = arguments
        self.grace = grace
    }
}
