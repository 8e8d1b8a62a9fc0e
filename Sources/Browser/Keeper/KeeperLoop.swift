import Glibc

/// Carries messages between Chromium and one client at a time, and outlives each client by the grace time.
/// One thread, one `poll`; nothing here blocks but that.
struct KeeperLoop {
    private let chromium: KeeperPeer
    private let listener: Int32
    private let grace: Duration
    private let greeting: (_ client: Int) -> KeeperGreeting
    private var client: KeeperPeer?
    private var clients = 0
    private var aloneSince = ContinuousClock.now
    private var openRequests = OpenRequests()

    /// Takes over the three descriptors; `firstClient` is the socket given by whoever started us.
    init(
        chromium: Int32, listener: Int32, firstClient: Int32?, grace: Duration,
        greeting: @escaping (_ client: Int) -> KeeperGreeting
    ) {
        self.chromium = KeeperPeer(chromium)
        self.listener = listener
        self.grace = grace
        self.greeting = greeting
        if let firstClient { welcome(firstClient) }
    }

    /// Returns when Chromium ended, a client said goodbye, or nobody came within the grace time.
    mutating func run() {
        while chromium.isOpen {
            if let client, !client.isOpen { dismiss(client) }
            guard client != nil || aloneSince.duration(to: .now) < grace else { return }
            guard serve() else { return }
        }
    }

    /// One turn; false after a goodbye.
    private mutating func serve() -> Bool {
        var polled = [
            // A side is read only while the other keeps up.
            pollfd(fd: chromium.descriptor, events: chromium.events(reads: client?.hasRoom ?? true), revents: 0),
            pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
            pollfd(
                fd: client?.descriptor ?? -1, events: client?.events(reads: chromium.hasRoom) ?? 0, revents: 0),
        ]
        let remaining = client == nil ? (grace - aloneSince.duration(to: .now)).seconds : 3_600
        guard poll(&polled, nfds_t(polled.count), Int32(max(0, remaining) * 1_000) + 1) >= 0 || errno == EINTR else {
            return false
        }
        for message in chromium.exchange(polled[0].revents) { fromChromium(message) }
        if let client {
            for message in client.exchange(polled[2].revents) {
                guard message != KeeperGreeting.goodbye else { return false }
                openRequests.noteCommand(message)
                chromium.send(message)
            }
            // Before anyone new is looked at: a successor may come in the same turn as the news of this one's end.
            if !client.isOpen { dismiss(client) }
        }
        if polled[1].revents != 0 { acceptClient() }
        return true
    }

    /// Without a client, what Chromium says is dropped: the next one asks for the state anew. Only the requests that wait
    /// for an answer are kept.
    private mutating func fromChromium(_ message: [UInt8]) {
        openRequests.noteEvent(message)
        client?.send(message)
    }

    private mutating func acceptClient() {
        let socket = accept(listener, nil, nil)
        guard socket >= 0 else { return }
        // One client at a time; the other one is told by the end of the conversation.
        if client == nil { welcome(socket) } else { _ = Glibc.close(socket) }
    }

    private mutating func welcome(_ socket: Int32) {
        let newcomer = KeeperPeer(socket)
        newcomer.send(greeting(clients).message)
        openRequests.messages.forEach(newcomer.send)
        clients += 1
        client = newcomer
    }

    private mutating func dismiss(_ client: KeeperPeer) {
        client.close()
        self.client = nil
        aloneSince = .now
    }

    /// Closes what was taken over, after `run()`.
    func close() {
        client?.close()
        chromium.close()
        _ = Glibc.close(listener)
    }
}
