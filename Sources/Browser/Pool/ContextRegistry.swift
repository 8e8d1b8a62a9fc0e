import Synchronization

/// Which guard watches over which browser context of one Chromium.
final class ContextRegistry: Sendable {
    private let client: DevToolsClient
    private let guards = Mutex<[String: ContextGuard]>([:])

    init(client: DevToolsClient) {
        self.client = client
        client.subscribe(to: nil) { [weak self] in self?.take($0) }
        client.whenEnded { [weak self] in self?.browserEnded() }
    }

    func add(_ context: ContextGuard) { guards.withLock { $0[context.contextID] = context } }

    func remove(_ contextID: String) { guards.withLock { _ = $0.removeValue(forKey: contextID) } }

    private func take(_ event: DevToolsEvent) {
        switch event.method {
        case "Target.attachedToTarget": attached(event)
        case "Target.detachedFromTarget":
            let session = event.params["sessionId"].string
            guards.withLock { Array($0.values) }.forEach { $0.detached(session) }
        default: break
        }
    }

    /// A target of a context that nobody watches stays stopped, and is closed.
    private func attached(_ event: DevToolsEvent) {
        let info = event.params["targetInfo"]
        let context = info["browserContextId"].string.flatMap { id in guards.withLock { $0[id] } }
        if let context { return context.attached(event) }
        client.start("Target.closeTarget", ["targetId": info["targetId"]])
    }

    private func browserEnded() {
        let error = client.end ?? .crashed
        guards.withLock { Array($0.values) }.forEach { $0.browserEnded(error) }
    }
}
