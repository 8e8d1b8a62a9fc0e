/// Pages that outlived the process which opened them.
extension BrowserPool {
    /// The page of an earlier process of ours as it is now; nil when it, its Chromium or its keeper is gone. It must be
    /// closed by the caller. Its status is that of its document; an earlier network error is told as `net::ERR_FAILED`.
    public func reopenPage(
        _ reference: String, _ options: PageOptions
    ) async throws(BrowserError) -> BrowserPage? {
        guard let reference = PageReference(reference), !reference.keeperID.isEmpty else { return nil }
        await adoptKeepers()
        guard let seat = claimSurvivor(reference), let browser = browser(of: seat) else { return nil }
        do throws(BrowserError) {
            let page = try await browser.reopenPage(reference, options, resolver: resolver) { [weak self] in
                await self?.leaveSeat(seat)
            }
            if page == nil { await leaveSeat(seat) }
            return page
        } catch {
            // Who is told to stop in the middle leaves the page to the next one.
            if error == .cancelled { giveBack(reference, to: seat) }
            await leaveSeat(seat)
            throw error
        }
    }

    /// Ends every page of earlier processes but those of the given references. To be called once the runs that may go on
    /// are known, and again when their time is over.
    public func disposeOrphans(keeping references: [String]) async {
        await adoptKeepers()
        let kept = Set(references.compactMap { PageReference($0)?.contextID })
        for (seat, contexts) in releaseSurvivors(keeping: kept) {
            guard let browser = browser(of: seat) else { continue }
            for context in contexts { await browser.disposeContext(context) }
            await endIfDone(seat)
        }
    }
}

extension RunningBrowser {
    /// Takes over a page on the session that its first process had, so that requests stopped at the gate are answered.
    func reopenPage(
        _ reference: PageReference, _ options: PageOptions, resolver: HostResolver,
        whenClosed: @escaping @Sendable () async -> Void
    ) async throws(BrowserError) -> BrowserPage? {
        let session = reference.sessionID
        let context = makeGuard(reference.contextID, options, resolver)
        do throws(BrowserError) {
            // A dialog may have opened meanwhile and would hold up everything else. It is an error if there is none.
            client.start("Page.handleJavaScriptDialog", ["accept": false], session: session)
            // Only a domain that was off tells anew what there is.
            client.start("Runtime.disable", session: session)
            context.adoptSurvivor(reference.targetID, session: session)
            guard let attachment = context.attachment(of: reference.targetID), let watch = context.watch else {
                return nil
            }
            for reply in attachment.setUp { _ = try await reply.value() }
            try await closeOtherTabs(of: reference)
            let tree = try await client.call("Page.getFrameTree", session: session)["frameTree"]
            watch.update { Self.restore(tree, in: &$0) }
            let page = BrowserPage(
                reference: reference, browser: self, context: context, watch: watch, options: options,
                whenClosed: whenClosed)
            try await page.restoreStatus()
            return page
        } catch .protocolFailure {
            // The session or the page is not there any more.
            await dispose(context)
            return nil
        } catch {
            if error == .cancelled { contexts.remove(reference.contextID) } else { await dispose(context) }
            throw error
        }
    }

    func disposeContext(_ contextID: String) async {
        // `try?`: it fails only when the context is gone already.
        _ = try? await client.call("Target.disposeBrowserContext", ["browserContextId": .text(contextID)])
    }

    /// Download tabs and stopped windows of the earlier process have nobody to wait for them.
    private func closeOtherTabs(of reference: PageReference) async throws(BrowserError) {
        let targets = try await client.call("Target.getTargets")["targetInfos"].items
        for target in targets
        where target["browserContextId"].string == reference.contextID && target["type"].string == "page"
            && target["targetId"].string != reference.targetID
        {
            client.start("Target.closeTarget", ["targetId": target["targetId"]])
        }
    }

    /// Tells the facts about each frame as if it had just come to its document.
    private static func restore(_ tree: JSON, in facts: inout PageFacts) {
        facts.take(DevToolsEvent(method: "Page.frameNavigated", params: ["frame": tree["frame"]], session: nil))
        for child in tree["childFrames"].items { restore(child, in: &facts) }
    }
}

extension BrowserPage {
    /// Asks the document itself for its HTTP status: the event that told it went to the earlier process.
    fileprivate func restoreStatus() async throws(BrowserError) {
        guard watch.facts.networkError == nil, WebAddress(watch.facts.url) != nil else { return }
        let ask = "() => performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0"
        guard let text = try await evaluateInFrames(ask, argument: "null").first?.json, let status = Int(text) else {
            return
        }
        watch.update { $0.statusBecameKnown(status) }
    }
}
