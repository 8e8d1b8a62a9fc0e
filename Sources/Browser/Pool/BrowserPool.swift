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
        /// Contexts of an earlier process that nobody claimed or gave up yet.
        var survivors: Set<String> = []
    }

    let options: BrowserOptions
    let logger: Logger
    let resolver = HostResolver()
    private let choosing = Turnstile()
    private var seats: [Int: Seat] = [:]
    private var current: Int?
    private var lastSeat = 0
    private var openPages = 0
    private var hasLookedForKeepers = false

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
    ///
    /// - Parameter leavingPages: A Chromium whose pages are still open, or were not claimed yet, stays with its keeper for
    ///   the grace time: the next process finds the pages of interrupted runs as they are.
    public func shutDown(leavingPages: Bool = false) async {
        let ending = seats.values
        (seats, current) = ([:], nil)
        for seat in ending {
            if leavingPages, seat.open > 0 || !seat.survivors.isEmpty, !seat.browser.keeperID.isEmpty {
                seat.browser.leave()
            } else {
                await seat.browser.end()
            }
        }
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
        await lookForKeepers()
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
        guard let keeper = options.keeper else {
            return try await RunningBrowser.launch(
                executable: options.executable, isSandboxed: options.isSandboxed, commandLimit: options.commandLimit)
        }
        let browserOptions = options
        let link = try await Blocking.run { () throws(BrowserError) in
            try KeeperLink.start(keeper, of: browserOptions)
        }
        let browser = link.browser(commandLimit: options.commandLimit)
        try await browser.greetOrEnd()
        return browser
    }

    func leaveSeat(_ number: Int) async {
        openPages -= 1
        seats[number]?.open -= 1
        await endIfDone(number)
    }

    /// Ends a Chromium that takes no more pages and has none left.
    func endIfDone(_ number: Int) async {
        guard number != current, let seat = seats[number], seat.open <= 0, seat.survivors.isEmpty else { return }
        seats[number] = nil
        await seat.browser.end()
    }

    // MARK: - Survivors

    /// Connects to the keepers that an earlier process left behind; each is looked for once.
    func adoptKeepers() async {
        await choosing.enter()
        await lookForKeepers()
        await choosing.leave()
    }

    private func lookForKeepers() async {
        guard !hasLookedForKeepers, let keeper = options.keeper else { return }
        hasLookedForKeepers = true
        for link in await Blocking.run({ KeeperLink.findAll(in: keeper.folder) }) {
            let browser = link.browser(commandLimit: options.commandLimit)
            do throws(BrowserError) {
                try await browser.greet()
                let contexts = try await browser.client.call("Target.getBrowserContexts")["browserContextIds"].items
                lastSeat += 1
                seats[lastSeat] = Seat(browser: browser, survivors: Set(contexts.compactMap(\.string)))
                current = lastSeat
                logger.info("browser found again", metadata: ["pages": "\(contexts.count)"])
            } catch {
                guard error != .cancelled else {
                    // Told to stop: the next process looks for it again.
                    browser.leave()
                    continue
                }
                logger.warning("browser not usable any more", metadata: ["code": "\(error.code)"])
                await browser.end()
            }
        }
    }

    func browser(of seat: Int) -> RunningBrowser? { seats[seat]?.browser }

    /// The seat of a surviving page, which then counts as open.
    func claimSurvivor(_ reference: PageReference) -> Int? {
        guard let seat = seats.first(where: { $0.value.browser.keeperID == reference.keeperID })?.key,
            seats[seat]?.survivors.remove(reference.contextID) != nil
        else { return nil }
        seats[seat]?.open += 1
        openPages += 1
        return seat
    }

    /// Takes a claim back; whoever claimed it still counts as open.
    func giveBack(_ reference: PageReference, to seat: Int) { seats[seat]?.survivors.insert(reference.contextID) }

    /// Gives up the survivors that are not kept: their contexts by seat.
    func releaseSurvivors(keeping kept: Set<String>) -> [Int: Set<String>] {
        let released = seats.mapValues { $0.survivors.subtracting(kept) }
        for seat in released.keys { seats[seat]?.survivors.formIntersection(kept) }
        return released
    }
}
