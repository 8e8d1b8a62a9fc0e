/// A run in which a person signs in by himself on the provider's own page.
public struct AttendedSignIn: Sendable, Equatable {
    public let runID: Run.ID
    public let organizationID: Organization.ID
    /// Whoever began it, the only one who sees the page: `member:…` or `request:…`.
    public let holder: String
    /// He agreed that what he types is kept, so that Tieline can sign in again.
    public let keepsTyped: Bool
    /// The process that holds the browser, once one does.
    public var node: String?
    /// How many people are before this one while all browsers are taken.
    public var place: Int?
    /// What the recognisers saw last.
    public var notice: AttendedNotice?
    /// He says that he is signed in, on a page that nobody knows.
    public var saysSignedIn: Bool

    public init(
        runID: Run.ID, organizationID: Organization.ID, holder: String, keepsTyped: Bool, node: String? = nil,
        place: Int? = nil, notice: AttendedNotice? = nil, saysSignedIn: Bool = false
    ) {
        self.runID = runID
        self.organizationID = organizationID
        self.holder = holder
        self.keepsTyped = keepsTyped
        self.node = node
        self.place = place
        self.notice = notice
        self.saysSignedIn = saysSignedIn
    }
}
