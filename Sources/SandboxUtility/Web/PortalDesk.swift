import Foundation
import Hummingbird

/// What the three portals have in common behind their pages: the session cookie, the way to the world, and patience.
struct PortalDesk: Sendable {
    let world: SandboxWorld
    let portal: Portal
    let cookieName: String
    /// Holds what lets a remembered browser in without a code.
    let deviceCookieName: String
    /// An address on which nothing listens.
    let refusedAddress: String
    let pause: @Sendable (Duration) async throws -> Void
    let outbox: Outbox

    func session(of request: Request) async -> VisitorSession? {
        await world.session(request.cookies[cookieName]?.value, at: portal)
    }

    /// The request's session, or a new anonymous one.
    func sessionOrNew(of request: Request) async -> VisitorSession {
        if let session = await session(of: request) { return session }
        return await world.openSession(at: portal)
    }

    func cookie(for session: VisitorSession) -> Cookie {
        Cookie(
            name: cookieName, value: session.id, path: "/\(portal.rawValue)", secure: false, httpOnly: true,
            sameSite: .lax)
    }

    /// The visitor, when he stands at this stage. A slow login has waited when this returns.
    func guest(of request: Request, at stage: VisitorSession.Stage) async throws -> Guest? {
        guard let session = await session(of: request), session.stage == stage,
            let guest = await world.guest(of: session)
        else { return nil }
        if guest.isSlow { try await dawdle() }
        return guest
    }

    /// Counts a password, answers it, and holds the answer back for as long as the login says.
    func signIn(
        _ username: String, password: String, in session: VisitorSession, from client: String, by request: Request
    ) async throws -> SignInAnswer {
        let device = request.cookies[deviceCookieName]?.value
        let answer = await world.signIn(username, password: password, in: session, from: client, device: device)
        outbox.post(answer.dispatch)
        if answer.delay > .zero { try await pause(answer.delay) }
        if answer.isSlow { try await dawdle() }
        return answer
    }

    /// 3 to 4 seconds.
    func dawdle() async throws { try await pause(.milliseconds(Int.random(in: 3_000...4_000))) }

    var today: CivilDate { CivilDate(of: world.now(), in: portal.timeZone) }

    func bills(of account: ServiceAccount, for guest: Guest) -> [UtilityBill] {
        world.almanac.bills(of: account, at: portal, on: today, interim: guest.login.behaviour == .newBill)
    }

    func billDocument(_ billID: String, of account: ServiceAccount, for guest: Guest) throws -> Response {
        guard let bill = bills(of: account, for: guest).first(where: { $0.id == billID }) else {
            throw HTTPError(.notFound)
        }
        let document = BillDocument(
            portal: portal, customerName: guest.login.customerName, account: account, bill: bill)
        return Reply.pdf(document.bytes, named: "bill-\(account.id)-\(bill.id).pdf")
    }

    func usageDownload(of account: ServiceAccount) -> Response {
        let feed = GreenButtonFeed(portal: portal, account: account, today: today, updatedAt: world.now())
        return Reply.greenButton(feed.xml, named: "usage-\(account.id).xml")
    }
}
