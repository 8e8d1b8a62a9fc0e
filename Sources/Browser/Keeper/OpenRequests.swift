/// The requests that Chromium holds at the gate and that nobody answered yet, so that the next client can be asked again.
/// Pure. What it holds may contain a posted password; it is dropped with the answer and never leaves memory.
struct OpenRequests {
    /// More than any page has at once; beyond it the oldest is forgotten and stays stopped.
    private static let limit = 1_000

    private struct Place: Hashable {
        let session: String
        let request: String
    }

    private var events: [(place: Place, message: [UInt8])] = []

    /// The events to repeat, oldest first.
    var messages: [[UInt8]] { events.map(\.message) }

    /// Looks at a message of Chromium's: a request that stopped is remembered.
    mutating func noteEvent(_ message: [UInt8]) {
        guard Self.mentions(Self.eventMark, in: message), let json = try? JSON(message),
            json["method"].string == "Fetch.requestPaused" || json["method"].string == "Fetch.authRequired",
            let place = Self.place(in: json)
        else { return }
        events.removeAll { $0.place == place }
        if events.count >= Self.limit { events.removeFirst() }
        events.append((place, message))
    }

    /// Looks at a command of the client's: the request it answers is forgotten.
    mutating func noteCommand(_ message: [UInt8]) {
        guard !events.isEmpty, Self.mentions(Self.commandMark, in: message), let json = try? JSON(message),
            let place = Self.place(in: json)
        else { return }
        events.removeAll { $0.place == place }
    }

    private static func place(in json: JSON) -> Place? {
        guard let session = json["sessionId"].string, let request = json["params"]["requestId"].string else {
            return nil
        }
        return Place(session: session, request: request)
    }

    private static let eventMark = Array(#""method":"Fetch."#.utf8)
    private static let commandMark = eventMark

    /// Both sides write the method among the first bytes, so that long messages need not be read.
    private static func mentions(_ mark: [UInt8], in message: [UInt8]) -> Bool {
        message.prefix(128).firstRange(of: mark) != nil
    }
}
