import Domain

extension Workplace {
    /// Carries out one job.
    ///
    /// - Returns: when the same job should be done again; nil when it is done for good.
    public func perform(_ work: Work) async throws -> Duration? {
        switch work {
        case .check(let id):
            try await runCheck(id)
            return nil
        case .review(let key): return try await reviewIncident(of: key)
        case .rewrapKeys: return try await rewrapDataKeys(limit: 200) > 0 ? .zero : nil
        }
    }
}
