/// What is known of a message before it is read: who brought it, and whose word about it counts.
public struct MailTrust: Sendable, Equatable {
    /// The channel itself vouches for the message: a signed hook, a trusted mail host.
    public var isVouchedFor: Bool
    /// Domains whose DKIM signature passed, as the channel says apart from the message.
    public var dkimDomains: Set<String>
    /// The name (`authserv-id`, RFC 8601) under which the host that brought the message writes what it found. Only its
    /// `Authentication-Results` are believed, and the topmost that speaks of DKIM; nil believes none.
    public var authenticationServer: String?
    /// The host writes its `Authentication-Results` above all others, so that one below another is not the host's.
    public var isOnTop: Bool

    /// Nothing is known: somebody sent it.
    public static let none = MailTrust()

    public init(
        isVouchedFor: Bool = false, dkimDomains: Set<String> = [], authenticationServer: String? = nil,
        isOnTop: Bool = false
    ) {
        self.isVouchedFor = isVouchedFor
        self.dkimDomains = dkimDomains
        self.authenticationServer = authenticationServer
        self.isOnTop = isOnTop
    }
}
