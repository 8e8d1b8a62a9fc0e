/// The first message a keeper sends to each client.
struct KeeperGreeting: Equatable {
    let keeperPID: Int32
    let chromiumPID: Int32
    /// Seconds since 1970 at the keeper's start.
    let startedAt: Int
    /// The first number this client may give to a command: answers to earlier clients carry lower or other ones.
    let firstID: Int

    init(keeperPID: Int32, chromiumPID: Int32, startedAt: Int, client: Int) {
        self.keeperPID = keeperPID
        self.chromiumPID = chromiumPID
        self.startedAt = startedAt
        // DevTools ids are 32 bits wide.
        firstID = client % 100 * 20_000_000 + 1
    }

    init?(_ message: [UInt8]) {
        guard let json = try? JSON(message), let keeper = json["keeper"].int, let chromium = json["chromium"].int,
            let startedAt = json["started_at"].int, let firstID = json["first_id"].int
        else { return nil }
        keeperPID = Int32(keeper)
        chromiumPID = Int32(chromium)
        self.startedAt = startedAt
        self.firstID = firstID
    }

    var message: [UInt8] {
        let json: JSON = [
            "keeper": .number(Double(keeperPID)), "chromium": .number(Double(chromiumPID)),
            "started_at": .number(Double(startedAt)), "first_id": .number(Double(firstID)),
        ]
        return json.bytes
    }

    /// What a client says to end the keeper and its Chromium at once.
    static let goodbye = Array(#"{"keeper":"bye"}"#.utf8)
}
