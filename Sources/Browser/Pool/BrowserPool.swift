public import Logging

/// One warm Chromium that serves many pages, each in a context of its own. It is replaced after a number of pages, and at
/// the next call after it crashed or hung.
public actor BrowserPool {
    /// One Chromium with its count of pages.
    struct Seat {
        let browser: RunningBrowser
        /// Pages ever opened.
        var opened = 0
        /// Pages open now.
        var open = 0
    }

    let options: BrowserOptions
    let logger: Logger
    let resolver = HostResolver()
    private let choosing = Turnstile()
    private var seats: [Int: Seat] = [:]
    private var current: Int?
    private var lastSeat = 0
    private var openPages = 0

    /// Starts nothing yet.
    public init(options: BrowserOptions, logger: Logger) {
        self.options = options
        self.logger = logger
    }

    /// Opens an empty page. It must be closed by the caller.
    /// - Throws: `.tooManyPages`, `.notInstalled`, `.launchFailed`, `.unusableSession`.
    public func openPage(_ options: PageOptions) async throws(BrowserError) -> BrowserPage {
        guard openPages < self.options.maximumPages else { throw .tooManyPages(limit: self.options.maximumPages) }
        openPages += 1
        let seat: Int
        do throws(BrowserError) {
            seat = try await takeSeat()
        } catch {
            openPages -= 1
            throw error
        }
        do throws(BrowserError) {
            guard let browser = seats[seat]?.browser else { throw BrowserError.crashed }
            return try await browser.openPage(options, resolver: resolver) { [weak self] in
                await self?.leaveSeat(seat)
            }
        } catch {
            await leaveSeat(seat)
            throw error
        }
    }

    /// Ends every Chromium with all of its pages, and waits until they are gone.
    public func shutDown() async {
        let ending = seats.values.map(\.browser)
        (seats, current) = ([:], nil)
        for browser in ending { await browser.end() }
    }

    // MARK: - Seats

    /// The running Chromium, or a new one when there is none that can take another page.
    private func takeSeat() async throws(BrowserError) -> Int {
        await choosing.enter()
        do throws(BrowserError) {
            let number = try await chooseSeat()
            seats[number]?.opened += 1
            seats[number]?.open += 1
            await choosing.leave()
            return number
        } catch {
            await choosing.leave()
            throw error
        }
    }

    private func chooseSeat() async throws(BrowserError) -> Int {
        if let current, let seat = seats[current] {
            if seat.browser.client.end == nil, seat.opened < options.recycleAfterPages { return current }
            if let end = seat.browser.client.end { logger.warning("browser ended", metadata: ["code": "\(end.code)"]) }
            self.current = nil
            await endIfDone(current)
        }
        let browser = try await launch()
        lastSeat += 1
        seats[lastSeat] = Seat(browser: browser)
        current = lastSeat
        return lastSeat
    }

    private func launch() async throws(BrowserError) -> RunningBrowser {
        try await RunningBrowser.launch(
            executable: options.executable, isSandboxed: options.isSandboxed, commandLimit: options.commandLimit)
    }

    private func leaveSeat(_ number: Int) async {
        openPages -= 1
        seats[number]?.open -= 1
        await endIfDone(number)
    }

    /// Ends a Chromium that takes no more pages and has none left.
    private func endIfDone(_ number: Int) async {
        guard number != current, let seat = seats[number], seat.open <= 0 else { return }
        seats[number] = nil
        await seat.browser.end()
    }
}
