import Domain
public import Foundation
import Ports

/// The embedded browsers that this process holds, by run, and who may see them. Nothing of it is stored: it ends with the
/// process, as the browsers do.
public actor ScreenDesk {
    /// How long a ticket waits to be used.
    public static let ticketLife: TimeInterval = 60

    /// What names this process to the others; empty where it is the only one.
    public let node: String
    private var places: [Run.ID: Place] = [:]

    private struct Place {
        let screen: any Screen
        var tickets: [String: Ticket] = [:]
        var viewer: Viewer?
    }

    private struct Ticket {
        let holder: ScreenHolder
        let until: Date
    }

    private struct Viewer {
        let holder: ScreenHolder
        let digest: String
    }

    public init(node: String = "") { self.node = node }

    func show(_ screen: any Screen, for run: Run.ID) { places[run] = Place(screen: screen) }

    func clear(_ run: Run.ID) { places[run] = nil }

    func holds(_ run: Run.ID) -> Bool { places[run] != nil }

    /// - Parameter digest: of the ticket.
    func addTicket(_ digest: String, for run: Run.ID, holder: ScreenHolder, at now: Date) throws(ScreenError) {
        guard var place = places[run] else { throw .notHere }
        place.tickets = place.tickets.filter { $0.value.until > now }
        place.tickets[digest] = Ticket(holder: holder, until: now.addingTimeInterval(Self.ticketLife))
        places[run] = place
    }

    /// Uses a ticket up; whoever saw the screen before sees it no more.
    ///
    /// - Parameter viewer: the digest of what authorises input from now on.
    func redeem(
        _ digest: String, for run: Run.ID, holder: ScreenHolder, viewer: String, at now: Date
    ) throws(ScreenError) -> any Screen {
        guard let place = places[run] else { throw .notHere }
        let ticket = places[run]?.tickets.removeValue(forKey: digest)
        guard let ticket, ticket.holder == holder, ticket.until > now else { throw .ticketRefused }
        places[run]?.viewer = Viewer(holder: holder, digest: viewer)
        return place.screen
    }

    func screen(of run: Run.ID, viewer: String, holder: ScreenHolder) throws(ScreenError) -> any Screen {
        guard let place = places[run] else { throw .notHere }
        guard let seen = place.viewer, seen.holder == holder else { throw .ticketRefused }
        guard seen.digest == viewer else { throw .viewerReplaced }
        return place.screen
    }
}
