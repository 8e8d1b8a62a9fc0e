public import Domain
import Store

extension Workplace {
    /// Stops collecting until somebody resumes. Pausing twice changes nothing.
    public func pause(_ id: Connection.ID, by author: Author) async throws {
        try await changeStatus(of: id, by: author, action: .connectionPaused) { state in
            state.covers.contains(.paused) ? nil : .paused(by: .operator)
        }
    }

    /// Goes on where the connection was paused; a check is due at once where the status beneath allows one.
    public func resume(_ id: Connection.ID, by author: Author) async throws {
        try await changeStatus(of: id, by: author, action: .connectionResumed) { state in
            state.covers.contains(.paused) ? .resumed : nil
        }
    }
}
