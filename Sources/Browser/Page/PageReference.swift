/// Where a page lives: the keeper that owns its Chromium, and its names there.
struct PageReference: Equatable, Sendable {
    /// Empty when Chromium is our own child; such a page does not survive us.
    let keeperID: String
    let contextID: String
    let targetID: String
    let sessionID: String

    init(keeperID: String, contextID: String, targetID: String, sessionID: String) {
        self.keeperID = keeperID
        self.contextID = contextID
        self.targetID = targetID
        self.sessionID = sessionID
    }

    /// Reads what `text` wrote; anything else is nil.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, parts[1...].allSatisfy({ !$0.isEmpty }) else { return nil }
        self.init(keeperID: parts[0], contextID: parts[1], targetID: parts[2], sessionID: parts[3])
    }

    var text: String { [keeperID, contextID, targetID, sessionID].joined(separator: ".") }
}
