extension RunningBrowser {
    /// Opens an empty page in a new context, gated before it can request anything.
    func openPage(
        _ options: PageOptions, resolver: HostResolver, whenClosed: @escaping @Sendable () async -> Void
    ) async throws(BrowserError) -> BrowserPage {
        let created = try await client.call("Target.createBrowserContext")
        guard let contextID = created["browserContextId"].string else {
            throw .protocolFailure(method: "Target.createBrowserContext", code: 0)
        }
        let context = makeGuard(contextID, options, resolver)
        do throws(BrowserError) {
            let noFiles = client.start(
                "Browser.setDownloadBehavior", ["behavior": "deny", "browserContextId": .text(contextID)])
            let target = try await client.call(
                "Target.createTarget", ["url": "about:blank", "browserContextId": .text(contextID)])["targetId"].string
            guard let target, let attachment = context.attachment(of: target), let watch = context.watch else {
                throw BrowserError.protocolFailure(method: "Target.createTarget", code: 0)
            }
            for reply in [noFiles] + attachment.setUp { _ = try await reply.value() }
            let reference = PageReference(
                keeperID: keeperID, contextID: contextID, targetID: target, sessionID: attachment.session)
            let page = BrowserPage(
                reference: reference, browser: self, context: context, watch: watch, options: options,
                whenClosed: whenClosed)
            for saved in [options.cookies, options.session] {
                if let saved { try await page.restore(saved) }
            }
            return page
        } catch {
            await dispose(context)
            throw error
        }
    }

    func makeGuard(_ contextID: String, _ options: PageOptions, _ resolver: HostResolver) -> ContextGuard {
        let gate = EgressGate(origins: options.origins, allowsPrivateAddresses: options.allowsPrivateAddresses)
        let context = ContextGuard(
            contextID: contextID, client: client, gate: gate, resolver: resolver, viewport: options.viewport)
        contexts.add(context)
        return context
    }

    /// Ends a context with all of its pages, cookies and storage.
    func dispose(_ context: ContextGuard) async {
        // `try?`: it fails only when Chromium is gone, and the context with it.
        _ = try? await client.call("Target.disposeBrowserContext", ["browserContextId": .text(context.contextID)])
        contexts.remove(context.contextID)
    }
}
