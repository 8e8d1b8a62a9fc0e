import Domain
import Foundation
import Store
import Support

/// A connection of Acme with a run that needs a code.
struct CodeScene: Sendable {
    let world: World
    let connection: Connection
    let run: Run

    var now: Date { world.clock.now() }

    init(in storage: any Storage) async throws {
        let world = try await World.make(in: storage)
        let connection = world.connection()
        let run = world.run(of: connection)
        try await storage.write { tx in
            try tx.connections.insert(connection)
            try tx.runs.insert(run)
        }
        (self.world, self.connection, self.run) = (world, connection, run)
    }

    /// A run of another connection.
    func otherRun() async throws -> Run {
        let connection = world.connection()
        let run = world.run(of: connection)
        try await world.storage.write { tx in
            try tx.connections.insert(connection)
            try tx.runs.insert(run)
        }
        return run
    }

    func route(_ kind: CodeRouteKind, address: String? = nil) -> CodeRoute {
        CodeRoute(
            id: world.identifiers.id(), organizationID: world.acme.id, connectionID: connection.id, kind: kind,
            address: address, createdAt: now)
    }

    func wait(of other: Run? = nil, number: Int = 1, channel: CodeChannel = .email) -> CodeWait {
        let run = other ?? run
        return CodeWait(
            runID: run.id, number: number, connectionID: run.connectionID, channel: channel, routeID: nil,
            askedAt: now, expiresAt: now.addingTimeInterval(600))
    }

    func new(_ wait: CodeWait, login: String = "login", phone: String? = nil) -> NewCodeWait {
        NewCodeWait(
            wait, organizationID: world.acme.id, providerKey: .sample, login: world.fingerprint(login), phone: phone)
    }

    func message(to address: String, reference: String? = nil) -> ReceivedMessage {
        ReceivedMessage(
            id: world.identifiers.id(), organizationID: world.acme.id, connectionID: connection.id, address: address,
            transport: .smtp, receivedAt: now, sender: "a.example", verdict: .used, reference: reference)
    }
}
