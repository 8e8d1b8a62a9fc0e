import Hummingbird

/// What the three portals have in common around one-time codes.
extension PortalDesk {
    /// The visitor before the field for his code, and how it comes to him. A slow login has waited when this returns.
    func guestBeforeCode(of request: Request) async throws -> (guest: Guest, medium: CodeMedium)? {
        guard let session = await session(of: request), case .awaitingCode(let medium) = session.stage,
            let guest = try await guest(of: request, at: session.stage)
        else { return nil }
        return (guest, medium)
    }

    /// Sends the first code the way that the guest chose.
    func orderCode(by medium: CodeMedium, for guest: Guest) async -> VisitorSession {
        let (session, dispatch) = await world.orderCode(by: medium, in: guest.session)
        outbox.post(dispatch)
        return session
    }

    /// Sends another code; false when too many were asked for.
    func renewCode(by medium: CodeMedium, for guest: Guest) async -> Bool {
        switch await world.renewCode(by: medium, in: guest.session) {
        case .tooMany: return false
        case .sent(let dispatch):
            outbox.post(dispatch)
            return true
        }
    }

    /// The cookie that remembers a browser.
    func cookie(for device: TrustedDevice) -> Cookie {
        Cookie(
            name: deviceCookieName, value: device.value, maxAge: Int(device.lifetime), path: "/\(portal.rawValue)",
            secure: false, httpOnly: true, sameSite: .lax)
    }
}
