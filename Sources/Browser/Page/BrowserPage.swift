import Synchronization

/// One page in a browser context of its own: its cookies and storage are nobody else's and end with it.
/// Every wait is bounded; every failure is a `BrowserError`. One caller at a time.
public final class BrowserPage: Sendable {
    /// Opaque; finds the page again after our process died, while its keeper lives.
    public let reference: String
    let browser: RunningBrowser
    let session: String
    let target: String
    let context: ContextGuard
    let watch: PageWatch
    let gate: EgressGate
    let options: PageOptions
    let downloads: DownloadTabs
    private let whenClosed: @Sendable () async -> Void
    private let isClosed = Mutex(false)

    init(
        reference: PageReference, browser: RunningBrowser, context: ContextGuard, watch: PageWatch,
        options: PageOptions, whenClosed: @escaping @Sendable () async -> Void
    ) {
        self.reference = reference.text
        self.browser = browser
        session = reference.sessionID
        target = reference.targetID
        self.context = context
        self.watch = watch
        gate = EgressGate(origins: options.origins, allowsPrivateAddresses: options.allowsPrivateAddresses)
        self.options = options
        downloads = DownloadTabs(browser: browser, context: context, limit: options.downloadLimit)
        self.whenClosed = whenClosed
    }

    /// Goes to an address; returns when its document committed or failed. A failure of the network or an error status is
    /// told by `condition()`, not thrown.
    /// - Throws: `.addressRefused` before anything is sent, or when a redirect leads out of the allowed origins;
    ///   `.timedOut` after a minute.
    public func navigate(to address: String) async throws(BrowserError) {
        if case .refuse(let origin) = gate.decide(address) { throw .addressRefused(origin: origin) }
        let refusedBefore = watch.facts.refusals
        let answer: JSON
        do throws(BrowserError) {
            answer = try await call("Page.navigate", ["url": .text(address)], limit: .seconds(60))
        } catch .hung where watch.facts.end == nil {
            browser.client.start("Page.stopLoading", session: session)
            throw .timedOut
        }
        guard answer["errorText"].string == "net::ERR_BLOCKED_BY_CLIENT" else {
            try await waitForCommit(of: answer["loaderId"].string)
            return
        }
        let facts = watch.facts
        throw .addressRefused(origin: facts.refusals > refusedBefore ? facts.lastRefusal : "")
    }

    /// The answer to `Page.navigate` may overtake the event that says so.
    private func waitForCommit(of document: String?) async throws(BrowserError) {
        guard let document else { return }
        _ = try await watch.wait(until: .now + .seconds(2)) { $0.documentID == document && $0.frames[0].world != nil }
    }

    /// Main document facts, without asking the page's scripts.
    public func condition() async throws(BrowserError) -> PageCondition {
        let info = try await call("Target.getTargetInfo", ["targetId": .text(target)], isForBrowser: true)
        let facts = watch.facts
        if let end = facts.end { throw end }
        return PageCondition(
            url: facts.url, status: facts.status, networkError: facts.networkError, documentID: facts.documentID,
            title: info["targetInfo"]["title"].string ?? "", dialogs: facts.dialogs, popups: facts.popups,
            refusedOrigins: facts.refusedOrigins)
    }

    /// The present moment, to wait from; take it before the action whose effect is awaited.
    public func changeMark() -> ChangeMark {
        let facts = watch.facts
        return ChangeMark(count: facts.changes, requests: facts.requests)
    }

    /// Returns true when something changed since the mark (navigation, document, content, a request's end) and then
    /// nothing did for `settle` and no request for content made since is on its way; false when `limit` passed first.
    public func waitForChange(
        since mark: ChangeMark, settle: Duration, limit: Duration
    ) async throws(BrowserError) -> Bool {
        try await watch.waitForStillness(since: mark, settle: settle, until: .now + limit)
    }

    /// Ends the page, its cookies and its storage. Safe to call twice; must be called once.
    public func close() async {
        let isFirst = isClosed.withLock { isClosed in
            defer { isClosed = true }
            return !isClosed
        }
        guard isFirst else { return }
        watch.update { $0.ended(.closed) }
        await browser.dispose(context)
        await whenClosed()
    }

    /// Sends a command for this page and turns the silence of a whole Chromium into its end.
    func call(
        _ method: String, _ params: JSON = [:], isForBrowser: Bool = false, limit: Duration? = nil
    ) async throws(BrowserError) -> JSON {
        try await answer(
            to: browser.client.start(method, params, session: isForBrowser ? nil : session, limit: limit))
    }

    /// Waits for an answer that was asked for with others.
    func answer(to reply: Reply) async throws(BrowserError) -> JSON {
        do throws(BrowserError) {
            return try await reply.value()
        } catch .hung {
            await browser.probe()
            throw watch.facts.end ?? .hung
        } catch {
            throw watch.facts.end ?? error
        }
    }
}
