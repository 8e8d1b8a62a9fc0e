public import Domain

/// How a page is opened.
public struct PageOptions: Sendable {
    public var origins: AllowedOrigins
    /// Whether an allowed origin may lie in a private network or on this machine.
    public var allowsPrivateAddresses: Bool
    /// CSS pixels.
    public var viewport: Viewport
    /// The most bytes one download may have.
    public var downloadLimit: Int
    /// What `captureSession` gave earlier: put in place before the first navigation.
    public var session: Secret<String>?
    /// What `captureCookies` gave earlier: put in place before the session, whose own cookies are newer.
    public var cookies: Secret<String>?

    public struct Viewport: Sendable, Equatable {
        public let width: Int
        public let height: Int

        public init(width: Int, height: Int) {
            self.width = width
            self.height = height
        }
    }

    public init(
        origins: AllowedOrigins, allowsPrivateAddresses: Bool = false,
        viewport: Viewport = Viewport(width: 1280, height: 900), downloadLimit: Int = 20 << 20,
        session: Secret<String>? = nil, cookies: Secret<String>? = nil
    ) {
        self.origins = origins
        self.allowsPrivateAddresses = allowsPrivateAddresses
        self.viewport = viewport
        self.downloadLimit = downloadLimit
        self.session = session
        self.cookies = cookies
    }
}
