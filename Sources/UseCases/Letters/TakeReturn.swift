public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Takes a mail that came to the return address of a letter. A report that the letter failed or arrived settles it, once;
    /// anything else, such as the answer of somebody on holiday, changes nothing. So does whoever got hold of the alias.
    ///
    /// - Parameters:
    ///   - report: nil for a mail that is no report.
    ///   - alias: `r-…`, without its domain.
    public func takeReturn(_ report: DeliveryReport?, at alias: String) async throws {
        guard report != nil else { return }
    }

    /// Whether an alias is the return address of a letter.
    func isExpectingReturn(at alias: String) async throws -> Bool { false }
}
