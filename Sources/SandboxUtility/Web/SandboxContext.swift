import Hummingbird
import NIOCore

/// What the sandbox knows about one request beyond its bytes: who sent it.
struct SandboxContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The client's network address, or `unknown` where there is no socket.
    let client: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        client = source.channel.remoteAddress?.ipAddress ?? "unknown"
    }
}
