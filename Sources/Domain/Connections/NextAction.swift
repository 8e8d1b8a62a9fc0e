/// The one thing a row offers to do next.
public enum NextAction: String, CaseIterable, Sendable, Codable {
    case none, reconnect
    case checkNow = "check_now"
    case resume
}
