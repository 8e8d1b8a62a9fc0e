public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Tries the connection's code route with a genuine code: a run that signs in as a stranger, so that the portal really
    /// asks. While one is under way, that one is the answer.
    ///
    /// - Returns: the run to watch.
    /// - Throws: `.notFound(.connection)`; `.notFound(.codeRoute)` when none is set up; `.checkRefused` when a sign-in
    ///   would do no good, or another run is signing in.
    public func rehearseCodeRoute(of id: Connection.ID, by author: Author) async throws -> Run.ID {
        try author.require(.operate)
        return try await deciding { tx in
            let connection = try self.connection(id, of: author, in: tx)
            guard let route = try tx.codeRoutes.live(of: id, in: author.organizationID), route.kind != .off else {
                throw UseCaseError.notFound(.codeRoute)
            }
            let run = try queuePersonal(.rehearsal, for: connection, by: author, action: .rehearsalRequested, in: tx)
            try tx.codeRoutes.rehearsed(route.id, at: clock.now())
            return run
        }
    }

    /// Signs in now and waits for a code that a person types. The chosen route stays; without one, typing becomes it.
    ///
    /// - Returns: the run to watch, and to answer with `answerCode`.
    public func repairByLiveCode(_ id: Connection.ID, by author: Author) async throws -> Run.ID {
        try author.require(.operate)
        return try await deciding { tx in
            let connection = try self.connection(id, of: author, in: tx)
            let route = try tx.codeRoutes.live(of: id, in: author.organizationID)
            if route == nil || route?.kind == .off {
                try tx.codeRoutes.put(
                    CodeRoute(
                        id: newID(), organizationID: author.organizationID, connectionID: id, kind: .live,
                        createdAt: clock.now()))
            }
            return try queuePersonal(.repair, for: connection, by: author, action: .liveCodeRequested, in: tx)
        }
    }

    /// "This portal no longer asks for a code": nothing waits for one any more, and a check shows whether that is so.
    ///
    /// - Returns: the run to watch. Only its passing makes the connection CONNECTED (law, edge 35).
    public func turnOffCodes(for id: Connection.ID, by author: Author) async throws -> Run.ID {
        try author.require(.operate)
        return try await deciding { tx in
            let connection = try self.connection(id, of: author, in: tx)
            try connection.requireCollecting()
            try tx.codeRoutes.put(
                CodeRoute(
                    id: newID(), organizationID: author.organizationID, connectionID: id, kind: .off,
                    createdAt: clock.now()))
            try note(.codesTurnedOff, of: connection, by: author.auditAuthor, in: tx)
            return try queuePersonal(.repair, for: connection, by: author, action: .codesTurnedOff, in: tx)
        }
    }

    /// Queues a run that a person asked for about his codes. One of the same kind that has not ended is the answer; one
    /// that only waits for its turn gives way.
    private func queuePersonal(
        _ trigger: RunTrigger, for connection: Connection, by author: Author, action: AuditAction, in tx: Writing
    ) throws -> Run.ID {
        try connection.requireCollecting()
        if let current = try tx.runs.active(of: connection.id), current.trigger == trigger { return current.id }
        try requireUsableSecret(of: connection, in: tx)
        try withdrawQueuedRun(of: connection, in: tx)
        try record(action, of: connection.id, by: author, in: tx)
        return try queueRun(for: connection, trigger: trigger, requestedBy: author.memberID, in: tx)
    }
}
