public import Domain
public import Foundation
public import Hummingbird

/// The cookie that carries a member's session token: for this host alone, not readable by scripts, gone at the session's end.
public struct SessionCookie: Sendable {
    private let isSecure: Bool

    public init(_ address: PublicAddress) { isSecure = address.isSecure }

    /// `__Host-` binds it to this very host and to TLS; over plain HTTP on the loopback interface browsers refuse that.
    public var name: String { isSecure ? "__Host-tieline" : "tieline" }

    /// Sets it. A new token per sign-in, so that one planted before is worthless.
    public func issued(_ token: Secret<String>, until end: Date, at now: Date) -> Cookie {
        let seconds = max(0, Int(end.timeIntervalSince(now)))
        return cookie(token.exposed, maxAge: seconds)
    }

    /// Takes it away.
    public var cleared: Cookie { cookie("", maxAge: 0) }

    /// The token a request carries.
    public func token(in request: Request) -> Secret<String>? {
        guard let value = request.cookies[name]?.value, (40...64).contains(value.utf8.count) else { return nil }
        return Secret(value)
    }

    private func cookie(_ value: String, maxAge: Int) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: maxAge, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
    }
}
