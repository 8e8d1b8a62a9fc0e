import Foundation
import Synchronization

/// The response that a download tab waits for.
final class DownloadWatch: Sendable {
    private let expected = Mutex<Reply?>(nil)

    /// What settles with the paused response of the next document this tab requests.
    func expect() -> Reply {
        let reply = Reply()
        expected.withLock { $0 = reply }
        return reply
    }

    /// Whether this paused request is the awaited response; it then stays paused for whoever waits. Redirects and
    /// failures of the network go their way.
    func take(_ paused: JSON) -> Bool {
        guard paused["responseStatusCode"].int != nil, !ResponseHead(paused).isRedirect else { return false }
        guard let reply = expected.withLock({ $0.take() }) else { return false }
        reply.settle(.success(paused))
        return true
    }

    func refuse(_ origin: String) {
        expected.withLock { $0.take() }?.settle(.failure(.addressRefused(origin: origin)))
    }
}

/// Fetches files in tabs beside the page: the same cookies, any allowed origin, whatever the page's own policies say.
/// The response is taken at the gate, so nothing is ever rendered, run or written to disk.
actor DownloadTabs {
    private let browser: RunningBrowser
    private let context: ContextGuard
    private let limit: Int
    private var idle: [HiddenTab] = []

    init(browser: RunningBrowser, context: ContextGuard, limit: Int) {
        self.browser = browser
        self.context = context
        self.limit = limit
    }

    /// Fetches one file with GET; `referrer` is the page that links to it.
    func fetch(_ address: String, referrer: String) async throws(BrowserError) -> Download {
        let tab: HiddenTab
        if let free = idle.popLast() { tab = free } else { tab = try await HiddenTab.open(in: context, of: browser) }
        do throws(BrowserError) {
            let download = try await fetch(address, referrer: referrer, in: tab)
            idle.append(tab)
            return download
        } catch {
            // It may still be busy with what failed.
            browser.client.start("Target.closeTarget", ["targetId": .text(tab.target)])
            throw error
        }
    }

    private func fetch(_ address: String, referrer: String, in tab: HiddenTab) async throws(BrowserError) -> Download {
        let response = tab.watch.expect()
        let navigation = browser.client.start(
            "Page.navigate",
            [
                "url": .text(address), "referrer": .text(referrer),
                "referrerPolicy": "strictOriginWhenCrossOrigin",
            ],
            session: tab.session, limit: .seconds(60))
        navigation.whenSettled { response.settle(Self.failure(from: $0)) }
        let head = ResponseHead(try await response.value())
        if let length = head.length, length > limit { throw .downloadTooLarge(limit: limit) }
        let bytes = try await body(of: head, in: tab.session)
        browser.client.start(
            "Fetch.failRequest", ["requestId": head.requestID, "errorReason": "Aborted"], session: tab.session)
        // It was aborted by us, which ends it and frees the tab; that is all there is to wait for.
        _ = try await navigation.value()
        return Download(bytes: bytes, mediaType: head.mediaType, fileName: head.fileName, status: head.status)
    }

    /// A navigation that ended before its response was seen has failed.
    private static func failure(from answer: Reply.Answer) -> Reply.Answer {
        switch answer {
        case .success(let details): .failure(.downloadFailed(reason: details["errorText"].string ?? "net::ERR_ABORTED"))
        case .failure(.hung): .failure(.timedOut)
        case .failure(let error): .failure(error)
        }
    }

    private func body(of head: ResponseHead, in session: String) async throws(BrowserError) -> [UInt8] {
        let taken = try await browser.client.call(
            "Fetch.takeResponseBodyAsStream", ["requestId": head.requestID], session: session)
        let stream = taken["stream"]
        defer { browser.client.start("IO.close", ["handle": stream], session: session) }
        var bytes: [UInt8] = []
        while true {
            let piece = try await browser.client.call(
                "IO.read", ["handle": stream, "size": 1_048_576], session: session, limit: .seconds(60))
            let data = piece["data"].string ?? ""
            if piece["base64Encoded"].bool == true {
                bytes += Data(base64Encoded: data) ?? Data()
            } else {
                bytes += data.utf8
            }
            guard bytes.count <= limit else { throw .downloadTooLarge(limit: limit) }
            if piece["eof"].bool == true { return bytes }
        }
    }
}
