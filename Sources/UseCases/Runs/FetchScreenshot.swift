public import Domain
import Store

extension Workplace {
    /// The PNG of a run's last page, with every input field painted over.
    public func fetchScreenshot(of run: Run.ID, by author: Author) async throws -> [UInt8] {
        try author.require(.look)
        guard
            let image = try await storage.read({ tx in
                try tx.evidence.screenshot(run, in: author.organizationID)
            })
        else { throw UseCaseError.notFound(.screenshot) }
        return image
    }
}
