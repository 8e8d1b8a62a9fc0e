import Domain

/// A status for the eye: shape and colour (`tone`), and the word that says the same.
struct StatusMark: Sendable, Equatable {
    /// `good`, `you`, `customer`, `utility`, `waiting`: the stylesheet's names.
    let tone: String
    let word: String

    init(tone: String, word: String) {
        self.tone = tone
        self.word = word
    }

    init(_ status: ConnectionStatus, actor: Actor) {
        tone = Self.tone(of: status, actor: actor)
        word =
            switch status.entry.isGreyed ? .nobody : actor {
            case .customer: "Needs the customer"
            case .operator: "Needs you"
            case .utility: "Utility’s side"
            case .nobody: status == .pending ? "Waiting" : status.entry.displayName
            }
    }

    static func tone(of status: ConnectionStatus, actor: Actor) -> String {
        switch status.entry.isGreyed ? .nobody : actor {
        case .customer: "customer"
        case .operator: "you"
        case .utility: "utility"
        case .nobody: status == .connected ? "good" : "waiting"
        }
    }

    static func tone(of status: ConnectionStatus) -> String { tone(of: status, actor: status.entry.actor) }
}
