import Synchronization

/// Watches over everything that lives in one browser context: puts the request gate on each page and worker before it
/// runs, answers what would make a page wait for a person, and lets no second window open.
final class ContextGuard: Sendable {
    private enum Role {
        case page(PageWatch)
        case hidden(DownloadWatch)
        case popup
        case worker
    }

    let contextID: String
    private let client: DevToolsClient
    private let gate: EgressGate
    private let resolver: HostResolver
    private let viewport: PageOptions.Viewport
    private let state = Mutex(State())

    private struct State {
        var sessions: [String: Role] = [:]
        var targets: [String: String] = [:]
        var watch: PageWatch?
        var setUps: [String: [Reply]] = [:]
        var expectedHiddenTabs = 0
        /// Sessions whose every request is answered with an empty page, without any network.
        var staged: Set<String> = []
    }

    init(
        contextID: String, client: DevToolsClient, gate: EgressGate, resolver: HostResolver,
        viewport: PageOptions.Viewport
    ) {
        self.contextID = contextID
        self.client = client
        self.gate = gate
        self.resolver = resolver
        self.viewport = viewport
    }

    // MARK: - Targets of the context

    /// The session of a target that was attached, and the answers to its set-up that are still on their way.
    func attachment(of targetID: String) -> (session: String, setUp: [Reply])? {
        state.withLock { state in
            state.targets[targetID].map { ($0, state.setUps.removeValue(forKey: $0) ?? []) }
        }
    }

    var watch: PageWatch? { state.withLock { $0.watch } }

    /// One of the next pages to attach that no other page opened is a tab of ours.
    func expectHiddenTab() { state.withLock { $0.expectedHiddenTabs += 1 } }

    /// While staged, every request of the session gets an empty page, so that an origin's storage can be reached.
    func stage(_ session: String, _ isStaged: Bool) {
        state.withLock { state in
            if isStaged { state.staged.insert(session) } else { state.staged.remove(session) }
        }
    }

    func downloadWatch(of session: String) -> DownloadWatch? {
        state.withLock { state in
            guard case .hidden(let watch)? = state.sessions[session] else { return nil }
            return watch
        }
    }

    /// A page or worker of the context appeared, stopped before its first step. Runs on the reading thread.
    func attached(_ event: DevToolsEvent) {
        let info = event.params["targetInfo"]
        guard let session = event.params["sessionId"].string, let target = info["targetId"].string else { return }
        switch info["type"].string {
        case "page": adoptPage(target, session, isOpenedByPage: info["openerId"].string != nil)
        case "service_worker":
            // Stays stopped until it is closed: detached, it would run.
            client.start("Target.closeTarget", ["targetId": .text(target)])
        default: adopt(session, target, as: .worker)
        }
    }

    /// A page that lived before we did: our new session takes over.
    func adoptSurvivor(_ target: String, session: String) { adoptPage(target, session, isOpenedByPage: false) }

    private func adoptPage(_ target: String, _ session: String, isOpenedByPage: Bool) {
        let role = state.withLock { state -> Role in
            guard !isOpenedByPage else { return .popup }
            if state.watch == nil {
                let watch = PageWatch(mainFrameID: target)
                state.watch = watch
                return .page(watch)
            }
            guard state.expectedHiddenTabs > 0 else { return .popup }
            state.expectedHiddenTabs -= 1
            return .hidden(DownloadWatch())
        }
        adopt(session, target, as: role)
    }

    private func adopt(_ session: String, _ target: String, as role: Role) {
        state.withLock { state in
            state.sessions[session] = role
            state.targets[target] = session
        }
        client.subscribe(to: session) { [weak self] in self?.take($0, from: session) }
        let replies = setUp(for: role).map { client.start($0.method, $0.params, session: session) }
        client.start("Runtime.runIfWaitingForDebugger", session: session)
        state.withLock { $0.setUps[session] = replies }
    }

    private func setUp(for role: Role) -> [TargetSetUp.Command] {
        switch role {
        case .page: TargetSetUp.page(viewport: viewport)
        case .hidden: TargetSetUp.hiddenTab
        case .popup: TargetSetUp.popup
        case .worker: TargetSetUp.worker
        }
    }

    // MARK: - Events of one session

    private func take(_ event: DevToolsEvent, from session: String) {
        guard let role = state.withLock({ $0.sessions[session] }) else { return }
        switch event.method {
        case "Fetch.requestPaused": requestPaused(event.params, session, role)
        case "Fetch.authRequired":
            client.start(
                "Fetch.continueWithAuth",
                ["requestId": event.params["requestId"], "authChallengeResponse": ["response": "CancelAuth"]],
                session: session)
        case "Target.attachedToTarget": return attached(event)
        case "Target.detachedFromTarget": return detached(event.params["sessionId"].string)
        case "Page.javascriptDialogOpening":
            client.start(
                "Page.handleJavaScriptDialog", ["accept": .bool(event.params["type"].string == "beforeunload")],
                session: session)
        case "Inspector.targetCrashed": client.fail(session: session, with: .crashed)
        default: break
        }
        if case .page(let watch) = role { watch.update { $0.take(event) } }
    }

    /// A session of the context is no more.
    func detached(_ session: String?) {
        guard let session, let role = state.withLock({ $0.sessions.removeValue(forKey: session) }) else { return }
        client.unsubscribe(from: session)
        client.fail(session: session, with: .closed)
        if case .page(let watch) = role { watch.update { $0.ended(.closed) } }
    }

    /// The browser itself is no more.
    func browserEnded(_ error: BrowserError) {
        watch?.update { $0.ended(error) }
    }

    // MARK: - The gate

    private func requestPaused(_ params: JSON, _ session: String, _ role: Role) {
        let address = params["request"]["url"].string ?? ""
        let isDocument = params["resourceType"].string == "Document"
        if case .popup = role, isDocument { return refusePopup(address, params, session) }
        if state.withLock({ $0.staged.contains(session) }) { return answerEmpty(params, session) }
        switch gate.decide(address) {
        case .allow: allow(params, session, role)
        case .refuse(let origin): refuse(origin, params, session, role)
        case .resolve(let host, let origin):
            resolver.checkIsPublic(host) { [weak self] isPublic in
                if isPublic { self?.allow(params, session, role) } else { self?.refuse(origin, params, session, role) }
            }
        }
    }

    private func allow(_ params: JSON, _ session: String, _ role: Role) {
        if case .hidden(let watch) = role, watch.take(params) { return }
        client.start("Fetch.continueRequest", ["requestId": params["requestId"]], session: session)
    }

    private func refuse(_ origin: String, _ params: JSON, _ session: String, _ role: Role) {
        watch?.update { $0.refused(origin) }
        if case .hidden(let watch) = role { watch.refuse(origin) }
        client.start(
            "Fetch.failRequest", ["requestId": params["requestId"], "errorReason": "BlockedByClient"], session: session)
    }

    private func answerEmpty(_ params: JSON, _ session: String) {
        client.start(
            "Fetch.fulfillRequest",
            [
                "requestId": params["requestId"], "responseCode": 200, "body": "",
                "responseHeaders": [["name": "Content-Type", "value": "text/html"]],
            ],
            session: session)
    }

    private func refusePopup(_ address: String, _ params: JSON, _ session: String) {
        watch?.update { $0.popupWanted(address) }
        client.start(
            "Fetch.failRequest", ["requestId": params["requestId"], "errorReason": "Aborted"], session: session)
        let target = state.withLock { state in state.targets.first { $0.value == session }?.key }
        if let target { client.start("Target.closeTarget", ["targetId": .text(target)]) }
    }
}
