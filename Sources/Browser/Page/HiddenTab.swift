/// A second tab in a page's context, for downloads and for storage of origins that have no frame now.
struct HiddenTab: Sendable {
    let target: String
    let session: String
    let watch: DownloadWatch

    static func open(in context: ContextGuard, of browser: RunningBrowser) async throws(BrowserError) -> HiddenTab {
        context.expectHiddenTab()
        let created = try await browser.client.call(
            "Target.createTarget", ["url": "about:blank", "browserContextId": .text(context.contextID)])
        guard let target = created["targetId"].string, let attachment = context.attachment(of: target),
            let watch = context.downloadWatch(of: attachment.session)
        else { throw .protocolFailure(method: "Target.createTarget", code: 0) }
        for reply in attachment.setUp { _ = try await reply.value() }
        return HiddenTab(target: target, session: attachment.session, watch: watch)
    }
}
