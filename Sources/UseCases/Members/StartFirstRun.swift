public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Makes the link with which the first owner sets Tieline up; nil when an organization exists already.
    public func startFirstRun() async throws -> Secret<String>? {
        let token = tokens.mint()
        let now = clock.now()
        let link = SignInLink(
            digest: tokens.digest(of: token), organizationID: nil, purpose: .setup, createdAt: now,
            expiresAt: now.addingTimeInterval(limits.invitation))
        let isFirst = try await storage.write { tx in
            guard try tx.organizations.all().isEmpty else { return false }
            try tx.signInLinks.insert(link)
            return true
        }
        return isFirst ? token : nil
    }
}
