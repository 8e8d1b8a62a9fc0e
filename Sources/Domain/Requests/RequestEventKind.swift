/// What happened to a request, as its history keeps it.
public enum RequestEventKind: String, CaseIterable, Sendable, Codable {
    case created
    case sent, reminded, resent, delivered, bounced
    case refused
    /// No mail server is configured: the letter was kept.
    case unsent
    case linkCopied = "link_copied"
    case opened, started
    case signInTried = "sign_in_tried"
    case itemDone = "item_done"
    case itemHealed = "item_healed"
    case handedOver = "handed_over"
    case silenced
    case held, released
    case completed, declined, expired, healed, revoked
}
