/// A frame of a page, for as long as the page lives.
public struct FrameID: Hashable, Sendable {
    let rawValue: String
}

/// What one frame answered.
public struct FrameAnswer: Sendable, Equatable {
    public let frameID: FrameID
    public let url: String
    /// One JSON text; `null` where the function returned nothing.
    public let json: String
}

/// What is known about a page without asking its scripts.
public struct PageCondition: Sendable, Equatable {
    /// The full address of the main document; after a failed navigation the address that failed. May hold secrets in
    /// its query: reduce it before it is stored or shown.
    public let url: String
    /// HTTP status of the main document; nil without a response.
    public let status: Int?
    /// Why the last navigation failed, e.g. `net::ERR_CONNECTION_REFUSED`; nil when a document is shown.
    public let networkError: String?
    /// Names the document: another one after every navigation, the same after in-page changes of the address.
    public let documentID: String
    /// As the browser's own process knows it: right after a navigation it may still be the address.
    public let title: String
    /// What the page wanted to tell by `alert`, `confirm` or `prompt`, answered with Cancel: kind and text, oldest first.
    public let dialogs: [Dialog]
    /// Addresses that the page tried to open in a new window, oldest first. They were not opened: navigate there if wanted.
    public let popups: [String]
    /// Origins that the page asked for and was refused.
    public let refusedOrigins: [String]

    public struct Dialog: Sendable, Equatable {
        public let kind: String
        public let text: String
    }
}

/// A moment in a page's life, to wait from.
public struct ChangeMark: Sendable, Equatable {
    let count: Int
    let requests: Int
}
