/// What DevTools events have told about a page. Pure: events in, facts out.
struct PageFacts {
    /// Counts everything that may change what a person would see.
    private(set) var changes = 0
    private(set) var mainFrameID: String
    private(set) var url = "about:blank"
    private(set) var documentID = ""
    private(set) var status: Int?
    private(set) var networkError: String?
    private(set) var dialogs: [PageCondition.Dialog] = []
    private(set) var popups: [String] = []
    private(set) var refusedOrigins: [String] = []
    /// How many requests were refused, and the origin of the last.
    private(set) var refusals = 0
    private(set) var lastRefusal = ""
    private(set) var end: BrowserError?
    /// Frames in the order of their appearance, the main one first.
    private(set) var frames: [Frame]
    /// How many requests were ever seen; each gets its number, so that waits can ignore what ran before them.
    private(set) var requests = 0
    private var running: [String: Running] = [:]
    private var statuses: [String: Int] = [:]
    private var failures: [String: String] = [:]
    private var origins: [String] = []

    struct Frame: Equatable {
        let id: String
        var url: String
        /// Our isolated world in it; nil until its document has one.
        var world: String?
    }

    /// A request on its way: its number, the document and the frame that wait for it.
    private struct Running {
        let number: Int
        let document: String
        let frame: String
    }

    init(mainFrameID: String) {
        self.mainFrameID = mainFrameID
        frames = [Frame(id: mainFrameID, url: "about:blank", world: nil)]
    }

    /// Whether a request that matters for the content, made after that many others, is still on its way.
    func isBusy(since requests: Int) -> Bool { running.values.contains { $0.number > requests } }

    /// Every origin a document of the page ever came from.
    var seenOrigins: [String] { origins }

    mutating func take(_ event: DevToolsEvent) {
        let params = event.params
        switch event.method {
        case "Network.requestWillBeSent": requestStarted(params)
        case "Network.responseReceived": responseStarted(params)
        case "Network.loadingFinished": requestEnded(params["requestId"].string)
        case "Network.loadingFailed": requestFailed(params)
        case "Page.frameAttached": frameAttached(params["frameId"].string)
        case "Page.frameNavigated": frameNavigated(params["frame"])
        case "Page.navigatedWithinDocument": moved(params["frameId"].string, to: params["url"].string)
        case "Page.frameDetached": frameDetached(params)
        case "Page.loadEventFired": changes += 1
        case "Page.javascriptDialogOpening": dialogOpened(params)
        case "Runtime.executionContextCreated": worldCreated(params["context"])
        case "Runtime.executionContextDestroyed": worldDestroyed(params["executionContextUniqueId"].string)
        case "Runtime.executionContextsCleared": for index in frames.indices { frames[index].world = nil }
        case "Runtime.bindingCalled" where params["name"].string == IsolatedWorld.binding: changes += 1
        case "Inspector.targetCrashed": ended(.crashed)
        default: break
        }
    }

    mutating func ended(_ error: BrowserError) {
        end = end ?? error
        changes += 1
    }

    /// Told late, for a page that was found again; zero says nothing.
    mutating func statusBecameKnown(_ known: Int) {
        guard known > 0 else { return }
        status = status ?? known
    }

    mutating func popupWanted(_ address: String) {
        guard popups.count < 20 else { return }
        popups.append(address)
        changes += 1
    }

    mutating func refused(_ origin: String) {
        refusals += 1
        lastRefusal = origin
        guard refusedOrigins.count < 50, !refusedOrigins.contains(origin) else { return }
        refusedOrigins.append(origin)
    }

    // MARK: - Requests

    private static let contentTypes: Set<String> = ["Document", "XHR", "Fetch", "Script", "Stylesheet"]

    private mutating func requestStarted(_ params: JSON) {
        // Requests without a document are a worker's script, whose end is told elsewhere.
        guard let id = params["requestId"].string, let document = params["loaderId"].string, !document.isEmpty,
            let type = params["type"].string, Self.contentTypes.contains(type)
        else { return }
        requests += 1
        running[id] = Running(number: requests, document: document, frame: params["frameId"].string ?? mainFrameID)
    }

    private mutating func responseStarted(_ params: JSON) {
        guard params["type"].string == "Document", params["frameId"].string == mainFrameID,
            let loader = params["loaderId"].string
        else { return }
        statuses[loader] = params["response"]["status"].int
    }

    private mutating func requestFailed(_ params: JSON) {
        let id = params["requestId"].string
        if params["type"].string == "Document", let id { failures[id] = params["errorText"].string }
        requestEnded(id)
    }

    private mutating func requestEnded(_ id: String?) {
        guard let id, running.removeValue(forKey: id) != nil, running.isEmpty else { return }
        changes += 1
    }

    // MARK: - Frames

    private mutating func frameAttached(_ id: String?) {
        guard let id, !frames.contains(where: { $0.id == id }) else { return }
        frames.append(Frame(id: id, url: "about:blank", world: nil))
    }

    private mutating func frameNavigated(_ frame: JSON) {
        guard let id = frame["id"].string, let address = frame["url"].string else { return }
        changes += 1
        frameAttached(id)
        note(origin: frame["securityOrigin"].string)
        let shown = frame["unreachableUrl"].string ?? address + (frame["urlFragment"].string ?? "")
        if let index = frames.firstIndex(where: { $0.id == id }) { frames[index].url = shown }
        guard frame["parentId"].string == nil else { return }
        // The old document takes its frames with it; not each of them is said to be detached.
        frames.removeAll { $0.id != id }
        mainFrameID = id
        url = shown
        documentID = frame["loaderId"].string ?? ""
        status = statuses[documentID]
        networkError = frame["unreachableUrl"].string == nil ? nil : failures[documentID] ?? "net::ERR_FAILED"
        statuses = statuses.filter { $0.key == documentID }
        failures = [:]
        // The old document takes its unfinished requests with it, in silence.
        running = running.filter { $0.value.document == documentID }
    }

    private mutating func note(origin: String?) {
        guard let origin, WebAddress(origin) != nil, !origins.contains(origin), origins.count < 50 else { return }
        origins.append(origin)
    }

    private mutating func moved(_ id: String?, to address: String?) {
        guard let index = frames.firstIndex(where: { $0.id == id }), let address else { return }
        changes += 1
        frames[index].url = address
        if id == mainFrameID { url = address }
    }

    private mutating func frameDetached(_ params: JSON) {
        // `swap` means that the frame goes on in another process.
        guard params["reason"].string != "swap", let id = params["frameId"].string, id != mainFrameID else { return }
        changes += 1
        frames.removeAll { $0.id == id }
        running = running.filter { $0.value.frame != id }
    }

    // MARK: - Worlds and dialogs

    private mutating func worldCreated(_ context: JSON) {
        guard context["name"].string == IsolatedWorld.name, let world = context["uniqueId"].string,
            let frame = context["auxData"]["frameId"].string
        else { return }
        changes += 1
        frameAttached(frame)
        if let index = frames.firstIndex(where: { $0.id == frame }) { frames[index].world = world }
    }

    private mutating func worldDestroyed(_ world: String?) {
        guard let world, let index = frames.firstIndex(where: { $0.world == world }) else { return }
        frames[index].world = nil
    }

    private mutating func dialogOpened(_ params: JSON) {
        changes += 1
        guard dialogs.count < 20, let kind = params["type"].string else { return }
        dialogs.append(.init(kind: kind, text: String((params["message"].string ?? "").prefix(500))))
    }
}
