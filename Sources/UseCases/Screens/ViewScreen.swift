public import Domain
import Ports
import Store

/// One view of a screen.
public struct ScreenView: Sendable {
    /// Authorises input from now on, until another view of the same screen begins.
    public let viewer: Secret<String>
    public let messages: AsyncStream<ScreenMessage>
}

extension Workplace {
    /// A ticket for one view of the run's screen: single use, a minute, bound to its holder.
    ///
    /// - Throws: `ScreenError`: `.notHere`, `.elsewhere`; `.ticketRefused` for anybody but the one who began the run.
    public func issueScreenTicket(run: Run.ID, holder: ScreenHolder) async throws -> Secret<String> {
        try await requireScreen(of: run, for: holder)
        let ticket = tokens.mint()
        try await screens.addTicket(tokens.digest(of: ticket), for: run, holder: holder, at: clock.now())
        return ticket
    }

    /// Uses a ticket up and shows the screen; whoever saw it before sees it no more.
    ///
    /// - Throws: `ScreenError`.
    public func viewScreen(run: Run.ID, ticket: Secret<String>, holder: ScreenHolder) async throws -> ScreenView {
        try await requireScreen(of: run, for: holder)
        let viewer = tokens.mint()
        let screen = try await screens.redeem(
            tokens.digest(of: ticket), for: run, holder: holder, viewer: tokens.digest(of: viewer), at: clock.now())
        return ScreenView(viewer: viewer, messages: await screen.watch())
    }

    /// Applies what a person did on the picture.
    ///
    /// - Returns: the number of the next input that is expected.
    /// - Throws: `ScreenError`.
    public func driveScreen(
        run: Run.ID, viewer: Secret<String>, batch: ScreenBatch, holder: ScreenHolder
    ) async throws -> UInt32 {
        let screen = try await screens.screen(of: run, viewer: tokens.digest(of: viewer), holder: holder)
        return await screen.apply(batch)
    }

    /// The person says that he is signed in, on a page that nobody knows.
    ///
    /// - Throws: `ScreenError.ticketRefused` for anybody but the one who began the run.
    public func saySignedIn(run: Run.ID, holder: ScreenHolder) async throws {
        try await storage.write { tx in
            guard let attended = try tx.attended.system(run), attended.holder == holder.text else {
                throw ScreenError.ticketRefused
            }
            try tx.attended.saysSignedIn(run)
            tx.announce(Change(topic: .run(run)))
        }
    }

    private func requireScreen(of run: Run.ID, for holder: ScreenHolder) async throws {
        guard let attended = try await storage.read({ tx in try tx.attended.system(run) }) else {
            throw ScreenError.notHere
        }
        guard attended.holder == holder.text else { throw ScreenError.ticketRefused }
        guard await !screens.holds(run) else { return }
        guard let node = attended.node, node != screens.node else { throw ScreenError.notHere }
        throw ScreenError.elsewhere(node: node)
    }
}
