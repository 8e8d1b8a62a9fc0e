public import Domain

/// Why the picture of an embedded browser is not shown, or does not take what was done on it.
public enum ScreenError: Error, Sendable, Equatable {
    /// The ticket was used, is older than a minute, or is somebody else's.
    case ticketRefused
    /// The page was opened anew elsewhere, which took the picture along.
    case viewerReplaced
    /// There is no browser: it is not open yet, or has ended.
    case notHere
    /// Another process holds the browser.
    case elsewhere(node: String)
}

extension ScreenError: ExplainedError {
    /// Stable, snake_case.
    public var code: String {
        switch self {
        case .ticketRefused: "ticket_refused"
        case .viewerReplaced: "viewer_replaced"
        case .notHere: "screen_not_here"
        case .elsewhere: "screen_elsewhere"
        }
    }

    /// What the reader does next.
    public var advice: String {
        switch self {
        case .ticketRefused: "This view is over. Reload the page to go on."
        case .viewerReplaced: "This page was opened in another window. Go on there, or reload to go on here."
        case .notHere: "This browser is not open any more. Start again."
        case .elsewhere: "The process that holds this browser cannot be reached. Start again."
        }
    }

    public var isRetryable: Bool { false }
    public var level: ErrorLevel { .info }
}
