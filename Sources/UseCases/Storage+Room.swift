import Store

extension Storage {
    /// Writes what may be left out when the disk is full: a note of somebody's last use must not keep everybody from
    /// looking.
    func whereThereIsRoom(_ body: @escaping @Sendable (Writing) throws -> Void) async throws {
        do { try await write(body) } catch StoreError.full {
            // The next use notes it, once there is room.
        }
    }
}
