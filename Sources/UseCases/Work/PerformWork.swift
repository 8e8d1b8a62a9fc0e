import Domain

extension Workplace {
    /// Carries out one job.
    ///
    /// - Parameter slot: its place among other work, which it may leave while it waits.
    /// - Returns: when the same job should be done again; nil when it is done for good.
    public func perform(_ work: Work, in slot: any WorkSlot = Uncounted()) async throws -> Duration? {
        switch work {
        case .check(let id):
            try await runCheck(id, in: slot)
            return nil
        case .review(let key): return try await reviewIncident(of: key)
        case .sendLetter(let id): return try await sendLetter(id)
        case .releaseRequests(let key):
            try await releaseRequests(at: key)
            return nil
        case .askCustomer(let id):
            try await askByItself(id)
            return nil
        case .rewrapKeys: return try await rewrapDataKeys(limit: 200) > 0 ? .zero : nil
        }
    }
}
