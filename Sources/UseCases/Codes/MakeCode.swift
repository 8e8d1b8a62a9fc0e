import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Makes the code of an authenticator: at most one per period, and none that the portal might see too late.
    func makeCode(for wait: CodeWait, under key: WrappedKey) async throws -> Secret<String> {
        throw CodeRefusal.noRoute
    }
}
