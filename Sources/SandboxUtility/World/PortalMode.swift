/// The state of a whole portal, over the behaviour of its logins.
public enum PortalMode: String, Sendable, CaseIterable, Codable {
    case up
    case down = "503"
    case slow
    /// Every page, the login form included, has been redesigned.
    case changed
    case blocked
    case retired

    var detour: Detour? {
        switch self {
        case .down: .unavailable
        case .blocked: .blocked
        case .retired: .retired
        case .up, .slow, .changed: nil
        }
    }
}
