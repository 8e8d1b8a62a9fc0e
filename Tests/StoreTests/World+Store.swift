import Domain
import Foundation
import Store
import Support

extension World {
    /// A connection as it is stored now.
    func stored(_ id: Connection.ID) async throws -> Connection {
        guard let found = try await storage.read({ tx in try tx.connections.system(id) }) else {
            throw StoreError.missingParent
        }
        return found
    }

    /// Stores connections.
    func insert(_ connections: [Connection]) async throws {
        try await storage.write { tx in for connection in connections { try tx.connections.insert(connection) } }
    }

    /// Some fingerprint that belongs to this text.
    func fingerprint(_ text: String) -> Fingerprint {
        let digits = text.utf8.map { String($0, radix: 16) }.joined().suffix(64)
        let hex = String(repeating: "0", count: 64 - digits.count) + digits
        guard let print = Fingerprint(hex: hex) else { preconditionFailure("64 hexadecimal digits") }
        return print
    }
}
