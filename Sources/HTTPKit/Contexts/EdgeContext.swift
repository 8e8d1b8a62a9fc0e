public import Domain
public import Hummingbird
import Logging
public import UseCases

/// A request as it reaches us, and what the guards in front of the routes found out about it.
public struct EdgeContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The address at the other end of the connection; nil where there is none, as in tests without a socket.
    public let peer: IPAddress?
    /// Who asked, as far as trusted proxies tell. Set by `ClientAddressMiddleware`.
    public var client: IPAddress?
    /// The member whose session the cookie names. Set by `SessionMiddleware`.
    public var signedIn: SignedInMember?
    /// The key's author. Set by `BearerMiddleware`.
    public var keyAuthor: Author?

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress.flatMap(IPAddress.init)
        client = peer
    }

    /// Forms are small. Uploads name their own limit.
    public var maxUploadSize: Int { 65_536 }

    /// Names this request in the log; an error page repeats it. (The framework's `id` traps under a log handler that
    /// keeps no metadata.)
    public var incident: String { logger[metadataKey: "hb.request.id"]?.description ?? "unknown" }

    /// What limits count by, for visitors without a name: the client's network.
    public var clientKey: String { client?.neighbourhood ?? "unknown" }
}
